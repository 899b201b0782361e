#include "app/choices/gate_pictures.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "analyzer/analysis/failure_tree.hpp"
#include "renderer/plots/gate_tree.hpp"
#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

namespace {

using FailureBox = FailureTree::Box;
using BoxKind = FailureTree::Kind;

GateTree::Gate gate_of(BoxKind kind) {
  switch (kind) {
    case BoxKind::any:
    case BoxKind::connected:
    case BoxKind::negation:
      return GateTree::Gate::any;
    case BoxKind::all:
      return GateTree::Gate::all;
    case BoxKind::at_least:
      return GateTree::Gate::at_least;
    case BoxKind::event:
    case BoxKind::more:
      break;
  }
  return GateTree::Gate::none;
}

class GatePictureWriter {
 public:
  GatePictureWriter(const System& system, JourneyId journey, GatePicture form)
      : model_(system.model()),
        function_(system.function()),
        is_fault_tree_(form == GatePicture::fault_tree),
        tree_(failure_tree(system.function(), journey)) {}

  GateTree write() {
    GateTree picture;
    for (const FailureBox& box : tree_.boxes) picture.boxes.push_back(written(box));
    const std::string& name = picture.boxes.front().name;
    picture.title = (is_fault_tree_ ? "Fault tree of " : "Block diagram of ") + name;
    picture.subtitle =
        is_fault_tree_ ? "what fails it, from left to right; below each the share of time, or "
                         "probability, that it has failed"
                       : "what must work: in a row all of them, beside each other as many as is "
                         "said; below each the share of time, or probability, that it has failed";
    picture.subtitle += words_of_ends();
    return picture;
  }

 private:
  [[nodiscard]] std::string words_of_ends() const {
    const auto& boxes = tree_.boxes;
    const bool has_again =
        std::any_of(boxes.begin(), boxes.end(), [](const auto& box) { return box.again; });
    const bool has_closed = std::any_of(
        boxes.begin(), boxes.end(), [](const auto& box) { return box.hidden > 0 && !box.again; });
    if (!has_closed) return has_again ? ". Dashed ends are shown elsewhere" : "";
    return fmt::format(". Of {} events the likeliest are shown; dashed ends are closed{}",
                       tree_.events, has_again ? ", or shown elsewhere" : "");
  }

  [[nodiscard]] GateTree::Box written(const FailureBox& box) const {
    GateTree::Box shown;
    shown.name = name_of(box);
    shown.note = note_of(box);
    shown.gate = box.children.empty() ? GateTree::Gate::none : gate_of(box.kind);
    // What has no name is called by how many of it are needed, and requirements say that
    // themselves.
    const bool is_requirement = box.group.valid() && !box.component.valid() && !box.journey.valid();
    const bool says_itself = !is_fault_tree_ && (shown.name.empty() || is_requirement);
    if (shown.name.empty()) shown.name = gate_text(box);
    if (!says_itself) shown.gate_text = gate_text(box);
    shown.dashed = box.kind != BoxKind::event && box.children.empty();
    shown.children = box.children;
    return shown;
  }

  /// Nothing where a block diagram has no name for it.
  [[nodiscard]] std::string name_of(const FailureBox& box) const {
    if (box.kind == BoxKind::event) return function_.events[box.event].name;
    if (box.kind == BoxKind::more) return fmt::format("{} more", box.hidden);
    if (box.journey.valid()) return model_.journeys[box.journey].name;
    if (box.component.valid()) {
      const std::string& name = model_.components[box.component].name;
      return is_fault_tree_ ? name + " is down" : name;
    }
    if (box.group.valid()) return function_.groups[box.group].name;
    if (const std::string instance = instance_of(box); !instance.empty()) {
      return is_fault_tree_ ? instance + " is down" : instance;
    }
    if (box.kind == BoxKind::connected)
      return is_fault_tree_ ? "ends are parted" : "ends are joined";
    if (box.kind == BoxKind::negation) return "the opposite";
    if (!is_fault_tree_) return {};
    if (box.kind == BoxKind::at_least) return fmt::format("{} of these", box.threshold);
    return box.kind == BoxKind::any ? "any of these" : "these together";
  }

  /// A gate without a name that fails with one instance is that instance.
  [[nodiscard]] std::string instance_of(const FailureBox& box) const {
    if (box.kind != BoxKind::any) return {};
    std::string name;
    for (const std::size_t child : box.children) {
      const FailureBox& below = tree_.boxes[child];
      if (below.kind != BoxKind::event) continue;
      const BasicEvent& event = function_.events[below.event];
      if (event.kind != EventKind::component || event.instance == 0) continue;
      if (!name.empty()) return {};
      name = event.name;
    }
    return name;
  }

  [[nodiscard]] static std::string note_of(const FailureBox& box) {
    std::string note = (box.is_bound ? "≤ " : "") + probability_text(box.probability, 3);
    if (box.again) return note + ", elsewhere too";
    if (box.hidden > 0 && box.kind != BoxKind::more) {
      note += fmt::format(", {} event{}", box.hidden, box.hidden == 1 ? "" : "s");
    }
    return note;
  }

  [[nodiscard]] std::string gate_text(const FailureBox& box) const {
    switch (box.kind) {
      case BoxKind::any:
        return is_fault_tree_ ? "OR" : "all needed";
      case BoxKind::all:
        return is_fault_tree_ ? "AND" : "any one needed";
      case BoxKind::at_least:
        return is_fault_tree_ ? fmt::format("{} of {}", box.threshold, box.of)
                              : fmt::format("{} of {} needed", box.of - box.threshold + 1, box.of);
      case BoxKind::connected:
        return is_fault_tree_ ? "PARTED" : "a way needed";
      case BoxKind::negation:
        return "NOT";
      case BoxKind::event:
      case BoxKind::more:
        break;
    }
    return {};
  }

  const Model& model_;
  const StructureFunction& function_;
  bool is_fault_tree_;
  FailureTree tree_;
};

}  // namespace

std::string gate_picture(const System& system, JourneyId journey, GatePicture form, Theme theme) {
  const GateTree tree = GatePictureWriter(system, journey, form).write();
  return form == GatePicture::fault_tree ? fault_tree_svg(tree, theme)
                                         : block_diagram_svg(tree, theme);
}

}  // namespace cutpoint
