#include "importer/evidence/entries.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include "model/base/math/graph_algorithms.hpp"

namespace cutpoint {

namespace {

bool is_program(Role role) {
  return !is_beside(role) && !keeps_data(role) && role != Role::control;
}

using Chosen = std::vector<bool>;

class EntryFinder {
 public:
  EntryFinder(const std::vector<EntryCandidate>& candidates, const std::vector<EntryEdge>& edges)
      : candidates_(candidates), edges_(edges) {}

  Entries run() {
    Entries entries;
    if (candidates_.empty()) return entries;
    const Chosen chosen = choose(entries.reason);
    entries.components = positions(chosen);
    const Chosen reached = reached_from(chosen, true);
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (!reached[i] && is_program(candidates_[i].role)) entries.background.push_back(i);
    }
    return entries;
  }

 private:
  using Test = std::function<bool(const EntryCandidate&)>;

  Chosen choose(EntryReason& reason) {
    const auto program = [](const EntryCandidate& c) { return is_program(c.role); };
    Chosen chosen = select([&](const EntryCandidate& c) { return c.is_declared && program(c); });
    const bool declared = any(chosen);
    const Chosen apart =
        select([&](const EntryCandidate& c) { return c.is_open && c.is_for_users && program(c); });
    const Chosen open =
        front_of(select([&](const EntryCandidate& c) { return c.is_open && program(c); }), chosen);
    for (std::size_t i = 0; i < open.size(); ++i) chosen[i] = chosen[i] || open[i] || apart[i];
    reason = declared ? EntryReason::declared : EntryReason::open;
    if (any(chosen)) return chosen;
    reason = EntryReason::top;
    if (any(select(program))) {
      Chosen listening =
          front_of(select([&](const EntryCandidate& c) { return c.listens && program(c); }), {});
      if (any(listening)) return listening;
      const auto called = [&](const EntryCandidate& c) { return program(c) && !c.takes_work; };
      const Chosen some = any(select(called)) ? select(called) : select(program);
      const Chosen top = front_of(some, {});
      return any(top) ? top : some;
    }
    return choose_without_programs(reason);
  }

  Chosen choose_without_programs(EntryReason& reason) {
    beside_calls_ = true;
    const auto beside = [](const EntryCandidate& c) { return is_beside(c.role); };
    const auto store = [&](const EntryCandidate& c) { return !beside(c); };
    const auto open = [](const EntryCandidate& c) { return c.is_open || c.is_declared; };
    // User interfaces over the data, where they are more than tools, stand before the stores.
    const auto shows = [&](const EntryCandidate& c) {
      return c.role == Role::telemetry || store(c);
    };
    reason = EntryReason::only_store;
    Chosen chosen;
    if (any(select([&](const EntryCandidate& c) { return open(c) && store(c); }))) {
      const Chosen declared =
          select([&](const EntryCandidate& c) { return c.is_declared && shows(c); });
      chosen =
          front_of(select([&](const EntryCandidate& c) { return open(c) && shows(c); }), declared);
      // A route of its own is a way in also where a user interface beside it takes from it.
      for (std::size_t i = 0; i < chosen.size(); ++i) chosen[i] = chosen[i] || declared[i];
      if (any(chosen)) return chosen;
    }
    reason = EntryReason::only_beside;
    for (const bool with_agents : {false, true}) {
      chosen = front_of(select([&](const EntryCandidate& c) {
                          return open(c) && beside(c) && (with_agents || c.role != Role::agent);
                        }),
                        {});
      if (any(chosen)) return chosen;
    }
    reason = EntryReason::top;
    chosen = choose_what_measures();
    if (any(chosen)) return chosen;
    // Of what steers, that is asked which can be; the rest works by itself beside it.
    const auto steers = [](const EntryCandidate& c) { return c.role == Role::control; };
    const bool is_asked = any(select([&](const auto& c) { return steers(c) && c.listens; }));
    chosen = front_of(
        select([&](const auto& c) { return store(c) && (!is_asked || !steers(c) || c.listens); }),
        {});
    if (any(chosen)) return chosen;
    chosen = front_of(select([](const EntryCandidate& c) { return c.role != Role::job; }), {});
    if (any(chosen)) return chosen;
    reason = EntryReason::everything;
    return Chosen(candidates_.size(), true);
  }

