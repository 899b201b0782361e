/// Counts of which is known how long was watched, not how long it was up.
#pragma once

#include <cstdint>
#include <optional>

#include "cutpoint/draft.hpp"
#include "cutpoint/duration.hpp"

namespace cutpoint {

/// The time up of all instances together, of counts with a `window` and `failures`: what is left of
/// the window of each after the repairs. Nothing where nothing is left.
[[nodiscard]] std::optional<Duration> operating_of_watched(const DraftFigures& figures,
                                                           std::uint32_t instances);

}  // namespace cutpoint
