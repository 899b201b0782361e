#include "analyzer/engine/quantities/inner_nodes.hpp"

#include <algorithm>

namespace cutpoint {

std::vector<DecisionDiagram::Ref> inner_nodes(const DecisionDiagram& diagram,
                                              DecisionDiagram::Ref top) {
  std::vector<DecisionDiagram::Ref> nodes;
  if (top <= DecisionDiagram::one) return nodes;
  std::vector<bool> seen(top + std::size_t{1}, false);
  std::vector<DecisionDiagram::Ref> stack{top};
  seen[top] = true;
  const auto see = [&](DecisionDiagram::Ref next) {
    if (next <= DecisionDiagram::one || seen[next]) return;
    seen[next] = true;
    stack.push_back(next);
  };
  while (!stack.empty()) {
    const DecisionDiagram::Node& node = diagram.node(stack.back());
    nodes.push_back(stack.back());
    stack.pop_back();
    see(node.low);
    see(node.high);
    const std::uint32_t module = diagram.variables()[node.variable].module;
    if (module != DecisionDiagram::no_module) see(diagram.module_function(module));
  }
  std::sort(nodes.rbegin(), nodes.rend());
  return nodes;
}

}  // namespace cutpoint
