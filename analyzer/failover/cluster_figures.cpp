#include "analyzer/failover/cluster_figures.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "analyzer/failover/member_rates.hpp"
#include "analyzer/structure/function_part.hpp"

namespace cutpoint {

namespace {

constexpr double rounding = 1e-9;
constexpr std::size_t most_private_ground = 8;

/// "Too few members work", as the function has it, with the members' own events scaled.
class TooFew {
 public:
  TooFew(const StructureFunction& function, const GroupCluster& cluster, std::size_t position)
      : group_(function.failover_groups[cluster.groups[position]]) {
    const std::vector<EventId>& inner = cluster.inner[position];
    std::map<EventId, std::size_t> uses;
    std::vector<std::vector<EventId>> below;
    for (const NodeId member : group_.members) {
      std::vector<EventId>& events = below.emplace_back();
      for (const NodeId id : nodes_below(function, member)) {
        const Node& node = function.nodes[id];
        if (node.type != NodeType::event) {
          simple_ = simple_ && node.type == NodeType::any;
          continue;
        }
        const BasicEvent& event = function.events[node.event];
        if (event.kind == EventKind::failover) simple_ = false;
        if (!event.can_fail || event.process.unavailability <= 0.0) continue;
        events.push_back(node.event);
        ++uses[node.event];
      }
    }
    if (!simple_) return;
    for (const auto& [event, times] : uses) {
      if (times > 1 && std::binary_search(inner.begin(), inner.end(), event)) {
        private_.push_back(function.events[event].process.unavailability);
        private_events_.push_back(event);
      }
    }
    simple_ = private_.size() <= most_private_ground;
    for (std::size_t m = 0; m < below.size(); ++m) {
      Member& member = members_.emplace_back();
      for (const EventId event : below[m]) {
        const double q = function.events[event].process.unavailability;
        const auto ground = std::find(cluster.ground.begin(), cluster.ground.end(), event);
        const auto shared = std::find(private_events_.begin(), private_events_.end(), event);
        if (ground != cluster.ground.end()) {
          member.ground |= 1U << static_cast<unsigned>(ground - cluster.ground.begin());
        } else if (shared != private_events_.end()) {
          member.shared |= 1U << static_cast<unsigned>(shared - private_events_.begin());
        } else if (event == group_.own[m]) {
          member.own = q;
          largest_ = std::max(largest_, q);
        } else {
          member.others_up *= 1.0 - q;
        }
      }
    }
    can_scale_ = simple_ && largest_ > 0.0;
  }

  [[nodiscard]] bool can_scale() const { return can_scale_; }
  [[nodiscard]] double largest_scale() const { return 1.0 / largest_; }

  [[nodiscard]] double given(std::uint32_t ground, double scale) const {
    const std::size_t spare = members_.size() - group_.needed;
    double result = 0.0;
    for (std::uint32_t down = 0; down < (1U << private_.size()); ++down) {
      double chance = 1.0;
      for (std::size_t i = 0; i < private_.size(); ++i) {
        chance *= ((down >> i) & 1U) != 0 ? private_[i] : 1.0 - private_[i];
      }
      std::vector<double> failed;
      for (const Member& member : members_) {
        const bool lost = (member.ground & ground) != 0 || (member.shared & down) != 0;
        const double own = std::min(1.0, scale * member.own);
        failed.push_back(lost ? 1.0 : own + (1.0 - own) * (1.0 - member.others_up));
      }
      result += chance * more_than(failed, spare);
    }
    return result;
  }

  /// All own events are up.
  [[nodiscard]] double none_own(double scale) const {
    double up = 1.0;
    for (const Member& member : members_) up *= 1.0 - std::min(1.0, scale * member.own);
    return up;
  }

 private:
  struct Member {
    std::uint32_t ground = 0;
    std::uint32_t shared = 0;
    double own = 0;
    double others_up = 1;
  };

  static double more_than(const std::vector<double>& failed, std::size_t spare) {
    std::vector<double> exactly(spare + 2, 0.0);
    exactly.front() = 1.0;
    for (const double p : failed) {
      exactly[spare + 1] += exactly[spare] * p;
      for (std::size_t i = spare + 1; i-- > 0;) {
        exactly[i] = exactly[i] * (1.0 - p) + (i > 0 ? exactly[i - 1] * p : 0.0);
      }
    }
    return exactly.back();
  }