  /// Where no data is kept, people look at what measures rather than call a controller: at what no
  /// other of it takes its figures from.
  [[nodiscard]] Chosen choose_what_measures() const {
    const auto shows = [](const EntryCandidate& c) {
      return c.listens && c.role == Role::telemetry;
    };
    if (any(select([](const EntryCandidate& c) { return keeps_data(c.role); })))
      return Chosen(candidates_.size());
    Chosen chosen = select(shows);
    for (const EntryEdge& edge : edges_) {
      if (edge.from != edge.to && !edge.starts_only && shows(candidates_[edge.from]))
        chosen[edge.to] = false;
    }
    return chosen;
  }

  [[nodiscard]] Chosen select(const Test& test) const {
    Chosen chosen(candidates_.size());
    for (std::size_t i = 0; i < candidates_.size(); ++i) chosen[i] = test(candidates_[i]);
    return chosen;
  }

  static bool any(const Chosen& chosen) {
    return std::find(chosen.begin(), chosen.end(), true) != chosen.end();
  }

  static std::vector<std::size_t> positions(const Chosen& chosen) {
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      if (chosen[i]) result.push_back(i);
    }
    return result;
  }

  /// An edge along which requests go; what merely looks at others calls nobody.
  [[nodiscard]] bool is_call(const EntryEdge& edge, bool soft_too) const {
    return edge.from != edge.to && !edge.starts_only && (soft_too || !edge.soft) &&
           (soft_too || !is_beside(candidates_[edge.from].role) || beside_calls_);
  }

  /// Everything that calls from `chosen` reach.
  [[nodiscard]] Chosen reached_from(const Chosen& chosen, bool soft_too) const {
    std::vector<std::vector<std::size_t>> calls(candidates_.size());
    for (const EntryEdge& edge : edges_) {
      if (is_call(edge, soft_too)) calls[edge.from].push_back(edge.to);
    }
    Chosen reached = chosen;
    std::vector<std::size_t> open = positions(chosen);
    while (!open.empty()) {
      const std::size_t from = open.back();
      open.pop_back();
      for (const std::size_t to : calls[from]) {
        if (!reached[to]) open.push_back(to);
        reached[to] = true;
      }
    }
    return reached;
  }

  /// Those of `wanted` that calls from no other of them reach, nor from `before`; of some that call
  /// each other in a circle all.
  [[nodiscard]] Chosen front_of(const Chosen& wanted, const Chosen& before) const {
    DirectedGraph graph;
    graph.vertex_count = candidates_.size();
    for (const EntryEdge& edge : edges_) {
      if (!is_call(edge, false)) continue;
      graph.edges.emplace_back(static_cast<std::uint32_t>(edge.from),
                               static_cast<std::uint32_t>(edge.to));
    }
    const std::vector<std::uint32_t> circle = strong_components(graph);
    // Circles in the order of the calls: their numbers run backwards.
    std::vector<bool> calls_out(circle.size());
    std::vector<bool> called(circle.size());
    for (std::size_t i = 0; i < circle.size(); ++i) {
      if (wanted[i] || (!before.empty() && before[i])) calls_out[circle[i]] = true;
    }
    std::sort(graph.edges.begin(), graph.edges.end(),
              [&](const auto& a, const auto& b) { return circle[a.first] > circle[b.first]; });
    for (const auto& [from, to] : graph.edges) {
      if (circle[from] == circle[to]) continue;
      if (calls_out[circle[from]] || called[circle[from]]) called[circle[to]] = true;
    }
    Chosen front(wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) front[i] = wanted[i] && !called[circle[i]];
    return front;
  }

  const std::vector<EntryCandidate>& candidates_;
  const std::vector<EntryEdge>& edges_;
  bool beside_calls_ = false;  ///< tools and telemetry are the product, and what they call is not
};

}  // namespace

Entries find_entries(const std::vector<EntryCandidate>& candidates,
                     const std::vector<EntryEdge>& edges) {
  return EntryFinder(candidates, edges).run();
}

}  // namespace cutpoint
