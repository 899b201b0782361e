#include "renderer/languages/rows.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <queue>

namespace cutpoint {

namespace {

constexpr std::size_t most_in_a_row = 12;
constexpr std::size_t fewest_in_a_row = 8;

/// Nodes first, then the anchors of frames.
std::size_t vertex_of(const Picture& picture, const Picture::End& end) {
  return end.is_frame ? picture.nodes.size() + end.index : end.index;
}

/// How far below the top each vertex stands: the longest way from above. Cycles are cut
/// at their first vertex.
std::vector<std::size_t> ranks_of(const Picture& picture) {
  const std::size_t count = picture.nodes.size() + picture.frames.size();
  std::vector<std::vector<std::size_t>> below(count);
  std::vector<std::size_t> waiting(count, 0);
  for (const Picture::Edge& edge : picture.edges) {
    const std::size_t from = vertex_of(picture, edge.from);
    const std::size_t to = vertex_of(picture, edge.to);
    if (from == to) continue;
    below[from].push_back(to);
    ++waiting[to];
  }
  std::vector<std::size_t> rank(count, 0);
  std::vector<bool> placed(count, false);
  std::queue<std::size_t> ready;
  const auto release = [&](std::size_t vertex) {
    if (placed[vertex]) return;
    placed[vertex] = true;
    ready.push(vertex);
  };
  for (std::size_t i = 0; i < count; ++i) {
    if (waiting[i] == 0) release(i);
  }
  for (std::size_t next = 0; next < count || !ready.empty();) {
    if (ready.empty()) {
      release(next++);
      continue;
    }
    const std::size_t here = ready.front();
    ready.pop();
    for (const std::size_t child : below[here]) {
      if (!placed[child]) rank[child] = std::max(rank[child], rank[here] + 1);
      if (--waiting[child] == 0) release(child);
    }
  }
  return rank;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> row_breaks(const Picture& picture) {
  const std::vector<std::size_t> rank = ranks_of(picture);
  // Frames stand side by side whatever their nodes do: each is broken into rows by itself.
  std::map<std::pair<int, std::size_t>, std::vector<std::size_t>> rows;
  for (std::size_t i = 0; i < picture.nodes.size(); ++i) {
    rows[{picture.nodes[i].frame, rank[i]}].push_back(i);
  }
  std::vector<std::pair<std::size_t, std::size_t>> breaks;
  for (const auto& [place, nodes] : rows) {
    if (nodes.size() <= most_in_a_row) continue;
    // Boxes are wider than high: more columns than rows give a picture of even sides.
    const auto columns = std::max(
        fewest_in_a_row, static_cast<std::size_t>(std::sqrt(static_cast<double>(nodes.size()))));
    for (std::size_t i = columns; i < nodes.size(); ++i) {
      breaks.emplace_back(nodes[i - columns], nodes[i]);
    }
  }
  return breaks;
}

}  // namespace cutpoint
