/// `cutpoint plot contribution` and `plot places`: what the downtime of a journey comes from.
#pragma once

#include <optional>
#include <string>

#include "app/console/console.hpp"
#include "cutpoint/rendered.hpp"

namespace cutpoint {

/// By component, the `most` largest first; nothing, with a printed reason, without exact
/// importances.
[[nodiscard]] std::optional<std::string> contribution_plot(const System& system,
                                                           const Analysis& analysis,
                                                           JourneyId journey, std::size_t most,
                                                           Theme theme, Console& console);
/// The same in rings: regions, zones, hosts and what runs on them.
[[nodiscard]] std::optional<std::string> places_plot(const System& system, const Analysis& analysis,
                                                     JourneyId journey, Theme theme,
                                                     Console& console);

}  // namespace cutpoint
