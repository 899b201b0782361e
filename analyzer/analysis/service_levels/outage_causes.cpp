#include "analyzer/analysis/service_levels/outage_causes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "analyzer/engine/quantities/outage_classes.hpp"
#include "analyzer/engine/quantities/outage_frequency.hpp"
#include "analyzer/engine/quantities/pair_outages.hpp"
#include "analyzer/engine/quantities/pattern_probabilities.hpp"
#include "analyzer/failover/down_runs.hpp"
#include "analyzer/failover/failover_groups.hpp"

namespace cutpoint {

namespace {

/// By lengths, so that alike causes are looked at once.
class CauseCollector {
 public:
  void add(std::vector<OutageLengths> lengths, double rate) {
    if (rate <= 0.0) return;
    double mean = 1.0;
    for (const OutageLengths& length : lengths) mean *= length.mean();
    if (mean <= 0.0) return;
    logs_ += std::log1p(rate * mean);
    if (lengths.size() == 1) {
      per_hour_ += rate;
    } else {
      per_hour_ += rate * (lengths.front().mean() + lengths.back().mean());
    }
    by_lengths_[std::move(lengths)].push_back(rate);
  }
  /// Of up time.
  [[nodiscard]] double per_hour() const { return per_hour_; }
  /// Minus the logarithm of the share of time that all are off.
  [[nodiscard]] double logs() const { return logs_; }
  /// With all rates times a factor.
  [[nodiscard]] std::vector<OutageCause> causes(double factor) const {
    std::vector<OutageCause> result;
    for (const auto& [lengths, rates] : by_lengths_) {
      OutageCause& cause = result.emplace_back(OutageCause{lengths, rates});
      for (double& rate : cause.rates) rate *= factor;
      std::sort(cause.rates.begin(), cause.rates.end());
    }
    return result;
  }

 private:
  std::map<std::vector<OutageLengths>, std::vector<double>> by_lengths_;
  double logs_ = 0.0;
  double per_hour_ = 0.0;
};

OutageLengths lengths_of(const StructureFunction& function, EventId event) {
  const BasicEvent& written = function.events[event];
  if (written.lengths.empty()) return OutageLengths::of(written.process);
  const FailureProcess& process = written.process;
  const double failures = process.rate * (1.0 - process.unavailability);
  OutageLengths lengths;
  for (const OutageClass& outages : failures_by_length(written)) {
    lengths.add_until(outages.rate / failures, 1.0 / outages.repair_rate, outages.at_most_hours);
  }
  return lengths;
}

/// Pairs of failures. There may be as many as squares of events: exponential lengths within a few
/// percent are one, and so are those of the least of the others.
class PairCollector {
 public:
  PairCollector(const StructureFunction& function, double up) : function_(function), up_(up) {}

  void add(const PairSensitivity& pair) {
    const double rate = failures(pair.first) * failures(pair.second) * pair.mixed / up_;
    auto both = std::pair(lengths(pair.first), lengths(pair.second));
    if (both.second < both.first) std::swap(both.first, both.second);
    if (both.first.is_exponential() && both.second.is_exponential()) {
      add_exponential(both, rate);
    } else {
      others_[std::move(both)] += rate;
    }
  }

