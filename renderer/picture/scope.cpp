#include "renderer/picture/scope.hpp"

#include <algorithm>
#include <deque>
#include <unordered_map>

#include <fmt/format.h>

#include "renderer/picture/parts_of_model.hpp"

namespace cutpoint {

namespace {

/// A way from one part of the picture to another.
struct Step {
  std::size_t to;
  bool forwards;       ///< from what needs to what is needed, from the inside of a frame to it
  std::uint32_t cost;  ///< junctions take no step of their own
};

/// The picture as a graph: its nodes, then its frames.
class Surroundings {
 public:
  explicit Surroundings(const Picture& picture) : picture_(picture), steps_(picture.size()) {
    for (const Picture::Edge& edge : picture.edges) {
      const std::uint32_t cost = is_junction(edge.to) ? 0 : 1;
      const std::uint32_t back = is_junction(edge.from) ? 0 : 1;
      add(vertex_of(edge.from), vertex_of(edge.to), cost, back, edge.two_way);
    }
    for (std::size_t i = 0; i < picture.nodes.size(); ++i) {
      if (picture.nodes[i].role != Picture::NodeRole::junction) enclose(i, picture.nodes[i].frame);
    }
    for (std::size_t i = 0; i < picture.frames.size(); ++i) {
      enclose(picture.nodes.size() + i, picture.frames[i].parent);
    }
  }

  [[nodiscard]] std::size_t vertex_of(const Picture::End& end) const {
    return end.is_frame ? picture_.nodes.size() + end.index : end.index;
  }

  /// What is at most `depth` steps away from `starts`; forwards only, or both ways.
  [[nodiscard]] std::vector<bool> within(const std::vector<std::size_t>& starts,
                                         std::uint32_t depth, bool forwards_only) const {
    std::vector<std::uint32_t> distance(steps_.size(), UINT32_MAX);
    std::deque<std::size_t> waiting;
    for (const std::size_t start : starts) {
      distance[start] = 0;
      waiting.push_back(start);
    }
    while (!waiting.empty()) {
      const std::size_t here = waiting.front();
      waiting.pop_front();
      for (const Step& step : steps_[here]) {
        if (forwards_only && !step.forwards) continue;
        const std::uint32_t there = distance[here] + step.cost;
        if (there > depth || there >= distance[step.to]) continue;
        distance[step.to] = there;
        if (step.cost == 0) {
          waiting.push_front(step.to);
        } else {
          waiting.push_back(step.to);
        }
      }
    }
    std::vector<bool> reached(steps_.size());
    for (std::size_t i = 0; i < reached.size(); ++i) reached[i] = distance[i] != UINT32_MAX;
    return reached;
  }

 private:
  [[nodiscard]] bool is_junction(const Picture::End& end) const {
    return !end.is_frame && picture_.nodes[end.index].role == Picture::NodeRole::junction;
  }

  void add(std::size_t from, std::size_t to, std::uint32_t cost, std::uint32_t back, bool two_way) {
    steps_[from].push_back({to, true, cost});
    steps_[to].push_back({from, two_way, back});
  }

  void enclose(std::size_t inner, int frame) {
    if (frame < 0) return;
    add(inner, picture_.nodes.size() + static_cast<std::size_t>(frame), 1, 1, false);
  }

  const Picture& picture_;
  std::vector<std::vector<Step>> steps_;
};

/// Frames around what is kept are kept; then the rest goes.
void keep_only(Picture& picture, const std::vector<bool>& kept) {
  const auto middle = kept.begin() + static_cast<std::ptrdiff_t>(picture.nodes.size());
  const std::vector<bool> nodes(kept.begin(), middle);
  std::vector<bool> frames(middle, kept.end());
  const auto keep_around = [&](int frame) {
    for (; frame >= 0; frame = picture.frames[static_cast<std::size_t>(frame)].parent) {
      frames[static_cast<std::size_t>(frame)] = true;
    }
  };
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i]) keep_around(picture.nodes[i].frame);
  }
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (frames[i]) keep_around(picture.frames[i].parent);
  }
  keep_parts(picture, nodes, frames);
}

std::size_t component_count(const Picture& picture) {
  const auto parts = std::count_if(
      picture.nodes.begin(), picture.nodes.end(),
      [](const Picture::Node& node) { return node.role == Picture::NodeRole::component; });
  return static_cast<std::size_t>(parts) + picture.frames.size();
}

std::vector<bool> single_points(const Picture& picture) {
  std::vector<bool> kept;
  for (const Picture::Node& node : picture.nodes) {
    kept.push_back(node.is_single_point || node.role == Picture::NodeRole::journey ||
                   node.role == Picture::NodeRole::junction);
  }
  for (const Picture::Frame& frame : picture.frames) kept.push_back(frame.is_single_point);
  return kept;
}

}  // namespace

void restrict_scope(Picture& picture, const Model& model, const PictureOptions& options) {
  const std::size_t all = component_count(picture);
  std::string what;
  const auto apply = [&](const std::vector<bool>& kept, const std::string& text) {
    keep_only(picture, kept);
    what += (what.empty() ? "" : "; ") + text;
  };
  const auto starts = [&picture](const std::vector<std::string>& keys) {
    std::vector<std::size_t> found;
    const auto wanted = [&](const Picture::Part& part) {
      return std::find(keys.begin(), keys.end(), part.key) != keys.end();
    };
    for (std::size_t i = 0; i < picture.nodes.size(); ++i) {
      if (wanted(picture.nodes[i])) found.push_back(i);
    }
    for (std::size_t i = 0; i < picture.frames.size(); ++i) {
      if (wanted(picture.frames[i])) found.push_back(picture.nodes.size() + i);
    }
    return found;
  };
  if (options.journey.valid()) {
    const std::string& name = model.journeys[options.journey].name;
    apply(Surroundings(picture).within(starts({"journey " + name}), UINT32_MAX - 1, true),
          "what " + name + " uses");
  }
  if (options.only_single_points) {
    apply(single_points(picture), "single points of failure and the ways to them");
  }
  if (!options.around.empty()) {
    std::vector<std::string> keys;
    std::string names;
    for (const ComponentId id : options.around) {
      keys.push_back("component " + model.components[id].name);
      names += (names.empty() ? "" : ", ") + model.components[id].name;
    }
    apply(Surroundings(picture).within(starts(keys), options.depth, false),
          fmt::format("{} edge{} around {}", options.depth, options.depth == 1 ? "" : "s", names));
  }
  if (what.empty()) return;
  picture.notes.push_back(
      fmt::format("{} of {} components: {}", component_count(picture), all, what));
}

}  // namespace cutpoint
