#include "analyzer/engine/quantities/pair_outages.hpp"

#include <array>
#include <cmath>
#include <map>

#include "analyzer/engine/quantities/outage_classes.hpp"

namespace cutpoint {

namespace {

/// Nodes walked for one top.
constexpr std::size_t pair_step_limit = 4'000'000;

/// Of the mixed derivative: the two alone decide, whatever else; below it they need a third one.
constexpr double decisive = 0.5;

/// Lengths within a few percent are one: there may be as many pairs as squares of events.
class LengthCollector {
 public:
  void add(double down, double hours) {
    if (down <= 0.0) return;
    Sum& sum = by_length_[std::lround(std::log(hours) / fineness)];
    sum.down += down;
    sum.per_hour += down / hours;
  }
  [[nodiscard]] std::vector<OutagesOfLength> outages() const {
    std::vector<OutagesOfLength> result;
    for (const auto& [length, sum] : by_length_) {
      result.push_back({sum.per_hour, sum.down / sum.per_hour});
    }
    return result;
  }

 private:
  static constexpr double fineness = 0.05;
  struct Sum {
    double down = 0;
    double per_hour = 0;
  };
  std::map<long, Sum> by_length_;
};

}  // namespace

std::vector<PairSensitivity> pair_sensitivities(const DecisionDiagram& diagram,
                                                DecisionDiagram::Ref top,
                                                const std::vector<EventSensitivity>& sensitivities,
                                                const std::vector<bool>& alone,
                                                std::span<const EventId> working) {
  const auto& events = diagram.function().events;
  std::vector<EventSensitivity> partners;
  for (const EventSensitivity& row : sensitivities) {
    const BasicEvent& event = events[row.event];
    if (alone[row.event.index()] || event.process.rate <= 0.0) continue;
    partners.push_back(row);
  }
  if (partners.size() * diagram.work() > pair_step_limit) return {};
  std::vector<PairSensitivity> pairs;
  for (const EventSensitivity& first : partners) {
    const NodeProbabilities failed(diagram, std::array{first.event}, working);
    const auto then = cutpoint::sensitivities(diagram, failed, top);
    const double works = 1.0 - events[first.event].process.unavailability;
    auto at = then.begin();
    for (const EventSensitivity& second : partners) {
      if (!(first.event < second.event)) continue;
      while (at != then.end() && at->event < second.event) ++at;
      if (at == then.end() || at->event != second.event) continue;
      const double mixed = (at->birnbaum - second.birnbaum) / works;
      if (mixed >= decisive) pairs.push_back({first.event, second.event, mixed});
    }
  }
  return pairs;
}

std::vector<OutagesOfLength> pair_outages(const DecisionDiagram& diagram, DecisionDiagram::Ref top,
                                          const std::vector<EventSensitivity>& sensitivities,
                                          const std::vector<bool>& alone,
                                          std::span<const EventId> working) {
  const auto& events = diagram.function().events;
  LengthCollector outages;
  for (const PairSensitivity& pair :
       pair_sensitivities(diagram, top, sensitivities, alone, working)) {
    for (const OutageClass& one : failures_by_length(events[pair.first])) {
      for (const OutageClass& other : failures_by_length(events[pair.second])) {
        const double down = one.rate / one.repair_rate * other.rate / other.repair_rate;
        outages.add(down * pair.mixed, 1.0 / (one.repair_rate + other.repair_rate));
      }
    }
  }
  return outages.outages();
}

}  // namespace cutpoint
