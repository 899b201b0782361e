#include "analyzer/analysis/service_levels/outage_causes.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "analyzer/engine/quantities/outage_classes.hpp"
#include "analyzer/engine/quantities/pair_outages.hpp"
#include "analyzer/failover/failover_groups.hpp"
#include "analyzer/failover/shared_causes.hpp"

namespace cutpoint {

namespace {

/// By mean length, so that alike causes count once.
class CauseCollector {
 public:
  void add(double per_hour, double mean_hours) {
    if (per_hour > 0.0) by_length_[mean_hours] += per_hour;
  }
  [[nodiscard]] double per_hour() const {
    double sum = 0.0;
    for (const auto& [length, rate] : by_length_) sum += rate;
    return sum;
  }
  [[nodiscard]] double unavailability() const {
    double sum = 0.0;
    for (const auto& [length, rate] : by_length_) sum += rate * length;
    return sum;
  }
  [[nodiscard]] std::vector<OutagesOfLength> causes(double scale) const {
    std::vector<OutagesOfLength> result;
    for (const auto& [length, rate] : by_length_) result.push_back({rate, length * scale});
    return result;
  }

 private:
  std::map<double, double> by_length_;
};

/// An outage that the event causes alone lasts as long as the event: restarts apart from the rest.
void add_single_point(const BasicEvent& event, double share, CauseCollector& collector) {
  for (const OutageClass& outages : failures_by_length(event)) {
    collector.add(outages.rate * share, 1.0 / outages.repair_rate);
  }
}

void add_switches(const std::vector<FailoverGroup::SwitchLength>& switches, double per_hour,
                  CauseCollector& collector) {
  for (const auto& move : switches) collector.add(per_hour * move.share, move.hours);
}

/// Shared parts fail, and work that they take along moves.
void add_set_off(const StructureFunction& function, const std::vector<Importance>& rows,
                 CauseCollector& collector) {
  std::vector<SwitchImportance> switches;
  for (const Importance& row : rows) {
    if (function.events[row.event].cause.valid()) switches.push_back({row.event, row.birnbaum});
  }
  for (const OutagesSetOff& outages : outages_set_off(function, std::move(switches))) {
    add_switches(switches_after(function, outages.failover), outages.per_hour, collector);
  }
}

}  // namespace

std::vector<OutagesOfLength> outage_causes(const DecisionDiagram& diagram,
                                           const JourneyAnalysis& journey,
                                           std::span<const EventId> working) {
  const StructureFunction& function = diagram.function();
  const double unavailability = journey.up.availability.unavailability();
  if (!journey.up.outages_per_year || unavailability <= 0.0) return {};
  std::vector<bool> alone(function.events.size(), false);
  for (const SinglePoint& point : journey.single_points) alone[point.event.index()] = true;
  CauseCollector collector;
  add_set_off(function, journey.importance, collector);
  std::vector<EventSensitivity> rows;
  for (const Importance& row : journey.importance) {
    rows.push_back({row.event, row.birnbaum});
    if (!alone[row.event.index()]) continue;
    const BasicEvent& event = function.events[row.event];
    const FailoverGroup* group =
        event.kind == EventKind::failover ? group_of_failover(function, row.event) : nullptr;
    if (group != nullptr) {
      const FailureProcess& process = event.process;
      add_switches(group->switch_lengths,
                   row.birnbaum * process.rate * (1.0 - process.unavailability), collector);
    } else {
      add_single_point(event, row.birnbaum, collector);
    }
  }
  std::sort(rows.begin(), rows.end(),
            [](const auto& a, const auto& b) { return a.event < b.event; });
  const DecisionDiagram::Ref top = diagram.top(journey.journey.index());
  for (const OutagesOfLength& pair : pair_outages(diagram, top, rows, alone, working)) {
    collector.add(pair.per_hour, pair.hours);
  }
  // What single points and pairs leave of the downtime belongs to failures of several together.
  const double outages = *journey.up.outages_per_year / (Duration::year / Duration::hour);
  const double more = outages - collector.per_hour();
  const double rest = unavailability - collector.unavailability();
  constexpr double rounding = 1e-9;
  if (more > rounding * outages && rest > rounding * unavailability) {
    collector.add(more, rest / more);
  }
  const double sum = collector.unavailability();
  return sum > 0.0 ? collector.causes(unavailability / sum) : std::vector<OutagesOfLength>();
}

}  // namespace cutpoint
