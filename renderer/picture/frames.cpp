#include <algorithm>

#include <fmt/format.h>

#include "renderer/picture/parts_of_model.hpp"

namespace cutpoint {

namespace {

constexpr int dropped = -1;

/// New positions of the parts that are kept; `dropped` for the others.
std::vector<int> positions(const std::vector<bool>& kept) {
  std::vector<int> result(kept.size(), dropped);
  int next = 0;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (kept[i]) result[i] = next++;
  }
  return result;
}

template <class T>
void erase_others(std::vector<T>& parts, const std::vector<bool>& kept) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!kept[i]) continue;
    if (next != i) parts[next] = std::move(parts[i]);
    ++next;
  }
  parts.resize(next);
}

/// Junctions say nothing without the one who states the requirement, or without what meets it.
void drop_idle_junctions(const Picture& picture, std::vector<bool>& nodes,
                         const std::vector<bool>& frames) {
  const auto kept = [&](const Picture::End& end) {
    return end.is_frame ? frames[end.index] : nodes[end.index];
  };
  std::vector<std::size_t> ways(nodes.size(), 0);
  for (const Picture::Edge& edge : picture.edges) {
    if (!edge.from.is_frame && kept(edge.to)) ++ways[edge.from.index];
  }
  // Junctions stand behind their owners, nested ones behind outer ones: once forwards for owners,
  // once backwards for what became empty.
  const auto is_junction = [&](std::size_t i) {
    return nodes[i] && picture.nodes[i].role == Picture::NodeRole::junction;
  };
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (is_junction(i) && picture.nodes[i].owner && !kept(*picture.nodes[i].owner))
      nodes[i] = false;
  }
  for (std::size_t i = nodes.size(); i-- > 0;) {
    if (!is_junction(i) || ways[i] > 0) continue;
    nodes[i] = false;
    const auto& owner = picture.nodes[i].owner;
    if (owner && !owner->is_frame && ways[owner->index] > 0) --ways[owner->index];
  }
}

}  // namespace

void keep_parts(Picture& picture, const std::vector<bool>& nodes, const std::vector<bool>& frames) {
  std::vector<bool> kept_nodes = nodes;
  drop_idle_junctions(picture, kept_nodes, frames);
  const std::vector<int> node_at = positions(kept_nodes);
  const std::vector<int> frame_at = positions(frames);
  const auto moved_frame = [&](int frame) {
    while (frame >= 0 && frame_at[static_cast<std::size_t>(frame)] == dropped) {
      frame = picture.frames[static_cast<std::size_t>(frame)].parent;
    }
    return frame < 0 ? -1 : frame_at[static_cast<std::size_t>(frame)];
  };
  const auto moved = [&](Picture::End& end) {
    const int at = end.is_frame ? frame_at[end.index] : node_at[end.index];
    end.index = at == dropped ? 0 : static_cast<std::size_t>(at);
    return at != dropped;
  };
  std::vector<int> parents;
  for (const Picture::Frame& frame : picture.frames) parents.push_back(moved_frame(frame.parent));
  for (Picture::Node& node : picture.nodes) {
    node.frame = moved_frame(node.frame);
    if (node.owner && !moved(*node.owner)) node.owner.reset();
  }
  for (std::size_t i = 0; i < picture.frames.size(); ++i) picture.frames[i].parent = parents[i];
  erase_others(picture.nodes, kept_nodes);
  erase_others(picture.frames, frames);
  std::erase_if(picture.edges,
                [&](Picture::Edge& edge) { return !moved(edge.from) || !moved(edge.to); });
}

void settle_frames(Picture& picture) {
  std::vector<std::size_t> inside(picture.frames.size(), 0);
  for (const Picture::Node& node : picture.nodes) {
    if (node.frame >= 0) ++inside[static_cast<std::size_t>(node.frame)];
  }
  for (const Picture::Frame& frame : picture.frames) {
    if (frame.parent >= 0) ++inside[static_cast<std::size_t>(frame.parent)];
  }
  std::vector<bool> kept(picture.frames.size(), true);
  std::vector<std::size_t> node_of(picture.frames.size(), 0);
  for (std::size_t i = 0; i < picture.frames.size(); ++i) {
    if (inside[i] > 0) continue;
    Picture::Node node;
    static_cast<Picture::Part&>(node) = picture.frames[i];
    if (node.id.starts_with("cluster_")) node.id = fmt::format("c{}", node.id.substr(8));
    node.frame = picture.frames[i].parent;
    node_of[i] = picture.nodes.size();
    kept[i] = false;
    picture.nodes.push_back(std::move(node));
  }
  for (Picture::Edge& edge : picture.edges) {
    for (Picture::End* end : {&edge.from, &edge.to}) {
      if (end->is_frame && !kept[end->index]) *end = {false, node_of[end->index]};
    }
  }
  for (Picture::Node& node : picture.nodes) {
    if (node.owner && node.owner->is_frame && !kept[node.owner->index]) {
      node.owner = Picture::End{false, node_of[node.owner->index]};
    }
  }
  keep_parts(picture, std::vector<bool>(picture.nodes.size(), true), kept);
  for (Picture::Frame& frame : picture.frames) frame.has_anchor = false;
  for (const Picture::Edge& edge : picture.edges) {
    for (const Picture::End& end : {edge.from, edge.to}) {
      if (end.is_frame) picture.frames[end.index].has_anchor = true;
    }
  }
}

}  // namespace cutpoint
