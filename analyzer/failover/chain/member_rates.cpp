#include "analyzer/failover/chain/member_rates.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/outage_classes.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "analyzer/failover/chain/serving.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t member_diagram_nodes = 200'000;

/// Outages by about how long they last: a region takes hours where a restart takes seconds, and
/// whether a switch is over before depends on which it is.
class OutageMix {
 public:
  /// Lengths whose logarithms differ by less are taken together.
  explicit OutageMix(double fineness) : fineness_(fineness) {}

  void add(double rate, double mean_hours) {
    if (rate <= 0.0 || mean_hours <= 0.0) return;
    Sum& sum = by_length_[std::lround(std::log(mean_hours) / fineness_)];
    sum.rate += rate;
    sum.down += rate * mean_hours;
    rate_ += rate;
    down_ += rate * mean_hours;
  }

  [[nodiscard]] double rate() const { return rate_; }
  [[nodiscard]] double down() const { return down_; }
  /// From short to long.
  [[nodiscard]] std::vector<OutageShare> shares() const {
    std::vector<OutageShare> shares;
    for (const auto& [length, sum] : by_length_) {
      shares.push_back({sum.rate / rate_, sum.down / sum.rate});
    }
    return shares;
  }

 private:
  struct Sum {
    double rate = 0;
    double down = 0;
  };
  double fineness_;
  double rate_ = 0;
  double down_ = 0;
  std::map<long, Sum> by_length_;
};

/// Of what fails the member alone, or with something that lasts longer as switches do, outages are
/// as long as its own; the others share what is left of the time `down`. A fixed time is so short
/// against a switch as its race with it says.
std::vector<RepairPhase> outages_of(const StructureFunction& function,
                                    const std::vector<std::uint8_t>& alone, double down,
                                    const std::vector<EventSensitivity>& rows, double switch_rate) {
  OutageMix mix(0.7);
  double other_rate = 0.0;
  for (const EventSensitivity& row : rows) {
    const BasicEvent& event = function.events[row.event];
    const double rate = row.birnbaum * event.process.rate * (1.0 - event.process.unavailability);
    const bool fails_it = row.event.index() < alone.size() && alone[row.event.index()] != 0;
    if (!fails_it && !event.conditional) {
      other_rate += rate;
      continue;
    }
    for (const OutageClass& outage : failures_by_length(event)) {
      down -= row.birnbaum * outage.rate / outage.repair_rate;
      mix.add(row.birnbaum * outage.rate, 1.0 / rate_within(outage, switch_rate));
    }
  }
  mix.add(other_rate, other_rate > 0.0 ? std::max(down, 0.0) / other_rate : 0.0);
  std::vector<RepairPhase> phases;
  for (const OutageShare& outages : mix.shares()) {
    phases.push_back({outages.share, 1.0 / outages.hours, RepairPhase::ends});
  }
  return phases;
}

}  // namespace

MembersPart members_part(const StructureFunction& function, const FailoverGroup& group) {
  const double switch_hours = group.success > 0.5 ? group.switch_hours : group.manual_hours;
  return {part_below(function, group.members), group.needed,
          switch_hours > 0.0 ? 1.0 / switch_hours : 0.0};
}

RatesOfMembers member_rates(MembersPart members) {
  FunctionPart& part = members.part;
  const std::size_t spare = part.roots.size() - members.needed;
  constexpr std::size_t most_evaluations = 1000;
  // By member and event: whether it fails the member alone.
  std::vector<std::vector<std::uint8_t>> alone(part.roots.size());
  for (std::size_t i = 0; i < std::min(part.function.events.size(), most_evaluations); ++i) {
    const EventId event(i);
    const auto failed = evaluate(part.function, std::array{event});
    std::size_t lost = 0;
    for (std::size_t m = 0; m < part.roots.size(); ++m) {
      alone[m].push_back(failed[part.roots[m]]);
      lost += failed[part.roots[m]];
    }
    if (lost > spare) part.function.events[event].can_fail = false;
  }
  const DecisionDiagram diagram(part.function, part.roots, member_diagram_nodes);
  const NodeProbabilities probabilities(diagram);
  std::vector<MemberRates> rates;
  for (std::size_t m = 0; m < part.roots.size(); ++m) {
    const DecisionDiagram::Ref top = diagram.top(m);
    if (top == DecisionDiagram::exhausted) return std::nullopt;
    const double down = probabilities[top];
    double per_hour = 0.0;
    const auto rows = sensitivities(diagram, probabilities, top);
    for (const EventSensitivity& row : rows) {
      const FailureProcess& process = part.function.events[row.event].process;
      per_hour += row.birnbaum * process.rate * (1.0 - process.unavailability);
    }
    if (down <= 0.0 || down >= 1.0 || per_hour <= 0.0) {
      rates.push_back({});
    } else {
      rates.push_back({per_hour / (1.0 - down), per_hour / down, {}});
      rates.back().repair = outages_of(part.function, alone[m], down, rows, members.switch_rate);
    }
  }
  return rates;
}

namespace {

/// To the first other.
FailoverGroup::MemberSwitch switch_away_from(const FailoverGroup& group, std::size_t member) {
  if (group.unlike.empty()) return any_switch(group);
  return switch_between(group.unlike[member], group.unlike[member == 0 ? 1 : 0]);
}

}  // namespace

std::vector<OutageShare> switch_lengths(const FailoverGroup& group,
                                        const std::vector<MemberRates>& rates, double mean_hours) {
  OutageMix mix(0.3);
  const auto add = [&mix](double per_hour, double back, double switch_hours) {
    mix.add(per_hour, 1.0 / (back + (switch_hours > 0.0 ? 1.0 / switch_hours : 0.0)));
  };
  for (std::size_t member = 0; member < rates.size(); ++member) {
    const FailoverGroup::MemberSwitch moves = switch_away_from(group, member);
    for (const RepairPhase& phase : rates[member].repair) {
      const double per_hour = rates[member].failure_rate * phase.start;
      if (moves.switch_hours > 0.0) {
        add(per_hour * moves.success, phase.per_hour, moves.switch_hours);
      }
      add(per_hour * (1.0 - moves.success), phase.per_hour, moves.manual_hours);
    }
  }
  std::vector<OutageShare> lengths = mix.shares();
  for (OutageShare& outages : lengths) {
    outages.hours = outages.hours * mean_hours * mix.rate() / mix.down();
  }
  return lengths;
}

}  // namespace cutpoint
