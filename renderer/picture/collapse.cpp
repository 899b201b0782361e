#include "renderer/picture/collapse.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "renderer/picture/parts_of_model.hpp"
#include "renderer/writing/key_words.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t many_journeys = 12;

bool is_wide_place(const Picture::Frame& frame) {
  return frame.kind == "zone" || frame.kind == "region" || frame.kind == "provider" ||
         frame.kind == "rack";
}

/// Which frames hold a zone, at any depth.
std::vector<bool> holders_of_zones(const Picture& picture) {
  std::vector<bool> holds(picture.frames.size(), false);
  for (const Picture::Frame& frame : picture.frames) {
    if (frame.kind != "zone") continue;
    for (int at = frame.parent; at >= 0 && !holds[static_cast<std::size_t>(at)];
         at = picture.frames[static_cast<std::size_t>(at)].parent) {
      holds[static_cast<std::size_t>(at)] = true;
    }
  }
  return holds;
}

/// The frame that everything below it collapses into, seen from the frame `at`; -1 for none.
int gathering_frame(const Picture& picture, int at, Collapse collapse,
                    const std::vector<bool>& holds_zones) {
  int machine = -1;
  int outermost = -1;
  for (; at >= 0; at = picture.frames[static_cast<std::size_t>(at)].parent) {
    const Picture::Frame& frame = picture.frames[static_cast<std::size_t>(at)];
    if (!is_wide_place(frame)) machine = at;
    if (frame.kind == "zone" && collapse == Collapse::zone) return at;
    if (!holds_zones[static_cast<std::size_t>(at)]) outermost = at;
  }
  return collapse == Collapse::host ? machine : outermost;
}

/// What is drawn as one box.
struct Group {
  Picture::Part part;
  Picture::NodeRole role = Picture::NodeRole::group;
  int frame = -1;
  std::map<std::string, std::size_t> kinds;  ///< how many members of each
  std::size_t members = 0;
  std::map<Emphasis, std::size_t> single_points;  ///< how many of each class
  /// Of the first member: the only one of a kind is drawn as itself.
  Picture::Part only;
  Picture::NodeRole only_role = Picture::NodeRole::component;
};

class Collapser {
 public:
  Collapser(Picture& picture, Collapse collapse) : picture_(picture), collapse_(collapse) {}

  bool run() {
    node_group_.assign(picture_.nodes.size(), -1);
    frame_group_.assign(picture_.frames.size(), -1);
    if (collapse_ == Collapse::kind) {
      gather_kinds();
      draw_placements();
    } else {
      gather_places();
    }
    if (groups_.empty()) return false;
    gather_junctions();
    replace();
    return true;
  }

 private:
  int group_of(const std::string& key, const Picture::Part& likeness) {
    const auto known = by_key_.emplace(key, static_cast<int>(groups_.size()));
    if (!known.second) return known.first->second;
    Group group;
    group.part = likeness;
    group.part.id = fmt::format("group{}", groups_.size());
    group.part.key = key;
    group.part.is_pool = false;
    groups_.push_back(std::move(group));
    return known.first->second;
  }

  void join(int group, const Picture::Part& part) {
    Group& into = groups_[static_cast<std::size_t>(group)];
    ++into.members;
    ++into.kinds[part.kind];
    if (part.emphasis != Emphasis::none) ++into.single_points[part.emphasis];
    into.part.emphasis = std::max(into.part.emphasis, part.emphasis);
    into.part.fate = std::max(into.part.fate, part.fate);
    if (into.members == 1) into.part.change = part.change;
    if (part.change != into.part.change) into.part.change = Change::changed;
    into.part.is_single_point = into.part.is_single_point || part.is_single_point;
  }

