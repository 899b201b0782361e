#include <algorithm>

#include "renderer/plots/gate_tree.hpp"
#include "renderer/plots/plot_head.hpp"
#include "renderer/writing/drawn_text.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

using Anchor = PlotCanvas::Anchor;
constexpr double fault_box_width = 190;
constexpr double fault_box_height = 36;
constexpr double fault_line_height = 14;
constexpr double fault_row_gap = 8;
constexpr double gate_width = 54;
constexpr double fault_column = fault_box_width + gate_width + 44;
constexpr double fault_text_room = fault_box_width - 14;

std::vector<std::string> fault_name_lines(const GateTree::Box& box) {
  return lines_within(visible(box.name), fault_text_room, 12, false);
}

/// Each box beside the first of its children, so that what it is about is seen at once; those
/// without stand one below the other.
class FaultTreeLayout {
 public:
  explicit FaultTreeLayout(const GateTree& tree) : tree_(tree), places(tree.boxes.size()) {
    struct Visit {
      std::size_t box, depth, next;
    };
    std::vector<Visit> path{{0, 0, 0}};
    while (!path.empty()) {
      Visit& at = path.back();
      const auto& children = tree_.boxes[at.box].children;
      if (at.next < children.size()) {
        path.push_back({children[at.next++], at.depth + 1, 0});
        continue;
      }
      columns = std::max(columns, at.depth + 1);
      places[at.box].x = static_cast<double>(at.depth) * fault_column;
      place_in_row(at.box);
      path.pop_back();
    }
    stack_rows();
  }

  struct Place {
    double x = 0, y = 0;
    std::size_t row = 0;
  };

 private:
  void place_in_row(std::size_t number) {
    const GateTree::Box& box = tree_.boxes[number];
    if (box.children.empty()) {
      places[number].row = row_lines_.size();
      row_lines_.push_back(1);
    } else {
      places[number].row = places[box.children.front()].row;
    }
    std::size_t& lines = row_lines_[places[number].row];
    lines = std::max(lines, fault_name_lines(box).size());
  }

  /// A row is as high as the names in it are long.
  void stack_rows() {
    std::vector<double> tops;
    for (const std::size_t lines : row_lines_) {
      tops.push_back(height);
      height +=
          fault_box_height + fault_line_height * static_cast<double>(lines - 1) + fault_row_gap;
    }
    for (Place& place : places) place.y = tops[place.row];
  }

  const GateTree& tree_;
  std::vector<std::size_t> row_lines_;

 public:
  std::vector<Place> places;
  std::size_t columns = 0;
  double height = 0;
};

void draw_fault_box(PlotCanvas& canvas, const GateTree::Box& box, double x, double y) {
  const Palette& colours = canvas.colours();
  const std::vector<std::string> lines = fault_name_lines(box);
  const double below = fault_line_height * static_cast<double>(lines.size() - 1);
  canvas.box(
      x, y, fault_box_width, fault_box_height + below, box.dashed ? colours.muted : colours.ink,
      box.gate == GateTree::Gate::none && !box.dashed ? colours.journey_fill : colours.background,
      1, box.dashed ? dashes_of_ends : nullptr);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    canvas.text(x + 8, y + 15 + fault_line_height * static_cast<double>(i), lines[i], Anchor::start,
                12);
  }
  canvas.text(x + 8, y + 29 + below, text_within(visible(box.note), fault_text_room, 10, false),
              Anchor::start, 10, true);
}

/// The gate of a box, and the lines to what it joins.
void draw_gate(PlotCanvas& canvas, const GateTree::Box& box, const FaultTreeLayout& layout,
               double x, double y, double dx, double dy) {
  const Palette& colours = canvas.colours();
  const double middle = y + fault_box_height / 2;
  const double gate_x = x + fault_box_width + 10;
  canvas.line(x + fault_box_width, middle, gate_x, middle, colours.ink);
  const double stem = gate_x + gate_width + 8;
  canvas.line(gate_x + gate_width, middle, stem, middle, colours.ink);
  double top = middle, bottom = middle;
  for (const std::size_t child : box.children) {
    const double at = layout.places[child].y + dy + fault_box_height / 2;
    top = std::min(top, at);
    bottom = std::max(bottom, at);
    canvas.line(stem, at, layout.places[child].x + dx, at, colours.ink);
  }
  canvas.line(stem, top, stem, bottom, colours.ink);
  canvas.box(gate_x, middle - 11, gate_width, 22, colours.ink,
             box.gate == GateTree::Gate::any ? colours.full_fill : colours.journey_fill, 1.5);
  canvas.text(gate_x + gate_width / 2, middle + 4, box.gate_text, Anchor::middle, 11);
}

}  // namespace

std::string fault_tree_svg(const GateTree& tree, Theme theme) {
  const FaultTreeLayout layout(tree);
  const double width =
      std::max(620.0, 2 * PlotHead::margin + static_cast<double>(layout.columns) * fault_column -
                          gate_width - 44);
  const PlotHead head(tree.title, tree.subtitle, width);
  const double bottom = head.height() + layout.height;
  PlotCanvas canvas(width, bottom + PlotHead::margin, theme, tree.title);
  head.write(canvas);
  const double dx = PlotHead::margin, dy = head.height() + 4;
  for (std::size_t i = 0; i < tree.boxes.size(); ++i) {
    const GateTree::Box& box = tree.boxes[i];
    const double x = layout.places[i].x + dx, y = layout.places[i].y + dy;
    if (!box.children.empty()) draw_gate(canvas, box, layout, x, y, dx, dy);
    draw_fault_box(canvas, box, x, y);
  }
  return canvas.svg();
}

}  // namespace cutpoint