  const FailoverGroup& group_;
  std::vector<Member> members_;
  std::vector<double> private_;  ///< below several members, and below nothing else
  std::vector<EventId> private_events_;
  double largest_ = 0.0;
  bool simple_ = true;
  bool can_scale_ = false;
};

/// Shares of time by context.
struct Contexts {
  std::vector<double> time, down, few;

  Contexts(const GroupOutcome& outcome, std::size_t first_group_bit, std::size_t position)
      : time(std::size_t{1} << (first_group_bit + position), 0.0), down(time), few(time) {
    const std::size_t mask = time.size() - 1;
    for (std::size_t pattern = 0; pattern < outcome.share.size(); ++pattern) {
      time[pattern & mask] += outcome.share[pattern];
      few[pattern & mask] += outcome.too_few[position][pattern];
      if ((pattern & time.size()) != 0) down[pattern & mask] += outcome.share[pattern];
    }
  }
};

class FigureFinder {
 public:
  FigureFinder(const StructureFunction& function, const GroupCluster& cluster,
               const GroupOutcome& outcome, std::size_t position)
      : group_(function.failover_groups[cluster.groups[position]]),
        contexts_(outcome, cluster.first_group_bit(), position),
        too_few_(function, cluster, position),
        ground_mask_((1U << cluster.ground.size()) - 1U) {}

  GroupFigures find(double allowed) {
    GroupFigures best;
    const double whole = group_.shapes_members() && too_few_.can_scale() ? matching_scale() : 1.0;
    best = with_scale(whole);
    // What crews and standbys do to members that fail with more than events of their own.
    if (group_.shapes_members() && !too_few_.can_scale()) best.relative_error = 1.0;
    if (best.relative_error <= allowed || !too_few_.can_scale()) return best;
    // The less is left to the members' own events, the more to those that know the context.
    for (const double less : {0.999, 0.99, 0.95, 0.8, 0.5, 0.2, 0.05, 1e-6}) {
      GroupFigures next = with_scale(whole * less);
      if (next.relative_error < best.relative_error) best = std::move(next);
      if (best.relative_error <= allowed) break;
    }
    return best;
  }

 private:
  [[nodiscard]] bool happens(std::size_t context) const { return contexts_.time[context] > 0.0; }

  /// "Too few" is right while all ground is up.
  [[nodiscard]] double matching_scale() const {
    const double target = contexts_.few[0] / contexts_.time[0];
    double low = 0.0, high = too_few_.largest_scale();
    for (int step = 0; step < 200 && high - low > 1e-15 * high; ++step) {
      const double middle = 0.5 * (low + high);
      (too_few_.given(0, middle) < target ? low : high) = middle;
    }
    return 0.5 * (low + high);
  }

  [[nodiscard]] GroupFigures with_scale(double scale) const {
    GroupFigures figures;
    figures.scale = scale;
    figures.residual.assign(contexts_.time.size(), -1.0);
    std::map<std::uint32_t, double> few_by_ground;
    const bool scaled = too_few_.can_scale() && (scale != 1.0 || group_.shapes_members());
    const double none_own = too_few_.can_scale() ? too_few_.none_own(scale) : 0.0;
    double excess = 0.0, all = 0.0;
    for (std::size_t context = 0; context < figures.residual.size(); ++context) {
      if (!happens(context)) continue;
      const auto ground = static_cast<std::uint32_t>(context) & ground_mask_;
      const double time = contexts_.time[context];
      const double down = contexts_.down[context] / time;
      double few = contexts_.few[context] / time;
      if (scaled) {
        const auto [place, added] = few_by_ground.try_emplace(ground, 0.0);
        if (added) place->second = too_few_.given(ground, scale);
        few = place->second;
      }
      all += contexts_.down[context];
      if (few >= 1.0 - 1e-12) continue;  // nothing is left to say
      double room = 1.0 - few;
      if (!group_.failover.valid() && too_few_.can_scale()) {
        // Waiting for a crew goes with something of the members' own that is down.
        room -= none_own * (1.0 - too_few_.given(ground, 0.0));
      }
      const double rest = down - few;
      if (rest < -1e-12 * down) excess += -rest * time;
      figures.residual[context] =
          rest > 1e-11 * down && room > 0.0 ? std::min(1.0, rest / room) : 0.0;
      if (rest > room) excess += (rest - room) * time;
    }
    excess += never_falls(figures.residual);
    figures.relative_error = all > 0.0 ? excess / all : 0.0;
    return figures;
  }

