#include "analyzer/failover/cluster_figures.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <utility>

#include "analyzer/failover/chain/member_rates.hpp"
#include "analyzer/failover/group_deviations.hpp"
#include "analyzer/failover/too_few.hpp"

namespace cutpoint {

namespace {

constexpr double least_error = 1e-9;

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
    dilution_ = dilution();
    best = with_scale(whole);
    // What crews and standbys do to members that fail with more than events of their own.
    if (group_.shapes_members() && !too_few_.can_scale()) {
      best.relative_error = best.worst_error = 1.0;
    }
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

  /// What stops all members (a release) is an event of its own, of which nothing was fitted.
  [[nodiscard]] double dilution() const {
    if (!group_.shapes_members() || !too_few_.can_scale()) return 1.0;
    constexpr double surely = 1.0 - 1e-9, most = 1e6;
    double all = 0.0, told = 0.0;
    for (std::size_t context = 0; context < contexts_.time.size(); ++context) {
      const double down = contexts_.down[context], time = contexts_.time[context];
      if (down >= surely * time) continue;
      const auto ground = static_cast<std::uint32_t>(context) & ground_mask_;
      all += down;
      told += std::max(0.0, down - too_few_.given(ground, 0.0) * time);
    }
    return all < most * told ? all / told : 1.0;
  }

  [[nodiscard]] GroupFigures with_scale(double scale) const {
    GroupFigures figures;
    figures.scale = scale;
    figures.dilution = dilution_;
    figures.residual.assign(contexts_.time.size(), -1.0);
    std::map<std::uint32_t, double> few_by_ground;
    const bool scaled = too_few_.can_scale() && (scale != 1.0 || group_.shapes_members());
    const double none_own = too_few_.can_scale() ? too_few_.none_own(scale) : 0.0;
    std::vector<double> told(contexts_.time.size(), 0.0);
    figures.too_much = figures.too_little = told;
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
      // Of members whose events are as ever, the further ones alone can be off.
      const double sure = group_.shapes_members() ? 0.0 : few;
      told[context] = std::max(0.0, down - sure) * time;
      if (few >= 1.0 - 1e-12) continue;  // nothing is left to say
      double room = 1.0 - few;
      if (!group_.failover.valid() && too_few_.can_scale()) {
        // Waiting for a crew goes with something of the members' own that is down.
        room -= none_own * (1.0 - too_few_.given(ground, 0.0));
      }
      const double rest = down - few;
      if (rest < -1e-12 * down) figures.too_much[context] += -rest * time;
      figures.residual[context] =
          rest > 1e-11 * down && room > 0.0 ? std::min(1.0, rest / room) : 0.0;
      if (rest > room) figures.too_little[context] += (rest - room) * time;
      // Events as much more, or less, likely say what they cannot say as they are.
      const double said = rest > room ? few + room : down;
      if (said > 0.0) figures.worst_error = std::max(figures.worst_error, down / said - 1.0);
      if (rest < -1e-12 * down) {
        figures.worst_error = std::max(figures.worst_error, 1.0 - down / few);
      }
    }
    never_falls(figures.residual, figures.too_much);
    std::vector<double> excess(figures.too_much);
    std::transform(excess.begin(), excess.end(), figures.too_little.begin(), excess.begin(),
                   std::plus<>());
    const double all = std::accumulate(contexts_.down.begin(), contexts_.down.end(), 0.0);
    const double off = std::accumulate(excess.begin(), excess.end(), 0.0);
    figures.relative_error = all > 0.0 ? off / all : 0.0;
    figures.worst_error =
        std::max({figures.worst_error, figures.relative_error, worst_error(excess, told)});
    return figures;
  }

  /// Raises what falls when more is down; `added`: with the time that this adds, by context.
  void never_falls(std::vector<double>& residual, std::vector<double>& added) const {
    for (std::size_t context = 0; context < residual.size(); ++context) {
      if (residual[context] < 0.0) continue;
      double most = residual[context];
      for (std::size_t less = (context - 1) & context; context != 0; less = (less - 1) & context) {
        most = std::max(most, residual[less]);
        if (less == 0) break;
      }
      if (most > residual[context] * (1.0 + least_error) + 1e-300) {
        added[context] += (most - residual[context]) * contexts_.time[context];
      }
      residual[context] = most;
    }
  }

  /// What else is down may hide some contexts, or be needed for any of them to matter: a journey
  /// that needs the arbiter too sees nothing of what the group does without it.
  [[nodiscard]] static double worst_error(const std::vector<double>& excess,
                                          const std::vector<double>& told) {
    double worst = 0.0;
    const auto consider = [&worst](double off, double of) {
      if (off > 0.0) worst = std::max(worst, of > off ? off / of : 1.0);
    };
    // By set of bits: sums over the contexts with no others down.
    std::vector<double> off(excess), of(told);
    for (std::size_t bit = 1; bit < off.size(); bit <<= 1U) {
      double off_with = 0.0, of_with = 0.0;
      for (std::size_t context = 0; context < off.size(); ++context) {
        if ((context & bit) == 0) continue;
        off_with += excess[context];
        of_with += told[context];
        off[context] += off[context ^ bit];
        of[context] += of[context ^ bit];
      }
      consider(off_with, of_with);
    }
    for (std::size_t set = 0; set < off.size(); ++set) consider(off[set], of[set]);
    return worst;
  }