  /// The frame itself is no member: it stands for the place.
  void gather_places() {
    const std::vector<bool> holds_zones = holders_of_zones(picture_);
    const auto gather = [&](int frame) {
      const int top = gathering_frame(picture_, frame, collapse_, holds_zones);
      if (top < 0) return -1;
      const Picture::Frame& place = picture_.frames[static_cast<std::size_t>(top)];
      const int group = group_of(place.key, place);
      groups_[static_cast<std::size_t>(group)].frame = place.parent;
      return group;
    };
    for (std::size_t i = 0; i < picture_.frames.size(); ++i) {
      frame_group_[i] = gather(static_cast<int>(i));
      const auto& key = picture_.frames[i].key;
      if (frame_group_[i] < 0) continue;
      if (groups_[static_cast<std::size_t>(frame_group_[i])].part.key == key) continue;
      join(frame_group_[i], picture_.frames[i]);
    }
    for (std::size_t i = 0; i < picture_.nodes.size(); ++i) {
      if (picture_.nodes[i].role != Picture::NodeRole::component) continue;
      node_group_[i] = gather(picture_.nodes[i].frame);
      if (node_group_[i] >= 0) join(node_group_[i], picture_.nodes[i]);
    }
  }

  void gather_kinds() {
    const auto count =
        std::count_if(picture_.nodes.begin(), picture_.nodes.end(),
                      [](const auto& node) { return node.role == Picture::NodeRole::journey; });
    const bool join_journeys = static_cast<std::size_t>(count) > many_journeys;
    const auto gather = [this](const Picture::Part& part, const std::string& kind,
                               Picture::NodeRole role = Picture::NodeRole::component) {
      const int group = group_of("kind " + kind, part);
      Group& into = groups_[static_cast<std::size_t>(group)];
      if (into.members == 0) {
        into.part.lines = {kind};
        into.only = part;
        into.only_role = role;
      }
      join(group, part);
      return group;
    };
    for (std::size_t i = 0; i < picture_.frames.size(); ++i) {
      frame_group_[i] = gather(picture_.frames[i], picture_.frames[i].kind);
    }
    for (std::size_t i = 0; i < picture_.nodes.size(); ++i) {
      const Picture::Node& node = picture_.nodes[i];
      if (node.role == Picture::NodeRole::component) node_group_[i] = gather(node, node.kind);
      if (node.role == Picture::NodeRole::common_cause) {
        node_group_[i] = gather(node, "common cause", node.role);
      }
      if (node.role != Picture::NodeRole::journey || !join_journeys) continue;
      node_group_[i] = gather(node, "journey");
      groups_[static_cast<std::size_t>(node_group_[i])].role = Picture::NodeRole::journey;
    }
  }

  /// Boxes of kinds lie in no frames: what runs where is drawn as lines.
  void draw_placements() {
    const auto add = [this](Picture::End from, int frame) {
      if (frame < 0) return;
      Picture::Edge edge;
      edge.from = from;
      edge.to = {true, static_cast<std::size_t>(frame)};
      edge.style = Picture::EdgeStyle::runs_on;
      picture_.edges.push_back(std::move(edge));
    };
    // Pools over several places have their lines; the frame around these says no more.
    std::vector<bool> has_lines(picture_.nodes.size(), false);
    for (const Picture::Edge& edge : picture_.edges) {
      const bool is_cause = !edge.to.is_frame &&
                            picture_.nodes[edge.to.index].role == Picture::NodeRole::common_cause;
      const bool placed =
          edge.style == Picture::EdgeStyle::runs_on && !edge.from.is_frame && !is_cause;
      if (placed) has_lines[edge.from.index] = true;
    }
    for (std::size_t i = 0; i < picture_.nodes.size(); ++i) {
      const Picture::Node& node = picture_.nodes[i];
      const bool is_component = node.role == Picture::NodeRole::component;
      if (is_component && !has_lines[i]) add({false, i}, node.frame);
    }
    for (std::size_t i = 0; i < picture_.frames.size(); ++i) {
      add({true, i}, picture_.frames[i].parent);
    }
  }

  /// A requirement is drawn at the box of the one who states it. Owners come before their
  /// junctions.
  void gather_junctions() {
    for (std::size_t i = 0; i < picture_.nodes.size(); ++i) {
      const auto& owner = picture_.nodes[i].owner;
      if (!owner) continue;
      node_group_[i] = owner->is_frame ? frame_group_[owner->index] : node_group_[owner->index];
    }
  }