  /// Raises what falls when more is down; the time that this adds.
  [[nodiscard]] double never_falls(std::vector<double>& residual) const {
    double added = 0.0;
    for (std::size_t context = 0; context < residual.size(); ++context) {
      if (residual[context] < 0.0) continue;
      double most = residual[context];
      for (std::size_t less = (context - 1) & context; context != 0; less = (less - 1) & context) {
        most = std::max(most, residual[less]);
        if (less == 0) break;
      }
      if (most > residual[context] * (1.0 + rounding) + 1e-300) {
        added += (most - residual[context]) * contexts_.time[context];
      }
      residual[context] = most;
    }
    return added;
  }

  const FailoverGroup& group_;
  Contexts contexts_;
  TooFew too_few_;
  std::uint32_t ground_mask_;
};

void scale_own(StructureFunction& function, FailoverGroup& group, const std::vector<EventId>& inner,
               double scale, double mean_outage) {
  const auto spare = static_cast<double>(group.members.size() - group.needed);
  const double repair_hours = mean_outage * (spare + 1.0);
  for (const EventId event : group.own) {
    group.own_processes.push_back(event.valid() ? function.events[event].process
                                                : FailureProcess());
    if (!event.valid() || !std::binary_search(inner.begin(), inner.end(), event)) continue;
    FailureProcess& process = function.events[event].process;
    process.unavailability = std::min(1.0, process.unavailability * scale);
    if (mean_outage > 0.0) {
      process.mean_repair_hours = repair_hours;
      process.repair = {};
    }
    process.rate =
        process.unavailability < 1.0 && process.mean_repair_hours > 0.0
            ? process.unavailability / (1.0 - process.unavailability) / process.mean_repair_hours
            : 0.0;
  }
}

/// How long the group is down on average in the contexts of a case, where that hangs on an arbiter:
/// as long as nobody can switch, not as long as a switch. Else `hours`.
double case_hours(const GroupCluster& cluster, const GroupOutcome& outcome, std::size_t position,
                  std::size_t number, double hours) {
  const std::vector<std::uint8_t>& of = cluster.case_of[position];
  const std::size_t bit = std::size_t{1} << (cluster.first_group_bit() + position);
  const std::size_t arbiters =
      (std::size_t{1} << cluster.first_group_bit()) - (std::size_t{1} << cluster.ground.size());
  const auto counts = [&](std::size_t pattern) {
    return (pattern & bit) != 0 && (pattern & arbiters) != 0 && of[pattern & (bit - 1)] == number;
  };
  double down = 0.0, into = 0.0;
  for (std::size_t pattern = 0; pattern < outcome.share.size(); ++pattern) {
    if (counts(pattern)) down += outcome.share[pattern] - outcome.too_few[position][pattern];
  }
  for (const auto& [between, flow] : outcome.flows) {
    if (!counts(between.first) && counts(between.second)) into += flow;
  }
  return down > 0.0 && into > 0.0 ? down / into : hours;
}

void set_case(BasicEvent& event, double chance, double mean_hours, double error) {
  event.can_fail = chance > 0.0;
  event.process = {};
  event.lengths.clear();
  event.process.unavailability = chance;
  event.process.mean_repair_hours = mean_hours;
  if (chance < 1.0 && mean_hours > 0.0) event.process.rate = chance / (1.0 - chance) / mean_hours;
  event.relative_error = error;
}

}  // namespace

std::vector<GroupFigures> group_figures(const StructureFunction& function,
                                        const GroupCluster& cluster, const ClusterOutcome& solved) {
  std::vector<GroupFigures> figures;
  for (std::size_t i = 0; i < cluster.groups.size(); ++i) {
    figures.push_back(FigureFinder(function, cluster, solved.outcome, i)
                          .find(std::max(rounding, 0.1 * solved.relative_error)));
  }
  return figures;
}

std::size_t sort_cases(const GroupFigures& figures, bool has_failover,
                       std::vector<std::uint8_t>& of) {
  of.assign(figures.residual.size(), 0);
  std::vector<std::pair<double, std::size_t>> sorted;
  for (std::size_t context = 0; context < of.size(); ++context) {
    if (figures.residual[context] > 0.0) sorted.emplace_back(figures.residual[context], context);
  }
  std::sort(sorted.begin(), sorted.end());
  constexpr std::size_t most_cases = 250;
  std::size_t cases = 0;
  double last = 0.0;
  const bool always = has_failover && figures.residual[0] > 0.0;
  for (const auto& [residual, context] : sorted) {
    if (always && residual <= figures.residual[0] * (1.0 + rounding)) {
      of[context] = 1;
      last = figures.residual[0];
      continue;
    }
    if (cases == 0 || (residual > last * (1.0 + rounding) && cases < most_cases)) ++cases;
    of[context] = static_cast<std::uint8_t>(cases + 1);
    last = residual;
  }
  return cases;
}

void set_group_figures(StructureFunction& function, const GroupCluster& cluster,
                       std::size_t position, const GroupFigures& figures,
                       const ClusterOutcome& solved) {
  FailoverGroup& group = function.failover_groups[cluster.groups[position]];
  const GroupOutcome& outcome = solved.outcome;
  const std::size_t bit = std::size_t{1} << (cluster.first_group_bit() + position);
  group.chain_states = outcome.states;
  group.shares.switching = group.always_by_hand ? 0.0 : outcome.switching[position];
  group.shares.failed_switch = outcome.failed_switch[position];
  group.shares.all_failed = 0.0;
  for (const double few : outcome.too_few[position]) group.shares.all_failed += few;
  group.shares.outages_per_hour = 0.0;
  for (const auto& [between, flow] : outcome.flows) {
    if ((between.first & bit) == 0 && (between.second & bit) != 0) {
      group.shares.outages_per_hour += flow;
    }
  }
  const double into_few = outcome.into_too_few[position];
  const double few_hours = into_few > 0.0 ? group.shares.all_failed / into_few : 0.0;
  const double moves = group.shares.outages_per_hour - into_few;
  const double moving = outcome.switching[position] + outcome.failed_switch[position];
  const double move_hours = moves > 0.0 ? moving / moves : 0.0;
  double error = solved.relative_error;
  if (figures.relative_error > rounding) error += figures.relative_error;
  bool assumed = false;
  for (const EventId own : group.own) {
    if (!own.valid()) continue;
    assumed = assumed || function.events[own].assumed;
    if (group.shapes_members()) function.events[own].relative_error = error;
  }
  if (group.shapes_members() || figures.scale != 1.0) {
    scale_own(function, group, cluster.inner[position], figures.scale,
              group.shapes_members() ? few_hours : 0.0);
  }
  std::vector<double> values(group.cases.size() + 1, 0.0);
  for (std::size_t context = 0; context < figures.residual.size(); ++context) {
    const std::uint8_t number = cluster.case_of[position][context];
    if (number != 0) values[number - 1U] = std::max(values[number - 1U], figures.residual[context]);
  }
  const bool waiting = !group.failover.valid();
  const double hours = waiting ? few_hours : move_hours;
  const auto rates = waiting ? std::nullopt : member_rates(function, group);
  double so_far = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const EventId event = i == 0 ? group.failover : group.cases[i - 1].event;
    const double more = values[i] > so_far ? (values[i] - so_far) / (1.0 - so_far) : 0.0;
    so_far = std::max(so_far, values[i]);
    if (!event.valid()) continue;
    const double lasts = case_hours(cluster, outcome, position, i + 1, hours);
    set_case(function.events[event], more, lasts, error);
    function.events[event].assumed = function.events[event].assumed || assumed;
    if (rates && lasts == hours) {
      function.events[event].lengths = switch_lengths(group, *rates, hours);
    }
  }
}

}  // namespace cutpoint
