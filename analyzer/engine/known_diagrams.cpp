#include "analyzer/engine/known_diagrams.hpp"

#include <fmt/format.h>

#include "analyzer/structure/function_key.hpp"

namespace cutpoint {

DecisionDiagram KnownDiagrams::of(const StructureFunction& function,
                                  const std::vector<NodeId>& tops, std::size_t node_budget) {
  std::string key = key_of_structure(function);
  if (key.empty() || nodes_ > most_nodes) return DecisionDiagram(function, tops, node_budget);
  for (const NodeId top : tops) key += fmt::format(" {}", top.value());
  key += fmt::format(" {}", node_budget);
  const auto found = known_.find(key);
  if (found != known_.end()) return DecisionDiagram(*found->second, function);
  DecisionDiagram diagram(function, tops, node_budget);
  // Which members are alike, and counted together, is a question of figures.
  if (diagram.lots() > 0) return diagram;
  nodes_ += diagram.size() + key.size() / sizeof(DecisionDiagram::Node);
  known_.emplace(std::move(key), std::make_unique<const DecisionDiagram>(diagram));
  return diagram;
}

}  // namespace cutpoint