  void move_to(CauseCollector& collector) {
    std::vector<std::pair<double, const Both*>> order;
    for (const auto& [both, rate] : others_) {
      order.emplace_back(-rate * both.first.mean() * both.second.mean(), &both);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (std::size_t i = 0; i < order.size(); ++i) {
      const Both& both = *order[i].second;
      if (i < most_others) {
        collector.add({both.first, both.second}, others_[both]);
      } else {
        add_exponential(both, others_[both]);
      }
    }
    for (const auto& [length, sum] : by_length_) {
      collector.add({OutageLengths::exponential(sum.down / sum.per_hour)}, sum.per_hour);
    }
  }

 private:
  static constexpr double fineness = 0.05;
  static constexpr std::size_t most_others = 64;
  using Both = std::pair<OutageLengths, OutageLengths>;
  struct Sum {
    double down = 0;
    double per_hour = 0;
  };

  [[nodiscard]] double failures(EventId event) const {
    const FailureProcess& process = function_.events[event].process;
    return process.rate * (1.0 - process.unavailability);
  }
  const OutageLengths& lengths(EventId event) {
    const auto [place, added] = known_.try_emplace(event);
    if (added) place->second = lengths_of(function_, event);
    return place->second;
  }
  void add_exponential(const Both& both, double rate) {
    const double one = both.first.mean(), other = both.second.mean();
    if (rate <= 0.0 || one <= 0.0 || other <= 0.0) return;
    Sum& sum = by_length_[std::lround(std::log(one * other / (one + other)) / fineness)];
    sum.down += rate * one * other;
    sum.per_hour += rate * (one + other);
  }

  const StructureFunction& function_;
  double up_;
  std::map<EventId, OutageLengths> known_;
  std::map<Both, double> others_;
  std::map<long, Sum> by_length_;
};

/// Groups in time that were solved together, and fail the journey while everything else works: one
/// cause, with the lengths of their own chain. What it covers makes no further single points, nor
/// pairs of its own.
class ClusterCauses {
 public:
  ClusterCauses(const DecisionDiagram& diagram, DecisionDiagram::Ref top,
                std::span<const EventId> working)
      : diagram_(diagram), top_(top), cluster_of_(diagram.function().events.size(), none) {
    const auto& clusters = diagram.function().clusters;
    for (std::uint32_t i = 0; i < clusters.size(); ++i) {
      const auto events = events_by_bit(diagram.function(), clusters[i]);
      if (is_free(events, working)) follow(i, events);
    }
  }

  void add_to(CauseCollector& collector) const {
    for (const DownRuns& runs : runs_) {
      collector.add({OutageLengths::by_chances(runs.hours, runs.longer)},
                    runs.per_hour / (1.0 - runs.share));
    }
  }
  [[nodiscard]] bool covers(EventId event) const { return cluster_of_[event.index()] != none; }
  [[nodiscard]] bool covers(EventId one, EventId other) const {
    return covers(one) && cluster_of_[one.index()] == cluster_of_[other.index()];
  }

 private:
  static constexpr std::uint32_t none = UINT32_MAX;
  static constexpr std::size_t most_bits = 10;
  using EventsByBit = std::vector<std::vector<EventId>>;

  /// Of what others cover already, and of what is taken never to occur.
  [[nodiscard]] bool is_free(const EventsByBit& bits, std::span<const EventId> working) const {
    return bits.size() <= most_bits &&
           std::none_of(bits.begin(), bits.end(), [&](const std::vector<EventId>& events) {
             return std::any_of(events.begin(), events.end(), [&](EventId event) {
               return covers(event) || std::binary_search(working.begin(), working.end(), event);
             });
           });
  }

  void follow(std::uint32_t number, const EventsByBit& bits) {
    const StructureFunction& function = diagram_.function();
    std::vector<bool> own(function.events.size(), false);
    for (const auto& events : bits) {
      for (const EventId event : events) own[event.index()] = true;
    }
    std::vector<EventId> others;
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (!own[i]) others.emplace_back(i);
    }
    const NodeProbabilities working(diagram_, {}, others);
    const PatternProbabilities given(diagram_, working, bits, top_);
    std::vector<std::uint32_t> patterns(std::size_t{1} << bits.size());
    std::iota(patterns.begin(), patterns.end(), 0U);
    const std::vector<double> down = given.of(patterns);
    std::vector<bool> is_down;
    is_down.reserve(down.size());
    for (const double one : down) is_down.push_back(one > 0.5);
    if (std::find(is_down.begin(), is_down.end(), true) == is_down.end()) return;
    auto runs = runs_down(function, function.clusters[number], is_down);
    if (!runs || runs->share >= 1.0) return;
    runs_.push_back(std::move(*runs));
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (own[i]) cluster_of_[i] = number;
    }
  }

