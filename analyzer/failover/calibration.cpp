#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>
#include <utility>

#include "analyzer/failover/cluster_figures.hpp"
#include "analyzer/failover/cluster_outcome.hpp"
#include "analyzer/failover/failover_groups.hpp"
#include "analyzer/failover/group_cases.hpp"
#include "analyzer/failover/group_clusters.hpp"
#include "analyzer/failover/lone_group.hpp"

namespace cutpoint {

namespace {

/// What is added so that nothing falls with more down may be rounding alone.
constexpr double negligible = 1e-9;

void keep_flows(const ClusterOutcome& solved, GroupCluster& cluster) {
  cluster.flows.clear();
  cluster.flows_error = solved.flows_error;
  for (const auto& [between, per_hour] : solved.outcome.flows) {
    cluster.flows.push_back({between.first, between.second, per_hour});
  }
}

void note(FailoverGroup& group, GroupDoubt doubt) {
  if (group.doubt == GroupDoubt::none) group.doubt = doubt;
}

/// Crews and standbys change how members fail: what others see of these is right only on average.
bool is_seen_elsewhere(const FailoverGroup& group, const GroupCluster& cluster) {
  return group.shapes_members() &&
         std::any_of(group.own.begin(), group.own.end(), [&cluster](EventId own) {
           return own.valid() &&
                  std::binary_search(cluster.ground.begin(), cluster.ground.end(), own);
         });
}

/// Until it has figures.
void switch_off(StructureFunction& function, const FailoverGroup& group) {
  if (group.failover.valid()) function.events[group.failover].can_fail = false;
  if (group.stuck.valid()) function.events[group.stuck].can_fail = false;
  for (const auto& one : group.cases) function.events[one.event].can_fail = false;
}

class Calibrator {
 public:
  Calibrator(StructureFunction& function, SolvedChains& chains, GroupDetail detail)
      : function_(function), chains_(chains), detail_(detail) {}

  /// Finds the clusters and writes their cases into the function.
  void set_up() {
    for (FailoverGroup& group : function_.failover_groups) switch_off(function_, group);
    std::vector<std::uint32_t> all(function_.failover_groups.size());
    std::iota(all.begin(), all.end(), 0U);
    for (GroupCluster& cluster : find_clusters(function_, all)) {
      take(std::move(cluster), GroupDoubt::none);
    }
    for (Solved& solved : solved_) {
      GroupCluster& cluster = solved.cluster;
      solved.figures = group_figures(function_, cluster, solved.solved);
      for (std::size_t i = 0; i < cluster.groups.size(); ++i) {
        const bool moves = function_.failover_groups[cluster.groups[i]].failover.valid();
        std::vector<std::uint8_t>& of = cluster.case_of.emplace_back();
        const std::size_t cases = sort_cases(solved.figures[i], moves, of);
        add_cases(function_, cluster, i, cases);
        any_case_ = any_case_ || cases > 0;
      }
      keep_flows(solved.solved, cluster);
      function_.clusters.push_back(cluster);
    }
    function_.event_nodes.resize(function_.events.size());
    if (any_case_) write_cases(function_);
    set_figures();
  }

  /// Of a function that was set up, after figures of events have changed. How badly these fit what
  /// was written.
  [[nodiscard]] double renew() {
    double misfit = 0.0;
    for (GroupCluster& cluster : function_.clusters) {
      GroupDoubt doubt = GroupDoubt::none;
      auto solved = solve_cluster(function_, cluster, chains_, doubt);
      if (!solved) misfit = std::numeric_limits<double>::infinity();
      if (!solved) continue;
      keep_flows(*solved, cluster);
      Solved entry{cluster, std::move(*solved), {}};
      entry.figures = group_figures(function_, cluster, entry.solved);
      solved_.push_back(std::move(entry));
    }
    const std::vector<double> before = deviations();
    set_figures();
    const std::vector<double> after = deviations();
    for (std::size_t i = 0; i < before.size(); ++i) {
      misfit = std::max(misfit, after[i] - before[i]);
    }
    return misfit;
  }

 private:
  struct Solved {
    GroupCluster cluster;
    ClusterOutcome solved;
    std::vector<GroupFigures> figures;
  };

  /// `doubt`: of what can be solved.
  void take(GroupCluster cluster, GroupDoubt doubt) {
    GroupDoubt why = GroupDoubt::none;
    auto solved = solve_cluster(function_, cluster, chains_, why);
    if (solved) return keep(std::move(cluster), std::move(*solved), doubt);
    const std::vector<GroupCluster> pieces = apart(function_, cluster);
    if (pieces.size() < 2) return take_inner(cluster, why, doubt);
    for (const GroupCluster& piece : pieces) take_piece(piece);
  }

  /// The last one holds the others inside of its members and is beyond a chain with them: these
  /// are taken without it. They do not depend on where its work is.
  void take_inner(const GroupCluster& cluster, GroupDoubt why, GroupDoubt doubt) {
    note(function_.failover_groups[cluster.groups.back()], why);
    const std::vector<std::uint32_t> inner(cluster.groups.begin(), cluster.groups.end() - 1);
    if (why == GroupDoubt::arbiter_above) doubt = why;  // the others may stand on it as well
    for (GroupCluster& piece : find_clusters(function_, inner)) {
      take(std::move(piece), doubt);
    }
  }

