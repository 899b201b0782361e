/// Why the figures of a redundancy group in time are not exact.
#pragma once

#include <cstdint>

namespace cutpoint {

enum class GroupDoubt : std::uint8_t {
  none,
  fitted_times,      ///< fixed, log-normal or Weibull times are followed by phases
  too_many_states,   ///< the chain of all that acts on it is too large: members taken by themselves
  solved_apart,      ///< groups that react to the same failures were solved each for itself
  falls_with_more,   ///< less likely down when more has failed, which no events can say
  network,           ///< members stand on a network
  demand,            ///< a member can do without something with some probability
  several_standbys,  ///< a member waits, or is repaired by crews, in two groups
  seen_elsewhere,    ///< members whose failures the group changes are needed outside of it too
  arbiter_above,     ///< who makes its switches stands on what they move
};

/// By how much the figures may be off is known; else somebody has to play them.
[[nodiscard]] constexpr bool has_known_size(GroupDoubt doubt) {
  return doubt == GroupDoubt::none || doubt == GroupDoubt::fitted_times ||
         doubt == GroupDoubt::falls_with_more;
}

}  // namespace cutpoint
