#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "renderer/picture/collapse.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t fewest_in_bundle = 8;

bool is_plain(const Picture::Edge& edge) {
  return edge.style == Picture::EdgeStyle::needs && !edge.inferred && edge.label.empty() &&
         edge.change == Change::none && !edge.to.is_frame;
}

/// Is every node that lies directly in the frame among `targets`, or needed by one that is?
bool covers(const Picture& picture, int frame, const std::set<std::size_t>& targets,
            const std::vector<std::vector<std::size_t>>& needs) {
  std::set<std::size_t> reached = targets;
  std::vector<std::size_t> waiting(targets.begin(), targets.end());
  while (!waiting.empty()) {
    const std::size_t here = waiting.back();
    waiting.pop_back();
    for (const std::size_t next : needs[here]) {
      if (picture.nodes[next].frame == frame && reached.insert(next).second) {
        waiting.push_back(next);
      }
    }
  }
  for (std::size_t i = 0; i < picture.nodes.size(); ++i) {
    const Picture::Node& node = picture.nodes[i];
    if (node.frame == frame && node.role == Picture::NodeRole::component && !reached.contains(i)) {
      return false;
    }
  }
  return std::none_of(picture.frames.begin(), picture.frames.end(),
                      [frame](const Picture::Frame& inner) { return inner.parent == frame; });
}

}  // namespace

void bundle_edges(Picture& picture) {
  std::vector<std::vector<std::size_t>> needs(picture.nodes.size());
  std::map<std::pair<Picture::End, int>, std::set<std::size_t>> fans;
  for (const Picture::Edge& edge : picture.edges) {
    if (!is_plain(edge)) continue;
    if (!edge.from.is_frame) needs[edge.from.index].push_back(edge.to.index);
    const int frame = picture.nodes[edge.to.index].frame;
    if (frame < 0 || picture.lies_in(edge.from, static_cast<std::size_t>(frame))) continue;
    fans[{edge.from, frame}].insert(edge.to.index);
  }
  std::set<std::pair<Picture::End, int>> bundled;
  for (const auto& [place, targets] : fans) {
    if (targets.size() < fewest_in_bundle || !covers(picture, place.second, targets, needs)) {
      continue;
    }
    bundled.insert(place);
  }
  if (bundled.empty()) return;
  std::erase_if(picture.edges, [&](const Picture::Edge& edge) {
    return is_plain(edge) && bundled.contains({edge.from, picture.nodes[edge.to.index].frame});
  });
  for (const auto& place : bundled) {
    Picture::Edge edge;
    edge.from = place.first;
    edge.to = {true, static_cast<std::size_t>(place.second)};
    edge.label = "all inside";
    edge.stands_for = fans[place].size();
    picture.edges.push_back(std::move(edge));
  }
}

}  // namespace cutpoint
