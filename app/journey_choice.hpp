/// Options that several commands of advice share.
#pragma once

#include <optional>
#include <vector>

#include "app/pipeline.hpp"

namespace cutpoint {

/// The journeys that --journey names, all where it is not given; or nothing and a printed reason.
[[nodiscard]] std::optional<std::vector<JourneyId>> chosen_journeys(const Arguments& arguments,
                                                                    const Model& model,
                                                                    Console& console);

/// The value of --top, from 1 on; or nothing and a printed reason.
[[nodiscard]] std::optional<std::size_t> chosen_top(const Arguments& arguments, Console& console);

}  // namespace cutpoint
