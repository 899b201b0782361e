#include "analyzer/engine/networks/frontier_order.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "analyzer/structure/reachability.hpp"

namespace cutpoint {

namespace {

constexpr std::uint32_t no_slot = 64;

/// The part of a network that can lie on a way from the source to a terminal.
class RelevantPart {
 public:
  RelevantPart(const Network& network, const Reachability& reachability)
      : network_(network), reachability_(reachability) {
    keep_reachable();
    drop_dead_ends();
  }

  [[nodiscard]] bool has_vertex(std::uint32_t vertex) const { return vertex_[vertex]; }
  [[nodiscard]] bool has_edge(std::uint32_t edge) const {
    const Network::Edge& e = network_.edges[edge];
    return e.from != e.to && vertex_[e.from] && vertex_[e.to];
  }
  [[nodiscard]] bool parted() const {
    return std::any_of(reachability_.terminals.begin(), reachability_.terminals.end(),
                       [this](std::uint32_t terminal) { return !vertex_[terminal]; });
  }

 private:
  /// Reached from the source and leading to some terminal.
  void keep_reachable() {
    const NetworkAdjacency forward(network_);
    Network reversed = network_;
    for (Network::Edge& edge : reversed.edges) std::swap(edge.from, edge.to);
    const NetworkAdjacency backward(reversed);
    const auto from_source = reach(forward, {reachability_.terminals.front()});
    const auto to_terminal =
        reach(backward, {reachability_.terminals.begin() + 1, reachability_.terminals.end()});
    vertex_.resize(network_.vertex_count);
    for (std::uint32_t v = 0; v < network_.vertex_count; ++v) {
      vertex_[v] = from_source[v] && to_terminal[v];
    }
  }

  [[nodiscard]] std::vector<bool> reach(const NetworkAdjacency& adjacency,
                                        std::vector<std::uint32_t> stack) const {
    std::vector<bool> reached(network_.vertex_count, false);
    for (const std::uint32_t start : stack) reached[start] = true;
    while (!stack.empty()) {
      const std::uint32_t at = stack.back();
      stack.pop_back();
      for (std::size_t i = adjacency.first[at]; i < adjacency.first[at + 1U]; ++i) {
        const std::uint32_t to = adjacency.steps[i].to;
        if (reached[to]) continue;
        reached[to] = true;
        stack.push_back(to);
      }
    }
    return reached;
  }

  /// A vertex with one neighbour is on no way through, unless it is an end.
  void drop_dead_ends() {
    std::vector<std::vector<std::uint32_t>> neighbours(network_.vertex_count);
    for (std::uint32_t i = 0; i < network_.edges.size(); ++i) {
      if (!has_edge(i)) continue;
      neighbours[network_.edges[i].from].push_back(network_.edges[i].to);
      neighbours[network_.edges[i].to].push_back(network_.edges[i].from);
    }
    std::vector<bool> is_end(network_.vertex_count, false);
    for (const std::uint32_t terminal : reachability_.terminals) is_end[terminal] = true;
    std::vector<std::uint32_t> candidates;
    for (std::uint32_t v = 0; v < network_.vertex_count; ++v) candidates.push_back(v);
    while (!candidates.empty()) {
      const std::uint32_t vertex = candidates.back();
      candidates.pop_back();
      if (!vertex_[vertex] || is_end[vertex]) continue;
      std::vector<std::uint32_t> alive;
      for (const std::uint32_t n : neighbours[vertex]) {
        if (vertex_[n] && std::find(alive.begin(), alive.end(), n) == alive.end())
          alive.push_back(n);
        if (alive.size() > 1) break;
      }
      if (alive.size() > 1) continue;
      vertex_[vertex] = false;
      candidates.insert(candidates.end(), alive.begin(), alive.end());
    }
  }

  const Network& network_;
  const Reachability& reachability_;
  std::vector<bool> vertex_;
};

class FrontierPlanner {
 public:
  FrontierPlanner(const Network& network, const Reachability& reachability)
      : network_(network), reachability_(reachability), part_(network, reachability) {
    incident_.resize(network.vertex_count);
    for (std::uint32_t i = 0; i < network.edges.size(); ++i) {
      if (!part_.has_edge(i)) continue;
      incident_[network.edges[i].from].push_back(i);
      incident_[network.edges[i].to].push_back(i);
    }
    is_terminal_.assign(network.vertex_count, false);
    for (const std::uint32_t terminal : reachability.terminals) is_terminal_[terminal] = true;
  }

  FrontierPlan plan() {
    FrontierPlan result;
    if (part_.parted()) {
      result.parted_always = true;
      return result;
    }
    const auto broad = breadth_first();
    const auto greedy = narrowest_next();
    const double broad_cost = cost(broad);
    const double greedy_cost = greedy.empty() ? broad_cost + 1 : cost(greedy);
    return lay_out(greedy_cost < broad_cost ? greedy : broad);
  }

 private:
  [[nodiscard]] std::uint32_t other_end(std::uint32_t edge, std::uint32_t vertex) const {
    const Network::Edge& e = network_.edges[edge];
    return e.from == vertex ? e.to : e.from;
  }

  [[nodiscard]] std::vector<std::uint32_t> breadth_first() const {
    std::vector<std::uint32_t> order{reachability_.terminals.front()};
    std::vector<bool> seen(network_.vertex_count, false);
    seen[order.front()] = true;
    for (std::size_t head = 0; head < order.size(); ++head) {
      for (const std::uint32_t edge : incident_[order[head]]) {
        const std::uint32_t to = other_end(edge, order[head]);
        if (seen[to]) continue;
        seen[to] = true;
        order.push_back(to);
      }
    }
    return order;
  }

