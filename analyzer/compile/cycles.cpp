#include "analyzer/compile/cycles.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "model/base/math/graph_algorithms.hpp"

namespace cutpoint {

namespace {

using ClassId = Id<struct ClassTag>;  ///< equations that are equal because they need each other

class CycleResolver {
 public:
  CycleResolver(const Model& model, const EquationSystem& system, FunctionBuilder& builder,
                StructureFunction& function, std::size_t most_nodes, Diagnostics& diagnostics)
      : model_(model),
        system_(system),
        builder_(builder),
        function_(function),
        most_nodes_(most_nodes),
        diagnostics_(diagnostics) {}

  IdVector<EquationId, NodeId> resolve() {
    group_equals();
    list_children();
    order_components();
    for (const std::vector<ClassId>& members : components_) {
      if (members.size() == 1) {
        value_[members.front()] = emit(members.front());
      } else if (const ClassId network = find_connected(members); network.valid()) {
        report_network_cycle(network);
        return IdVector<EquationId, NodeId>(system_.equations.size());
      } else {
        unroll(members);
      }
      if (function_.nodes.size() > most_nodes_) {
        report_limit();
        return IdVector<EquationId, NodeId>(system_.equations.size());
      }
    }
    IdVector<EquationId, NodeId> result;
    result.reserve(system_.equations.size());
    for (const std::uint32_t class_number : class_of_) {
      result.push_back(value_[ClassId(class_number)]);
    }
    return result;
  }

 private:
  [[nodiscard]] const Equation& equation(std::uint32_t number) const {
    return system_.equations[EquationId(number)];
  }

  template <class Visit>
  void for_each_child(std::uint32_t number, Visit visit) const {
    const Equation& from = equation(number);
    for (std::uint32_t i = 0; i < from.child_count; ++i) {
      visit(system_.children[from.first_child + i].value());
    }
  }

  void group_equals() {
    DirectedGraph needs;
    needs.vertex_count = system_.equations.size();
    for (std::uint32_t from = 0; from < needs.vertex_count; ++from) {
      if (equation(from).type != NodeType::any) continue;
      for_each_child(from, [&](std::uint32_t to) {
        if (equation(to).type == NodeType::any) needs.edges.emplace_back(from, to);
      });
    }
    class_of_ = strong_components(needs);
    std::uint32_t count = 0;
    for (const std::uint32_t number : class_of_) count = std::max(count, number + 1);
    first_member_.assign(count + 1U, 0);
    for (const std::uint32_t number : class_of_) ++first_member_[number + 1U];
    for (std::size_t i = 1; i < first_member_.size(); ++i) first_member_[i] += first_member_[i - 1];
    members_.resize(class_of_.size());
    std::vector<std::uint32_t> next(first_member_.begin(), first_member_.end() - 1);
    for (std::uint32_t i = 0; i < class_of_.size(); ++i) members_[next[class_of_[i]]++] = i;
    value_.resize(count);
  }

  /// Children of every class, in other classes; an `at_least` may hold one more than once.
  void list_children() {
    const std::size_t count = value_.size();
    first_child_.assign(1, 0);
    first_child_.reserve(count + 1);
    for (std::uint32_t c = 0; c < count; ++c) {
      for (std::uint32_t m = first_member_[c]; m < first_member_[c + 1U]; ++m) {
        for_each_child(members_[m], [&](std::uint32_t child) {
          if (class_of_[child] != c) children_.push_back(class_of_[child]);
        });
      }
      first_child_.push_back(children_.size());
    }
  }

  void order_components() {
    DirectedGraph graph;
    graph.vertex_count = value_.size();
    graph.edges.reserve(children_.size());
    for (std::uint32_t c = 0; c < graph.vertex_count; ++c) {
      for (std::size_t i = first_child_[c]; i < first_child_[c + 1U]; ++i) {
        graph.edges.emplace_back(c, children_[i]);
      }
    }
    component_of_ = strong_components(graph);
    std::uint32_t count = 0;
    for (const std::uint32_t number : component_of_) count = std::max(count, number + 1);
    components_.resize(count);
    for (std::uint32_t c = 0; c < component_of_.size(); ++c) {
      components_[component_of_[c]].emplace_back(c);
    }
  }

  /// The class's node from the present values of its children.
  NodeId emit(ClassId id) {
    const Equation& first = equation(members_[first_member_[id.index()]]);
    if (first.type == NodeType::event) return builder_.event(first.event);
    std::vector<NodeId> children;
    for (std::size_t i = first_child_[id.index()]; i < first_child_[id.index() + 1]; ++i) {
      children.push_back(value_[ClassId(children_[i])]);
    }
    switch (first.type) {
      case NodeType::all:
        return builder_.all(std::move(children));
      case NodeType::at_least:
        return builder_.at_least(first.threshold, std::move(children));
      case NodeType::connected:
        return builder_.connected(first.reachability, children);
      default:
        return builder_.any(std::move(children));
    }
  }

  void unroll(const std::vector<ClassId>& members) {
    const auto [order, breakers] = order_within(members);
    for (const ClassId id : members) value_[id] = builder_.constant(false);
    for (std::size_t round = 0; round <= breakers.size(); ++round) {
      std::vector<NodeId> before;
      before.reserve(breakers.size());
      for (const ClassId id : breakers) before.push_back(value_[id]);
      for (const ClassId id : order) value_[id] = emit(id);
      bool stable = true;
      for (std::size_t i = 0; i < breakers.size(); ++i) {
        stable = stable && value_[breakers[i]] == before[i];
      }
      if (stable || function_.nodes.size() > most_nodes_) return;
    }
  }