  static std::vector<std::string> lines_of(const Group& group) {
    std::vector<std::string> lines = group.part.lines;
    constexpr std::size_t most_lines = 4;
    if (lines.size() > most_lines) lines.resize(most_lines);
    std::vector<std::pair<std::size_t, std::string>> kinds;
    for (const auto& [kind, count] : group.kinds) kinds.emplace_back(count, key_words(kind));
    std::stable_sort(kinds.begin(), kinds.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    if (group.part.key.starts_with("kind ")) {
      lines.front() = fmt::format("{} ×{}", group.part.lines.front(), group.members);
    } else {
      constexpr std::size_t most_kinds = 4;
      std::string text;
      for (std::size_t i = 0; i < kinds.size() && i < most_kinds; ++i) {
        text += fmt::format("{}{} {}", i > 0 ? ", " : "", kinds[i].first, kinds[i].second);
      }
      if (kinds.size() > most_kinds) text += ", …";
      if (!text.empty()) lines.push_back(text + " inside");
    }
    for (const auto& [emphasis, word] :
         {std::pair(Emphasis::full, ""), std::pair(Emphasis::partial, "partial "),
          std::pair(Emphasis::accepted, "accepted ")}) {
      const auto found = group.single_points.find(emphasis);
      if (found == group.single_points.end()) continue;
      lines.push_back(
          fmt::format("{} of them {}SPOF{}", found->second, word, found->second == 1 ? "" : "s"));
    }
    return lines;
  }

  void replace() {
    const std::size_t first = picture_.nodes.size();
    for (const Group& group : groups_) {
      Picture::Node node;
      static_cast<Picture::Part&>(node) = group.part;
      node.lines = lines_of(group);
      node.role = group.role;
      node.frame = collapse_ == Collapse::kind ? -1 : group.frame;
      if (collapse_ == Collapse::kind && group.members == 1) {
        node.lines = group.only.lines;
        node.is_pool = group.only.is_pool;
        node.role = group.only_role;
      }
      picture_.nodes.push_back(std::move(node));
    }
    const auto moved = [&](const Picture::End& end) {
      const int group = end.is_frame ? frame_group_[end.index] : node_group_[end.index];
      return group < 0 ? end : Picture::End{false, first + static_cast<std::size_t>(group)};
    };
    std::map<std::tuple<Picture::End, Picture::End, Picture::EdgeStyle, bool>, std::size_t> merged;
    std::vector<Picture::Edge> edges;
    for (Picture::Edge edge : picture_.edges) {
      const bool was_loop = edge.from == edge.to;
      edge.from = moved(edge.from);
      edge.to = moved(edge.to);
      if (edge.from == edge.to && !was_loop) continue;
      if (edge.two_way && edge.to < edge.from) std::swap(edge.from, edge.to);
      const auto known =
          merged.try_emplace({edge.from, edge.to, edge.style, edge.inferred}, edges.size());
      if (known.second) {
        edges.push_back(std::move(edge));
        continue;
      }
      Picture::Edge& into = edges[known.first->second];
      into.stands_for += edge.stands_for;
      if (into.change != edge.change) into.change = Change::changed;
      into.label = fmt::format("×{}", into.stands_for);
    }
    picture_.edges = std::move(edges);
    std::vector<bool> nodes(picture_.nodes.size(), true);
    std::vector<bool> frames(picture_.frames.size(), true);
    for (std::size_t i = 0; i < first; ++i) nodes[i] = node_group_[i] < 0;
    for (std::size_t i = 0; i < frames.size(); ++i) frames[i] = frame_group_[i] < 0;
    keep_parts(picture_, nodes, frames);
  }

  Picture& picture_;
  Collapse collapse_;
  std::vector<Group> groups_;
  std::map<std::string, int> by_key_;
  std::vector<int> node_group_;
  std::vector<int> frame_group_;
};

}  // namespace

bool collapse_parts(Picture& picture, Collapse collapse) {
  return Collapser(picture, collapse).run();
}

std::string_view name_of(Collapse collapse) {
  switch (collapse) {
    case Collapse::host:
      return "host";
    case Collapse::zone:
      return "zone";
    case Collapse::kind:
      return "kind";
    case Collapse::automatic:
      return "auto";
    case Collapse::none:
      break;
  }
  return "none";
}

}  // namespace cutpoint
