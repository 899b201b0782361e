#include "renderer/cards/downtime.hpp"

#include <algorithm>
#include <unordered_map>

namespace cutpoint {

namespace {

constexpr double seconds_in_minute = 60;

/// Of one journey.
class JourneyShares {
 public:
  explicit JourneyShares(const RenderInput& input)
      : function_(input.function),
        sums_{IdVector<ComponentId, double>(input.model.components.size(), 0),
              IdVector<CommonCauseId, double>(input.model.common_causes.size(), 0)} {}

  void add(const JourneyAnalysis& journey) {
    whole_ = journey.up.downtime_per_year().in_seconds() / seconds_in_minute;
    // What alone stops the journey costs what it is down, as wherever single points are listed.
    std::unordered_map<EventId, double> alone;
    for (const SinglePoint& point : journey.single_points) {
      alone.emplace(point.event, point.downtime_per_year.in_seconds() / seconds_in_minute);
    }
    for (const PartImportance& part : journey.parts) {
      const auto found = part.instances == 1 ? alone.find(part.event) : alone.end();
      add(part.event, found == alone.end() ? part.share * whole_ : found->second);
    }
    if (!journey.parts.empty()) return;
    for (const auto& [event, minutes] : alone) add(event, minutes);
  }

  /// What costs this journey more than the ones before it.
  void move_to(DowntimeShares& shares) {
    for (const EventId id : touched_) {
      const BasicEvent& event = function_.events[id];
      if (event.kind == EventKind::component) {
        settle(sums_.components[event.component], shares.components[event.component]);
      } else {
        settle(sums_.causes[event.common_cause], shares.causes[event.common_cause]);
      }
    }
    touched_.clear();
  }

 private:
  void add(EventId id, double minutes) {
    const BasicEvent& event = function_.events[id];
    if (minutes <= 0) return;
    if (event.kind == EventKind::component) {
      sums_.components[event.component] += minutes;
    } else if (event.kind == EventKind::common_cause) {
      sums_.causes[event.common_cause] += minutes;
    } else {
      return;
    }
    touched_.push_back(id);
  }

  /// Single points are down together for a little while: never more than the journey.
  void settle(double& sum, double& most) const {
    most = std::max(most, std::min(sum, whole_));
    sum = 0;
  }

  const StructureFunction& function_;
  DowntimeShares sums_;
  double whole_ = 0;  ///< that the journey is down
  std::vector<EventId> touched_;
};

}  // namespace

DowntimeShares downtime_shares(const RenderInput& input) {
  DowntimeShares shares{IdVector<ComponentId, double>(input.model.components.size(), 0),
                        IdVector<CommonCauseId, double>(input.model.common_causes.size(), 0)};
  JourneyShares sums(input);
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    shares.is_whole = shares.is_whole && journey.up.method != Method::bounded;
    sums.add(journey);
    sums.move_to(shares);
  }
  return shares;
}

}  // namespace cutpoint