  struct Order {
    std::vector<ClassId> order;     ///< children first, but for edges that lead back
    std::vector<ClassId> breakers;  ///< where those edges lead: without them there is no cycle
  };

  Order order_within(const std::vector<ClassId>& members) {
    enum : std::uint8_t { fresh, open, done };
    mark_.resize(value_.size(), fresh);
    Order result;
    std::vector<std::pair<std::uint32_t, std::size_t>> path;
    const std::uint32_t component = component_of_[members.front().index()];
    for (const ClassId start : members) {
      if (mark_[start.index()] != fresh) continue;
      path.emplace_back(start.value(), first_child_[start.index()]);
      mark_[start.index()] = open;
      while (!path.empty()) {
        auto& [at, next] = path.back();
        if (next == first_child_[at + 1U]) {
          mark_[at] = done;
          result.order.emplace_back(at);
          path.pop_back();
          continue;
        }
        const std::uint32_t child = children_[next++];
        if (component_of_[child] != component) continue;
        if (mark_[child] == open) {
          result.breakers.emplace_back(child);
        } else if (mark_[child] == fresh) {
          mark_[child] = open;
          path.emplace_back(child, first_child_[child]);
        }
      }
    }
    std::sort(result.breakers.begin(), result.breakers.end());
    result.breakers.erase(std::unique(result.breakers.begin(), result.breakers.end()),
                          result.breakers.end());
    return result;
  }

  [[nodiscard]] ClassId find_connected(const std::vector<ClassId>& members) const {
    for (const ClassId id : members) {
      if (equation(members_[first_member_[id.index()]]).type == NodeType::connected) return id;
    }
    return ClassId();
  }

  /// A shortest way from the requirement back to itself, by breadth-first search.
  [[nodiscard]] std::vector<ClassId> cycle_through(ClassId start) const {
    std::vector<std::uint32_t> from(value_.size(), no_vertex);
    std::vector<std::uint32_t> queue{start.value()};
    const std::uint32_t component = component_of_[start.index()];
    for (std::size_t head = 0; head < queue.size(); ++head) {
      const std::uint32_t at = queue[head];
      for (std::size_t i = first_child_[at]; i < first_child_[at + 1U]; ++i) {
        const std::uint32_t child = children_[i];
        if (component_of_[child] != component || from[child] != no_vertex) continue;
        from[child] = at;
        queue.push_back(child);
      }
    }
    std::vector<ClassId> cycle;
    std::uint32_t at = start.value();
    do {
      cycle.emplace_back(at);
      at = from[at];
    } while (at != start.value());
    std::reverse(cycle.begin(), cycle.end());
    return cycle;
  }

  void report_network_cycle(ClassId network) {
    const auto first_component = static_cast<std::uint32_t>(function_.events.size());
    std::vector<ComponentId> passed;
    for (const ClassId id : cycle_through(network)) {
      const std::uint32_t number = members_[first_member_[id.index()]];
      if (number < first_component || number - first_component >= model_.components.size())
        continue;
      passed.emplace_back(number - first_component);
    }
    std::string names;
    for (const ComponentId id : passed) {
      if (!names.empty()) names += " → ";
      names += model_.components[id].name;
    }
    Diagnostic& found = diagnostics_.error(
        "circular-dependency", equation(members_[first_member_[network.index()]]).span,
        fmt::format("a `connected` requirement depends on itself through {}", names));
    found.help =
        "a part of the network cannot need the network's own connection: put the "
        "requirement on the journey or on a component outside the network";
    for (const ComponentId id : passed) {
      found.notes.push_back({fmt::format("the circle passes `{}`", model_.components[id].name),
                             model_.components[id].span});
    }
  }

  void report_limit() {
    diagnostics_
        .error("too-large", SourceSpan(),
               fmt::format("the circles of requirements need more than {} nodes", most_nodes_))
        .help = "break circles that pass through any_of and at_least groups";
  }

  const Model& model_;
  const EquationSystem& system_;
  FunctionBuilder& builder_;
  StructureFunction& function_;
  std::size_t most_nodes_;
  Diagnostics& diagnostics_;
  std::vector<std::uint32_t> class_of_;      ///< by equation
  std::vector<std::uint32_t> first_member_;  ///< by class, into members_
  std::vector<std::uint32_t> members_;
  std::vector<std::size_t> first_child_;  ///< by class, into children_
  std::vector<std::uint32_t> children_;
  std::vector<std::uint32_t> component_of_;       ///< by class
  std::vector<std::vector<ClassId>> components_;  ///< children before parents
  std::vector<std::uint8_t> mark_;
  IdVector<ClassId, NodeId> value_;
};

}  // namespace

IdVector<EquationId, NodeId> resolve_cycles(const Model& model, const EquationSystem& system,
                                            FunctionBuilder& builder, StructureFunction& function,
                                            std::size_t most_nodes, Diagnostics& diagnostics) {
  return CycleResolver(model, system, builder, function, most_nodes, diagnostics).resolve();
}

}  // namespace cutpoint
