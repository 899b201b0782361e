#include "renderer/analysis/json/uncertain_figures.hpp"

namespace cutpoint {

std::vector<std::string> subjects_of(const Model& model, const StructureFunction& function,
                                     const UncertaintyShare& share) {
  std::vector<std::string> names;
  ComponentId last;
  for (const std::uint32_t position : share.events) {
    const BasicEvent& event = function.events[EventId(position)];
    const bool is_component = event.kind == EventKind::component;
    if (is_component && event.component == last) continue;
    last = is_component ? event.component : ComponentId();
    names.push_back(is_component ? model.components[event.component].name : event.name);
  }
  return names;
}

}  // namespace cutpoint
