#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "renderer/comparison/words.hpp"
#include "renderer/picture/marks.hpp"

namespace cutpoint {

namespace {

/// An edge by what it joins, so that it can be found in the other picture.
using EdgeKey = std::tuple<std::string, std::string, Picture::EdgeStyle, bool, std::string>;

EdgeKey key_of(const Picture& picture, const Picture::Edge& edge) {
  return {picture.part(edge.from).key, picture.part(edge.to).key, edge.style, edge.two_way,
          edge.label};
}

std::map<std::string, Picture::End> ends_by_key(const Picture& picture) {
  std::map<std::string, Picture::End> ends;
  for (std::size_t i = 0; i < picture.nodes.size(); ++i) {
    ends.emplace(picture.nodes[i].key, Picture::End{false, i});
  }
  for (std::size_t i = 0; i < picture.frames.size(); ++i) {
    ends.emplace(picture.frames[i].key, Picture::End{true, i});
  }
  return ends;
}

class Merger {
 public:
  Merger(Picture before, Picture after) : before_(std::move(before)), after_(std::move(after)) {}

  Picture run(const Comparison& comparison) {
    mark(comparison);
    take_over_removed();
    merge_edges();
    after_.subject = Picture::Subject::changes;
    after_.notes.push_back(comparison.is_empty() ? "nothing has changed"
                                                 : "changes since the earlier version");
    return std::move(after_);
  }

 private:
  static void set(Picture::Part& part, Change change) {
    part.change = change;
    if (change == Change::added) part.lines.emplace_back("+ added");
    if (change == Change::removed) part.lines.emplace_back("− removed");
  }

  void mark_part(Picture::Part& part, const std::map<std::string, Picture::End>& earlier,
                 const std::map<std::string, const ComponentChange*>& changes) {
    const auto was = earlier.find(part.key);
    if (was == earlier.end()) {
      set(part, Change::added);
      return;
    }
    const auto changed = changes.find(part.key);
    if (changed != changes.end()) {
      constexpr std::size_t most = 3;
      set(part, Change::changed);
      const std::vector<std::string> texts = difference_texts(*changed->second);
      for (std::size_t i = 0; i < texts.size() && i < most; ++i) part.lines.push_back(texts[i]);
      if (texts.size() > most) part.lines.push_back(fmt::format("… {} more", texts.size() - most));
    }
    const Emphasis before = before_.part(was->second).emphasis;
    if (before == part.emphasis) return;
    if (part.change == Change::none) part.change = Change::changed;
    if (before == Emphasis::none) part.lines.emplace_back("since this change");
    if (part.emphasis == Emphasis::none) part.lines.emplace_back("no SPOF any more");
  }

  void mark(const Comparison& comparison) {
    const auto earlier = ends_by_key(before_);
    std::map<std::string, const ComponentChange*> changes;
    for (const ComponentChange& change : comparison.components_changed) {
      changes.emplace("component " + change.name, &change);
    }
    for (Picture::Node& node : after_.nodes) {
      if (node.role == Picture::NodeRole::junction) {
        if (!earlier.contains(node.key)) node.change = Change::added;
      } else {
        mark_part(node, earlier, changes);
      }
    }
    for (Picture::Frame& frame : after_.frames) mark_part(frame, earlier, changes);
    for (const JourneyComparison& journey : comparison.journeys) mark_journey(journey);
  }

  void mark_journey(const JourneyComparison& journey) {
    if (!journey.before || !journey.after) return;
    for (Picture::Node& node : after_.nodes) {
      if (node.key != "journey " + journey.name) continue;
      const Duration was = journey.before->downtime_per_year();
      const Duration is = journey.after->downtime_per_year();
      const std::string before = to_human_text(was);
      if (before == to_human_text(is)) return;
      node.change = Change::changed;
      node.lines.push_back("was " + before);
    }
  }

  /// Frames first, outer ones before inner ones, so that what they hold has a place.
  void take_over_removed() {
    const auto known = ends_by_key(after_);
    moved_nodes_.assign(before_.nodes.size(), 0);
    moved_frames_.assign(before_.frames.size(), 0);
    std::vector<std::size_t> added;
    for (std::size_t i = 0; i < before_.frames.size(); ++i) {
      const auto found = known.find(before_.frames[i].key);
      if (found != known.end() && found->second.is_frame) {
        moved_frames_[i] = found->second.index;
        continue;
      }
      Picture::Frame frame = before_.frames[i];
      frame.id += "_removed";
      set(frame, Change::removed);
      moved_frames_[i] = after_.frames.size();
      after_.frames.push_back(std::move(frame));
      added.push_back(i);
    }
    for (const std::size_t i : added) {
      after_.frames[moved_frames_[i]].parent = moved(before_.frames[i].parent);
    }
    for (std::size_t i = 0; i < before_.nodes.size(); ++i) {
      const auto found = known.find(before_.nodes[i].key);
      if (found != known.end() && !found->second.is_frame) {
        moved_nodes_[i] = found->second.index;
        continue;
      }
      Picture::Node node = before_.nodes[i];
      node.id += "_removed";
      node.frame = moved(node.frame);
      if (node.role == Picture::NodeRole::junction) {
        node.change = Change::removed;
      } else {
        set(node, Change::removed);
      }
      moved_nodes_[i] = after_.nodes.size();
      if (node.owner) node.owner = moved(*node.owner);
      after_.nodes.push_back(std::move(node));
    }
  }

  [[nodiscard]] int moved(int frame) const {
    return frame < 0 ? -1 : static_cast<int>(moved_frames_[static_cast<std::size_t>(frame)]);
  }
  [[nodiscard]] Picture::End moved(const Picture::End& end) const {
    return {end.is_frame, end.is_frame ? moved_frames_[end.index] : moved_nodes_[end.index]};
  }

  void merge_edges() {
    std::multiset<EdgeKey> earlier;
    for (const Picture::Edge& edge : before_.edges) earlier.insert(key_of(before_, edge));
    std::multiset<EdgeKey> later;
    for (Picture::Edge& edge : after_.edges) {
      const EdgeKey key = key_of(after_, edge);
      later.insert(key);
      const auto found = earlier.find(key);
      if (found == earlier.end()) {
        edge.change = Change::added;
      } else {
        earlier.erase(found);
      }
    }
    for (const Picture::Edge& edge : before_.edges) {
      const auto found = later.find(key_of(before_, edge));
      if (found != later.end()) {
        later.erase(found);
        continue;
      }
      Picture::Edge removed = edge;
      removed.from = moved(edge.from);
      removed.to = moved(edge.to);
      removed.change = Change::removed;
      after_.edges.push_back(std::move(removed));
    }
  }

  Picture before_;
  Picture after_;
  std::vector<std::size_t> moved_nodes_;
  std::vector<std::size_t> moved_frames_;
};

}  // namespace

Picture with_changes(Picture before, Picture after, const Comparison& comparison) {
  return Merger(std::move(before), std::move(after)).run(comparison);
}

}  // namespace cutpoint