  const DecisionDiagram& diagram_;
  DecisionDiagram::Ref top_;
  std::vector<std::uint32_t> cluster_of_;  ///< by event
  std::vector<DownRuns> runs_;
};

/// By node: failures an hour of what takes it down alone; what switches, and what is redundant
/// below, is not counted. What it has by two ways counts twice.
IdVector<NodeId, double> failures_alone(const StructureFunction& function) {
  constexpr double most = 1e30;
  IdVector<NodeId, double> per_hour(function.nodes.size(), 0.0);
  for (std::size_t i = 0; i < function.events.size(); ++i) {
    const BasicEvent& event = function.events[EventId(i)];
    const NodeId node = function.event_nodes[EventId(i)];
    const bool counts = event.can_fail && event.kind != EventKind::failover && node.valid();
    if (counts) per_hour[node] = event.process.rate;
  }
  for (std::size_t i = 0; i < function.nodes.size(); ++i) {  // children come before their parents
    const NodeId node(i);
    const Node& gate = function.nodes[node];
    if (gate.type != NodeType::any && gate.child_count != 1) continue;
    for (const NodeId child : function.children_of(node)) {
      per_hour[node] = std::min(most, per_hour[node] + per_hour[child]);
    }
  }
  return per_hour;
}

/// While the worse member serves outages come close together.
bool serves_unequally(const FailoverGroup& group, const IdVector<NodeId, double>& per_hour) {
  constexpr double unlike = 1.2;
  if (group.members.size() < 2) return false;
  double least = std::numeric_limits<double>::infinity(), most = 0.0;
  for (const NodeId member : group.members) {
    least = std::min(least, per_hour[member]);
    most = std::max(most, per_hour[member]);
  }
  return most > unlike * least;
}

}  // namespace

GroupedEvents::GroupedEvents(const StructureFunction& function)
    : of_group(function.events.size(), false), of_unequal(of_group) {
  if (function.failover_groups.empty()) return;
  const auto per_hour = failures_alone(function);
  for (const FailoverGroup& group : function.failover_groups) {
    const bool unequal = serves_unequally(group, per_hour);
    for (const EventId event : told_by(group)) {
      of_group[event.index()] = true;
      if (unequal) of_unequal[event.index()] = true;
    }
  }
}

JourneyCauses outage_causes(const DecisionDiagram& diagram, const GroupedEvents& grouped,
                            const JourneyOutages& journey, std::span<const EventId> working) {
  const StructureFunction& function = diagram.function();
  const double unavailability = journey.up.availability.unavailability();
  if (!journey.up.outages_per_year || unavailability <= 0.0 || unavailability >= 1.0) return {};
  const double up = 1.0 - unavailability;
  std::vector<bool> alone(function.events.size(), false);
  for (const EventId event : journey.alone) alone[event.index()] = true;
  CauseCollector collector;
  const DecisionDiagram::Ref top = diagram.top(journey.journey.index());  // has a frequency
  const ClusterCauses clusters(diagram, top, working);
  clusters.add_to(collector);
  for (const EventSensitivity& row : journey.events) {
    const FailureProcess& process = function.events[row.event].process;
    if (!alone[row.event.index()] || clusters.covers(row.event)) continue;
    // With the birnbaum up/(1 − q) of what fails it alone, this is the rate of its failures.
    const double per_hour = row.birnbaum * process.rate * (1.0 - process.unavailability) / up;
    collector.add({lengths_of(function, row.event)}, per_hour);
  }
  const double alone_logs = collector.logs();
  PairCollector pairs(function, up);
  for (const PairSensitivity& pair :
       pair_sensitivities(diagram, top, journey.events, alone, working)) {
    if (!clusters.covers(pair.first, pair.second)) pairs.add(pair);
  }
  pairs.move_to(collector);
  // What single points and pairs leave of the downtime belongs to failures of several together.
  const double hours_a_year = Duration::year / Duration::hour;
  const double outages = *journey.up.outages_per_year / hours_a_year / up;
  const double logs = -std::log1p(-unavailability);
  const double more = outages - collector.per_hour();
  const double rest = logs - collector.logs();
  constexpr double rounding = 1e-9;
  if (more > rounding * outages && rest > rounding * logs) {
    collector.add({OutageLengths::exponential(std::expm1(rest) / more)}, more);
  }
  JourneyCauses result;
  if (collector.logs() > 0.0) result.causes = collector.causes(logs / collector.logs());
  for (const EventSensitivity& row : journey.events) {
    const bool group = grouped.of_group[row.event.index()];
    result.grouped = result.grouped || group;
    const bool known = clusters.covers(row.event) && !grouped.of_unequal[row.event.index()] &&
                       function.events[row.event].relative_error <= 0.0;
    result.followed = result.followed && (!group || known);
  }
  result.of_several = 1.0 - std::min(1.0, alone_logs / logs);
  return result;
}

}  // namespace cutpoint
