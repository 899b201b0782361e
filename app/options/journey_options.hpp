/// Which journeys, which target, how many rows: options that commands of advice share.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "app/console/console.hpp"
#include "cutpoint/advice.hpp"

namespace cutpoint {

[[nodiscard]] OptionSpec journey_option(std::string_view summary);
/// The journeys that --journey names, all where it is not given; or nothing and a printed reason.
[[nodiscard]] std::optional<std::vector<JourneyId>> chosen_journeys(const Arguments& arguments,
                                                                    const Model& model,
                                                                    Console& console);

/// The journey that --journey names, the first one where it is not given; or nothing and a printed
/// reason.
[[nodiscard]] std::optional<JourneyId> chosen_journey(const Arguments& arguments,
                                                      const Model& model, Console& console);

[[nodiscard]] OptionSpec target_option(std::string_view summary);
/// The value of --target; or nothing and a printed reason.
[[nodiscard]] std::optional<Availability> chosen_target(const Arguments& arguments,
                                                        Console& console);
/// What advice aims at: --target for the journeys chosen; without it the SLO of each, journeys
/// without one left out. False with a printed reason where there is nothing to aim at.
[[nodiscard]] bool choose_aims(const Arguments& arguments, const Model& model,
                               AdviceOptions& options, Console& console);

/// Advice, with what is being done shown meanwhile; or nothing and a printed reason.
[[nodiscard]] std::optional<Advice> advised(const System& system, AdviceOptions options,
                                            Console& console);

[[nodiscard]] OptionSpec top_option(std::string_view summary);
/// The value of --top, from 1 on; or nothing and a printed reason.
[[nodiscard]] std::optional<std::size_t> chosen_top(const Arguments& arguments, Console& console);

}  // namespace cutpoint
