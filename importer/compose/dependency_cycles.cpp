#include "importer/compose/dependency_cycles.hpp"

#include <map>
#include <string>

#include <fmt/format.h>

#include "model/base/math/graph_algorithms.hpp"
#include "model/base/name_list.hpp"

namespace cutpoint::compose {

void tell_dependency_cycles(const std::vector<Service>& services, Diagnostics& diagnostics) {
  std::map<std::string_view, std::uint32_t> places;
  for (const Service& service : services)
    places.emplace(service.name, static_cast<std::uint32_t>(places.size()));
  DirectedGraph graph;
  graph.vertex_count = services.size();
  for (std::uint32_t from = 0; from < services.size(); ++from) {
    for (const DeclaredEdge& edge : services[from].declared) {
      const auto to = places.find(edge.target);
      if (to == places.end()) continue;
      graph.edges.emplace_back(from, to->second);
      if (to->second != from) continue;
      diagnostics.warning(
          "dependency-cycle", edge.span,
          fmt::format("`{}` waits for itself: Compose refuses to start it", edge.target));
    }
  }
  std::map<std::uint32_t, std::vector<std::uint32_t>> circles;
  const std::vector<std::uint32_t> circle = strong_components(graph);
  for (std::uint32_t i = 0; i < services.size(); ++i) circles[circle[i]].push_back(i);
  constexpr std::size_t most_told = 6;
  for (const auto& [number, members] : circles) {
    if (members.size() < 2) continue;
    std::vector<std::string> names;
    for (const std::uint32_t member : members) names.push_back(services[member].name);
    diagnostics
        .warning("dependency-cycle", services[members.front()].span,
                 fmt::format("these wait for each other, so that Compose refuses to start them: {}",
                             first_names(names, most_told)))
        .help = "take one of their dependencies out; the model has them all as needs";
  }
}

}  // namespace cutpoint::compose
