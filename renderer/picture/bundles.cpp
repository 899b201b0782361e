#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "renderer/picture/collapse.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t fewest_in_bundle = 8;

bool is_plain(const Drawing::Edge& edge) {
  return edge.style == Drawing::EdgeStyle::needs && !edge.inferred && edge.label.empty() &&
         edge.change == Change::none && !edge.to.is_frame;
}

/// Is every node that lies directly in the frame among `targets`, or needed by one that is?
bool covers(const Drawing& drawing, int frame, const std::set<std::size_t>& targets,
            const std::vector<std::vector<std::size_t>>& needs) {
  std::set<std::size_t> reached = targets;
  std::vector<std::size_t> waiting(targets.begin(), targets.end());
  while (!waiting.empty()) {
    const std::size_t here = waiting.back();
    waiting.pop_back();
    for (const std::size_t next : needs[here]) {
      if (drawing.nodes[next].frame == frame && reached.insert(next).second) {
        waiting.push_back(next);
      }
    }
  }
  for (std::size_t i = 0; i < drawing.nodes.size(); ++i) {
    const Drawing::Node& node = drawing.nodes[i];
    if (node.frame == frame && node.role == Drawing::NodeRole::component && !reached.contains(i)) {
      return false;
    }
  }
  return std::none_of(drawing.frames.begin(), drawing.frames.end(),
                      [frame](const Drawing::Frame& inner) { return inner.parent == frame; });
}

}  // namespace

void bundle_edges(Drawing& drawing) {
  std::vector<std::vector<std::size_t>> needs(drawing.nodes.size());
  std::map<std::pair<Drawing::End, int>, std::set<std::size_t>> fans;
  for (const Drawing::Edge& edge : drawing.edges) {
    if (!is_plain(edge)) continue;
    if (!edge.from.is_frame) needs[edge.from.index].push_back(edge.to.index);
    const int frame = drawing.nodes[edge.to.index].frame;
    if (frame < 0 || drawing.lies_in(edge.from, static_cast<std::size_t>(frame))) continue;
    fans[{edge.from, frame}].insert(edge.to.index);
  }
  std::set<std::pair<Drawing::End, int>> bundled;
  for (const auto& [place, targets] : fans) {
    if (targets.size() < fewest_in_bundle || !covers(drawing, place.second, targets, needs)) {
      continue;
    }
    bundled.insert(place);
  }
  if (bundled.empty()) return;
  std::erase_if(drawing.edges, [&](const Drawing::Edge& edge) {
    return is_plain(edge) && bundled.contains({edge.from, drawing.nodes[edge.to.index].frame});
  });
  for (const auto& place : bundled) {
    Drawing::Edge edge;
    edge.from = place.first;
    edge.to = {true, static_cast<std::size_t>(place.second)};
    edge.label = "all inside";
    edge.stands_for = fans[place].size();
    drawing.edges.push_back(std::move(edge));
  }
}

}  // namespace cutpoint
