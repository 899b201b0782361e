#include "analyzer/structure/function_key.hpp"

#include "analyzer/structure/value_key.hpp"

namespace cutpoint {

namespace {

class FunctionKey : public ValueKey {
 public:
  void add_structure(const StructureFunction& function) {
    add(function.nodes.size());
    for (const Node& node : function.nodes) {
      add(node.type);
      add(node.threshold);
      add(node.first_child);
      add(node.child_count);
      add(node.event.valid() ? node.event.value() : UINT32_MAX);
    }
    for (const NodeId child : function.children) add(child.value());
    add(function.coherent);
    for (const BasicEvent& event : function.events) {
      add(event.kind);
      add(event.can_fail);
      add(event.conditional);
      add(event.view);
    }
  }

  void add_figures(const BasicEvent& event) {
    const FailureProcess& process = event.process;
    for (const double figure :
         {process.unavailability, process.rate, process.mean_repair_hours, process.repair.shape,
          process.repair.cured, process.repair.restart.in_hours(), event.relative_error}) {
      add(figure);
    }
    add(process.repair.distribution);
    add(process.has_frequency);
    add(event.lengths.size());
    for (const OutageShare& outages : event.lengths) {
      add(outages.share);
      add(outages.hours);
    }
  }
};

}  // namespace

std::string key_of_structure(const StructureFunction& function) {
  if (!function.networks.empty()) return {};
  FunctionKey key;
  key.add_structure(function);
  return key.take();
}

std::string key_with_figures(const StructureFunction& function) {
  if (!function.networks.empty()) return {};
  FunctionKey key;
  key.add_structure(function);
  for (const BasicEvent& event : function.events) key.add_figures(event);
  return key.take();
}

}  // namespace cutpoint
