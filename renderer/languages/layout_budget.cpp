#include "renderer/languages/layout_budget.hpp"

#include <fmt/format.h>

#include "renderer/languages/shown_picture.hpp"
#include "renderer/picture/collapse.hpp"
#include "renderer/picture/parts_of_model.hpp"

namespace cutpoint {

namespace {

struct Budget {
  std::size_t parts;
  std::size_t edges;
  [[nodiscard]] bool holds(const Picture& picture) const {
    return picture.size() <= parts && picture.edges.size() <= edges;
  }
};

constexpr Budget for_dot{800, 1200};
constexpr Budget for_sfdp{20'000, 60'000};
/// What is drawn together unasked is to be readable as well.
constexpr Budget unasked{400, 1200};

std::string size_text(const Picture& picture) {
  return fmt::format("{} parts and {} edges", picture.size(), picture.edges.size());
}

/// sfdp draws no frames: each becomes a box that its contents are joined to.
void draw_frames_as_boxes(Picture& picture) {
  const std::size_t first = picture.nodes.size();
  for (Picture::Node& node : picture.nodes) {
    if (node.frame < 0 || node.role == Picture::NodeRole::junction) continue;
    Picture::Edge edge;
    edge.from = {false, static_cast<std::size_t>(&node - picture.nodes.data())};
    edge.to = {true, static_cast<std::size_t>(node.frame)};
    edge.style = Picture::EdgeStyle::runs_on;
    picture.edges.push_back(std::move(edge));
  }
  for (std::size_t i = 0; i < picture.frames.size(); ++i) {
    Picture::Node node;
    static_cast<Picture::Part&>(node) = picture.frames[i];
    picture.nodes.push_back(std::move(node));
    if (picture.frames[i].parent < 0) continue;
    Picture::Edge edge;
    edge.from = {true, i};
    edge.to = {true, static_cast<std::size_t>(picture.frames[i].parent)};
    edge.style = Picture::EdgeStyle::runs_on;
    picture.edges.push_back(std::move(edge));
  }
  for (Picture::Edge& edge : picture.edges) {
    if (edge.from.is_frame) edge.from = {false, first + edge.from.index};
    if (edge.to.is_frame) edge.to = {false, first + edge.to.index};
  }
  for (Picture::Node& node : picture.nodes) node.frame = -1;
  picture.frames.clear();
}

bool collapse_to_fit(Layout& layout) {
  for (const Collapse by : {Collapse::host, Collapse::zone, Collapse::kind}) {
    Picture smaller = layout.picture;
    if (!collapse_parts(smaller, by)) continue;
    settle_frames(smaller);
    if (!unasked.holds(smaller)) continue;
    const std::string text = fmt::format("{} are too many to lay out: drawn together by {}",
                                         size_text(layout.picture), name_of(by));
    smaller.notes.push_back(text);
    layout.notes.push_back(text +
                           " (--collapse chooses how; --focus, --journey and --around draw less)");
    layout.picture = std::move(smaller);
    return true;
  }
  return false;
}

}  // namespace

Result<Layout> plan_layout(const RenderInput& input) {
  Layout layout{shown_picture(input), "dot", {}};
  if (for_dot.holds(layout.picture)) return layout;
  if (input.options.picture.collapse == Collapse::automatic && collapse_to_fit(layout)) {
    return layout;
  }
  const std::string size = size_text(layout.picture);
  draw_frames_as_boxes(layout.picture);
  if (!for_sfdp.holds(layout.picture)) {
    return Failure(fmt::format(
        "a drawing of {} takes too long to lay out; draw less (--focus, --journey, --around), draw "
        "parts together (--collapse), or write it as .dot",
        size));
  }
  layout.engine = "sfdp";
  const std::string text = fmt::format("{} are too many for layers: laid out by sfdp", size);
  layout.picture.notes.push_back(text);
  layout.notes.push_back(text + ", with places as boxes");
  return layout;
}

}  // namespace cutpoint