  /// Pieces may have groups in common: these have the figures of the first one.
  void take_piece(const GroupCluster& piece) {
    std::vector<std::uint32_t> fresh;
    std::copy_if(piece.groups.begin(), piece.groups.end(), std::back_inserter(fresh),
                 [this](std::uint32_t g) { return !is_solved(g); });
    if (fresh.empty()) return;
    const GroupCluster cluster =
        fresh.size() == piece.groups.size() ? piece : cluster_of(function_, std::move(fresh));
    GroupDoubt why = GroupDoubt::none;
    auto solved = solve_cluster(function_, cluster, chains_, why);
    if (solved) return keep(cluster, std::move(*solved), GroupDoubt::solved_apart);
    take_inner(cluster, why, GroupDoubt::solved_apart);
  }

  [[nodiscard]] bool is_solved(std::uint32_t group) const {
    return std::any_of(solved_.begin(), solved_.end(), [group](const Solved& solved) {
      const auto& groups = solved.cluster.groups;
      return std::find(groups.begin(), groups.end(), group) != groups.end();
    });
  }

  /// By group of what was solved: what its figures cannot say, as a share of its downtime.
  [[nodiscard]] std::vector<double> deviations() const {
    std::vector<double> shares;
    for (const Solved& solved : solved_) {
      for (const GroupFigures& figures : solved.figures) shares.push_back(figures.relative_error);
    }
    return shares;
  }

  void keep(GroupCluster cluster, ClusterOutcome solved, GroupDoubt doubt) {
    for (const std::uint32_t g : cluster.groups) {
      FailoverGroup& group = function_.failover_groups[g];
      if (doubt != GroupDoubt::none) note(group, doubt);
      if (is_seen_elsewhere(group, cluster)) note(group, GroupDoubt::seen_elsewhere);
      if (solved.relative_error >= 1.0) note(group, GroupDoubt::too_many_states);
      if (solved.relative_error > 0.0) note(group, GroupDoubt::fitted_times);
    }
    solved_.push_back({std::move(cluster), std::move(solved), {}});
  }

  void set_figures() {
    for (FailoverGroup& group : function_.failover_groups) {
      const bool asked = detail_ == GroupDetail::all && group.node.valid();
      if (asked && !group.members.empty()) {
        group.shares.instantly = instant_unavailability(function_, group);
      }
    }
    std::vector<bool> done(function_.failover_groups.size(), false);
    for (Solved& solved : solved_) {
      for (std::size_t i = 0; i < solved.cluster.groups.size(); ++i) {
        const std::uint32_t g = solved.cluster.groups[i];
        done[g] = true;
        set_group_figures(function_, solved.cluster, i, solved.figures[i], solved.solved, detail_);
        const double raised = solved.figures[i].relative_error;
        constexpr double much = 0.3;
        if (raised > negligible) {
          note(function_.failover_groups[g],
               raised < much ? GroupDoubt::falls_with_more : GroupDoubt::too_many_states);
        }
      }
    }
    std::vector<std::uint32_t> alone;
    for (std::uint32_t g = 0; g < done.size(); ++g) {
      const FailoverGroup& group = function_.failover_groups[g];
      if (!done[g] && group.node.valid() && !group.members.empty()) alone.push_back(g);
    }
    std::stable_sort(alone.begin(), alone.end(), [this](std::uint32_t a, std::uint32_t b) {
      return function_.failover_groups[a].node < function_.failover_groups[b].node;
    });
    for (const std::uint32_t g : alone)
      set_lone_group(function_, function_.failover_groups[g], chains_);
    for (const FailoverGroup& group : function_.failover_groups) mark_doubtful(group);
  }

  /// Nobody knows by how much these are off: by half, say, until somebody has played it.
  void mark_doubtful(const FailoverGroup& group) {
    if (has_known_size(group.doubt)) return;
    constexpr double unknown = 0.5;
    const auto mark = [this](EventId event) {
      if (event.valid()) function_.events[event].relative_error = unknown;
    };
    mark(group.failover);
    for (const auto& one : group.cases) mark(one.event);
    if (group.shapes_members()) std::for_each(group.own.begin(), group.own.end(), mark);
  }

  StructureFunction& function_;
  SolvedChains& chains_;
  GroupDetail detail_;
  std::vector<Solved> solved_;
  bool any_case_ = false;
};

}  // namespace

void set_up_failover_groups(StructureFunction& function, SolvedChains& chains, GroupDetail detail) {
  if (function.failover_groups.empty() || detail == GroupDetail::none) return;
  Calibrator(function, chains, detail).set_up();
}

double calibrate_failover_groups(StructureFunction& function, SolvedChains& chains,
                                 GroupDetail detail) {
  return function.failover_groups.empty() ? 0.0 : Calibrator(function, chains, detail).renew();
}

void undo_calibration(StructureFunction& function) {
  for (FailoverGroup& group : function.failover_groups) {
    for (std::size_t i = 0; i < group.own_processes.size(); ++i) {
      if (group.own[i].valid()) function.events[group.own[i]].process = group.own_processes[i];
    }
    group.own_processes.clear();
    group.shares = {};
    switch_off(function, group);
  }
}

}  // namespace cutpoint
