#include "model/architecture/builder/journeys.hpp"

#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

namespace cutpoint {

IdVector<JourneyId, Journey> JourneyResolver::resolve(const std::vector<DraftJourney>& written) {
  IdVector<JourneyId, Journey> journeys;
  journeys.reserve(written.size());
  std::unordered_map<std::string_view, SourceSpan> seen;
  for (const DraftJourney& one : written) {
    const auto [place, added] = seen.emplace(one.name.value, one.name.span);
    if (added) {
      journeys.push_back(resolve_one(one));
      continue;
    }
    diagnostics_
        .error("duplicate-key", one.name.span,
               fmt::format("journey `{}` is defined twice", one.name.value))
        .notes.push_back({"first defined here", place->second});
  }
  return journeys;
}

Journey JourneyResolver::resolve_one(const DraftJourney& written) {
  Journey journey;
  // All that is written beside the needs, whatever keys there are.
  static_cast<JourneyDetails&>(journey) = written;
  journey.name = written.name.value;
  journey.span = written.name.span;
  journey.needs = requirements_.resolve(written.needs, {ComponentId(), journey.name});
  if (written.needs.empty() && !written.marks.has("needs", KeyMark::unread)) {
    diagnostics_
        .error(
            "missing-needs", written.name.span,
            fmt::format("journey `{}` needs nothing, so there is nothing to analyse", journey.name))
        .help = "list the components it uses directly: `needs: [load-balancer]`";
  }
  service_levels_.check(written);
  if (written.objectives) data_.check_objectives(*written.objectives);
  acceptances_.check(written.accept, false);
  return journey;
}

}  // namespace cutpoint
