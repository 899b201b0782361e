#include "analyzer/engine/gates/pool_members.hpp"

#include <algorithm>
#include <map>
#include <queue>
#include <span>
#include <utility>

namespace cutpoint {

namespace {

constexpr std::size_t most_below_member = 16;

/// Walks from one gate down; each vertex after all that use it.
class MemberSearch {
 public:
  MemberSearch(const GateGraph& graph, const std::vector<std::uint32_t>& uses)
      : graph_(graph), uses_(uses) {}

  std::optional<MemberSets> below(const GateGraph::Vertex& gate) {
    from_here_.clear();
    for (const Operand operand : gate.operands) {
      if (operand.negated) return std::nullopt;
      meet(operand.vertex);
    }
    while (!open_.empty()) {
      const std::uint32_t vertex = open_.top();
      open_.pop();
      if (!is_inner(vertex)) continue;
      for (const Operand operand : graph_.vertices[vertex].operands) meet(operand.vertex);
    }
    return sets_of(gate);
  }

 private:
  void meet(std::uint32_t vertex) {
    if (++from_here_[vertex] == 1) open_.push(vertex);
  }
  /// An `any` without negations that only this redundancy uses.
  [[nodiscard]] bool is_inner(std::uint32_t vertex) const {
    const GateGraph::Vertex& v = graph_.vertices[vertex];
    return v.type == NodeType::any && from_here_.at(vertex) == uses_[vertex] &&
           std::none_of(v.operands.begin(), v.operands.end(),
                        [](Operand operand) { return operand.negated; });
  }

  bool add_below(std::uint32_t operand, std::vector<std::uint32_t>& result) const {
    std::vector<std::uint32_t> open{operand};
    while (!open.empty()) {
      const std::uint32_t vertex = open.back();
      open.pop_back();
      if (!is_inner(vertex)) {
        result.push_back(vertex);
      } else {
        for (const Operand next : graph_.vertices[vertex].operands) open.push_back(next.vertex);
      }
      if (open.size() + result.size() > most_below_member) return false;
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return true;
  }

  /// Events of which all uses are those of members that share just the same are hosts.
  [[nodiscard]] std::optional<MemberSets> sets_of(const GateGraph::Vertex& gate) const {
    MemberSets sets;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> operands_above;
    for (const Operand operand : gate.operands) {
      if (!add_below(operand.vertex, sets.below.emplace_back())) return std::nullopt;
      const auto position = static_cast<std::uint32_t>(sets.below.size() - 1);
      for (const std::uint32_t vertex : sets.below.back()) {
        operands_above[vertex].push_back(position);
      }
    }
    std::vector<Host> hosts;
    for (auto& [vertex, operands] : operands_above) {
      const bool own = from_here_.at(vertex) == uses_[vertex];
      const bool is_event = graph_.vertices[vertex].type == NodeType::event;
      // What a member has for itself must be an event.
      if (own && operands.size() == 1 && !is_event) return std::nullopt;
      if (own && operands.size() == 1) continue;
      if (own && is_event && operands.size() < gate.operands.size()) {
        hosts.push_back({vertex, std::move(operands)});
      } else {
        sets.shared.push_back(vertex);
      }
    }
    if (!sort_hosts(std::move(hosts), gate.operands.size(), sets)) return std::nullopt;
    std::sort(sets.shared.begin(), sets.shared.end());
    return sets;
  }

  /// What fails several members, and no others.
  struct Host {
    std::uint32_t vertex;
    std::vector<std::uint32_t> operands;
  };

  /// Few are decided one by one; of many, those below most members, until each member has one host
  /// at most. False where that leaves too much to decide.
  static bool sort_hosts(std::vector<Host> hosts, std::size_t members, MemberSets& sets) {
    std::sort(hosts.begin(), hosts.end(), [](const Host& a, const Host& b) {
      return a.operands.size() != b.operands.size() ? a.operands.size() > b.operands.size()
                                                    : a.vertex < b.vertex;
    });
    std::size_t decided = 0;
    if (hosts.size() + sets.shared.size() <= most_shared_vertices) decided = hosts.size();
    std::map<std::vector<std::uint32_t>, std::uint32_t> lots;
    while (!lots_apart(std::span(hosts).subspan(decided), members, lots)) {
      if (++decided + sets.shared.size() > most_shared_vertices) return false;
    }
    for (std::size_t i = 0; i < hosts.size(); ++i) {
      if (i < decided) {
        sets.shared.push_back(hosts[i].vertex);
      } else {
        sets.host_of[hosts[i].vertex] = lots.at(hosts[i].operands);
      }
    }
    return sets.shared.size() <= most_shared_vertices;
  }

  /// Numbers of lots by their members; false where a member is in two of them.
  static bool lots_apart(std::span<const Host> hosts, std::size_t members,
                         std::map<std::vector<std::uint32_t>, std::uint32_t>& lots) {
    lots.clear();
    std::vector<bool> seen(members, false);
    for (const Host& host : hosts) {
      if (!lots.try_emplace(host.operands, static_cast<std::uint32_t>(lots.size())).second) {
        continue;  // on the same host in turn
      }
      for (const std::uint32_t operand : host.operands) {
        if (seen[operand]) return false;
        seen[operand] = true;
      }
    }
    return true;
  }

  const GateGraph& graph_;
  const std::vector<std::uint32_t>& uses_;
  std::unordered_map<std::uint32_t, std::uint32_t> from_here_;  ///< uses by this redundancy
  std::priority_queue<std::uint32_t> open_;
};

}  // namespace

std::optional<MemberSets> member_sets(const GateGraph& graph,
                                      const std::vector<std::uint32_t>& uses,
                                      const GateGraph::Vertex& gate) {
  return MemberSearch(graph, uses).below(gate);
}

}  // namespace cutpoint