  const FailoverGroup& group_;
  Contexts contexts_;
  TooFew too_few_;
  std::uint32_t ground_mask_;
  double dilution_ = 1.0;
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

/// By case: how long the group is down on average in its contexts, where that hangs on an arbiter:
/// as long as nobody can switch, not as long as a switch. Else `hours`.
std::vector<double> hours_by_case(const GroupCluster& cluster, const GroupOutcome& outcome,
                                  std::size_t position, std::size_t cases, double hours) {
  std::vector<double> result(cases + 1, hours);
  const std::vector<std::uint8_t>& of = cluster.case_of[position];
  const std::size_t bit = std::size_t{1} << (cluster.first_group_bit() + position);
  const std::size_t arbiters =
      (std::size_t{1} << cluster.first_group_bit()) - (std::size_t{1} << cluster.ground.size());
  if (arbiters == 0) return result;
  const auto case_at = [&](std::size_t pattern) -> std::uint8_t {
    if ((pattern & bit) == 0 || (pattern & arbiters) == 0) return 0;
    return of[pattern & (bit - 1)];
  };
  std::vector<double> down(cases + 1, 0.0), into(cases + 1, 0.0);
  for (std::size_t pattern = 0; pattern < outcome.share.size(); ++pattern) {
    down[case_at(pattern)] += outcome.share[pattern] - outcome.too_few[position][pattern];
  }
  for (const auto& [between, flow] : outcome.flows) {
    if (case_at(between.first) != case_at(between.second)) into[case_at(between.second)] += flow;
  }
  for (std::size_t number = 1; number <= cases; ++number) {
    if (down[number] > 0.0 && into[number] > 0.0) result[number] = down[number] / into[number];
  }
  return result;
}

/// By number less one: the chance of what holds in its contexts. It never falls.
std::vector<double> values_by_case(const std::vector<std::uint8_t>& case_of,
                                   const std::vector<double>& residual, std::size_t cases) {
  std::vector<double> values(cases, 0.0);
  for (std::size_t context = 0; context < residual.size(); ++context) {
    const std::uint8_t number = case_of[context];
    if (number != 0) values[number - 1U] = std::max(values[number - 1U], residual[context]);
  }
  for (std::size_t i = 1; i < values.size(); ++i) values[i] = std::max(values[i], values[i - 1]);
  return values;
}

/// Cases that were written for other figures, or are as many as there may be, say more or less
/// than is true in some contexts.
void add_misfit(const std::vector<double>& values, const std::vector<std::uint8_t>& case_of,
                const Contexts& contexts, GroupFigures& figures) {
  double off = 0.0;
  for (std::size_t context = 0; context < figures.residual.size(); ++context) {
    const double residual = figures.residual[context];
    if (residual < 0.0) continue;  // never happens
    const double value = case_of[context] == 0 ? 0.0 : values[case_of[context] - 1U];
    if (std::abs(value - residual) <= least_error * residual) continue;
    const double added = (value - residual) * contexts.time[context];
    (added > 0.0 ? figures.too_much : figures.too_little)[context] += std::abs(added);
    off += std::abs(added);
  }
  const double down = std::accumulate(contexts.down.begin(), contexts.down.end(), 0.0);
  if (off <= 0.0 || down <= 0.0) return;
  figures.relative_error += off / down;
  figures.worst_error = std::max(figures.worst_error, figures.relative_error);
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
                          .find(std::max(least_error, 0.1 * solved.relative_error)));
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
    if (always && residual <= figures.residual[0] * (1.0 + least_error)) {
      of[context] = 1;
      last = figures.residual[0];
      continue;
    }
    if (cases == 0 || (residual > last * (1.0 + least_error) && cases < most_cases)) ++cases;
    of[context] = static_cast<std::uint8_t>(cases + 1);
    last = residual;
  }
  return cases;
}

void set_group_figures(StructureFunction& function, const GroupCluster& cluster,
                       std::size_t position, GroupFigures& figures, const ClusterOutcome& solved,
                       GroupDetail detail) {
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
  const std::vector<double> values =
      values_by_case(cluster.case_of[position], figures.residual, group.cases.size() + 1);
  add_misfit(values, cluster.case_of[position],
             Contexts(outcome, cluster.first_group_bit(), position), figures);
  const double error = std::min(1.0, solved.relative_error * figures.dilution);
  const bool deviates = figures.relative_error > least_error;
  group.deviation_share = deviates ? figures.worst_error : 0.0;
  group.deviations =
      deviates ? deviations_of(function, cluster, position, {figures.too_much, figures.too_little})
               : std::vector<FailoverGroup::Deviation>();
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
  const bool waiting = !group.failover.valid();
  const double hours = waiting ? few_hours : move_hours;
  const bool spread = !waiting && detail == GroupDetail::all;
  const auto rates = spread ? member_rates(function, group) : std::nullopt;
  const auto case_lasts = hours_by_case(cluster, outcome, position, values.size(), hours);
  double so_far = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const EventId event = i == 0 ? group.failover : group.cases[i - 1].event;
    const double more = values[i] > so_far ? (values[i] - so_far) / (1.0 - so_far) : 0.0;
    so_far = std::max(so_far, values[i]);
    if (!event.valid()) continue;
    const double lasts = case_lasts[i + 1];
    set_case(function.events[event], more, lasts, error);
    function.events[event].assumed = function.events[event].assumed || assumed;
    if (rates && lasts == hours) {
      function.events[event].lengths = switch_lengths(group, *rates, hours);
    }
  }
}

}  // namespace cutpoint
