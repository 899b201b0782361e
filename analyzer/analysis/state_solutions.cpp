#include "analyzer/analysis/state_solutions.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "analyzer/analysis/deviation_bounds.hpp"

namespace cutpoint {

bool is_estimated(const StructureFunction& function) {
  return std::any_of(function.events.begin(), function.events.end(),
                     [](const BasicEvent& event) { return event.relative_error > 0.0; });
}

StateSolutions::StateSolutions(const DecisionDiagram& diagram, std::span<const NodeId> tops,
                               EngineMeter& meter) {
  std::vector<NodeId> open;
  std::set<NodeId> seen;
  for (std::size_t i = 0; i < tops.size(); ++i) {
    const bool is_open = diagram.top(i) == DecisionDiagram::exhausted;
    if (is_open && seen.insert(tops[i]).second) open.push_back(tops[i]);
  }
  if (open.empty()) return;
  const StructureFunction& function = diagram.function();
  const bool has_interval = is_estimated(function) || !DeviationBounds(diagram).none();
  std::size_t left = open.size();
  for (const NodeId top : open) {
    const EnginePortion portion(&meter, PartsOfTime{left--});
    const bool is_late = meter.spent() && meter.left().time;
    auto solution =
        has_interval || is_late ? std::nullopt : StateSolution::of(function, top, meter);
    if (solution && solution->counts_members()) {
      solutions_.emplace(top, std::move(*solution));
    } else {
      meter.cut();
    }
  }
}

const StateSolution* StateSolutions::of(NodeId top) const {
  const auto found = solutions_.find(top);
  return found == solutions_.end() ? nullptr : &found->second;
}

}  // namespace cutpoint
