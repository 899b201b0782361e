#include "analyzer/engine/known_diagrams.hpp"

#include <limits>

#include <fmt/format.h>

#include "analyzer/structure/function_key.hpp"

namespace cutpoint {

DecisionDiagram KnownDiagrams::of(const StructureFunction& function,
                                  const std::vector<NodeId>& tops, std::size_t node_budget,
                                  EngineMeter* meter) {
  std::string key = key_of_structure(function);
  if (key.empty()) return DecisionDiagram(function, tops, node_budget, meter, &parts_);
  for (const NodeId top : tops) key += fmt::format(" {}", top.value());
  const bool repeatable = meter == nullptr || meter->is_repeatable();
  const std::uint64_t steps =
      meter == nullptr ? std::numeric_limits<std::uint64_t>::max() : meter->steps_left();
  const auto found = known_.find(key);
  if (found != known_.end()) {
    const Known& known = found->second;
    const bool serves =
        known.whole || (repeatable && known.node_budget == node_budget && steps <= known.steps);
    if (serves) return DecisionDiagram(*known.diagram, function);
  }
  DecisionDiagram diagram(function, tops, node_budget, meter, &parts_);
  // Which members are alike, and counted together, is a question of figures.
  if (diagram.lots() > 0 || nodes_ > most_nodes) return diagram;
  bool whole = true;
  for (std::size_t i = 0; i < tops.size(); ++i) {
    whole = whole && diagram.top(i) != DecisionDiagram::exhausted;
  }
  nodes_ += diagram.size() + key.size() / sizeof(DecisionDiagram::Node);
  known_.insert_or_assign(std::move(key),
                          Known{std::make_unique<const DecisionDiagram>(diagram, function), whole,
                                repeatable ? node_budget : 0, steps});
  return diagram;
}

}  // namespace cutpoint