  /// Next comes the vertex that leaves the fewest open; ties go to the one that waited longest.
  [[nodiscard]] std::vector<std::uint32_t> narrowest_next() const {
    constexpr std::size_t most_vertices = 3000;  // quadratic
    std::vector<std::uint32_t> waiting{reachability_.terminals.front()};
    if (network_.vertex_count > most_vertices) return {};
    std::vector<std::uint32_t> order;
    std::vector<std::uint32_t> undecided(network_.vertex_count, 0);
    for (std::uint32_t v = 0; v < network_.vertex_count; ++v) {
      undecided[v] = static_cast<std::uint32_t>(incident_[v].size());
    }
    std::vector<std::uint8_t> state(network_.vertex_count, 0);  // 1 waiting, 2 introduced
    while (!waiting.empty()) {
      std::size_t best = 0;
      int best_growth = 2;
      for (std::size_t i = 0; i < waiting.size(); ++i) {
        const int growth = growth_of(waiting[i], undecided, state);
        if (growth < best_growth) {
          best = i;
          best_growth = growth;
        }
      }
      const std::uint32_t vertex = waiting[best];
      waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(best));
      state[vertex] = 2;
      order.push_back(vertex);
      for (const std::uint32_t edge : incident_[vertex]) {
        const std::uint32_t to = other_end(edge, vertex);
        if (state[to] == 2) {
          --undecided[to];
          --undecided[vertex];
        } else if (state[to] == 0) {
          state[to] = 1;
          waiting.push_back(to);
        }
      }
    }
    return order;
  }

  /// How many more vertices are open once `vertex` is introduced: 1, less those it closes.
  [[nodiscard]] int growth_of(std::uint32_t vertex, const std::vector<std::uint32_t>& undecided,
                              const std::vector<std::uint8_t>& state) const {
    int growth = 1;
    std::uint32_t own = undecided[vertex];
    for (const std::uint32_t edge : incident_[vertex]) {
      const std::uint32_t to = other_end(edge, vertex);
      if (state[to] != 2) continue;
      --own;
      if (undecided[to] == 1) --growth;
    }
    return own == 0 ? growth - 1 : growth;
  }

  /// The sum over the steps of 2^width, the growth of the number of states.
  [[nodiscard]] double cost(const std::vector<std::uint32_t>& order) const {
    std::vector<std::uint32_t> undecided(network_.vertex_count, 0);
    std::vector<bool> introduced(network_.vertex_count, false);
    int width = 0;
    double sum = 0;
    for (const std::uint32_t vertex : order) {
      introduced[vertex] = true;
      ++width;
      undecided[vertex] = static_cast<std::uint32_t>(incident_[vertex].size());
      for (const std::uint32_t edge : incident_[vertex]) {
        const std::uint32_t to = other_end(edge, vertex);
        if (!introduced[to]) continue;
        if (--undecided[to] == 0) --width;
        --undecided[vertex];
      }
      if (undecided[vertex] == 0) --width;
      sum += std::exp2(width);
    }
    return sum;
  }

  FrontierPlan lay_out(const std::vector<std::uint32_t>& order) {
    FrontierPlan plan;
    std::vector<std::uint32_t> slot(network_.vertex_count, no_slot);
    std::vector<std::uint32_t> undecided(network_.vertex_count, 0);
    std::uint64_t used = 0;
    std::uint64_t pending = 0;
    for (const std::uint32_t vertex : order) {
      const auto free = static_cast<std::uint32_t>(std::countr_one(used));
      if (free >= no_slot) {
        plan.too_wide = true;
        return plan;
      }
      slot[vertex] = free;
      used |= std::uint64_t{1} << free;
      undecided[vertex] = static_cast<std::uint32_t>(incident_[vertex].size());
      if (undecided[vertex] > 0) pending |= std::uint64_t{1} << free;
      plan.steps.push_back({true, vertex, free, 0, false, is_terminal_[vertex], 0, pending});
      if (is_terminal_[vertex]) plan.terminals_known_after = plan.steps.size();
      for (const std::uint32_t edge : incident_[vertex]) {
        const std::uint32_t to = other_end(edge, vertex);
        if (slot[to] == no_slot) continue;
        FrontierStep step;
        step.element = network_.vertex_count + edge;
        step.first = slot[network_.edges[edge].from];
        step.second = slot[network_.edges[edge].to];
        step.directed = network_.edges[edge].directed;
        for (const std::uint32_t end : {vertex, to}) {
          if (--undecided[end] > 0) continue;
          pending &= ~(std::uint64_t{1} << slot[end]);
          // Ends stay open: whether they are joined is what is asked.
          if (!is_terminal_[end]) step.closed |= std::uint64_t{1} << slot[end];
        }
        step.pending = pending;
        used &= ~step.closed;
        plan.steps.push_back(step);
      }
    }
    plan.source_slot = slot[reachability_.terminals.front()];
    for (const std::uint32_t terminal : reachability_.terminals) {
      plan.terminal_slots.push_back(slot[terminal]);
    }
    return plan;
  }

  const Network& network_;
  const Reachability& reachability_;
  RelevantPart part_;
  std::vector<std::vector<std::uint32_t>> incident_;
  std::vector<bool> is_terminal_;
};

}  // namespace

FrontierPlan plan_frontier(const Network& network, const Reachability& reachability) {
  return FrontierPlanner(network, reachability).plan();
}

}  // namespace cutpoint
