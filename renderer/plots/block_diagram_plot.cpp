#include <algorithm>

#include "renderer/plots/gate_tree.hpp"
#include "renderer/plots/plot_head.hpp"
#include "renderer/writing/drawn_text.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

using Anchor = PlotCanvas::Anchor;
constexpr double block_width = 150;
constexpr double block_height = 36;
constexpr double block_line_height = 14;
constexpr double block_gap = 26;
constexpr double block_row_gap = 12;
constexpr double block_title = 20;
constexpr double block_side = 16;
constexpr double widest_title = 400;
constexpr double block_text_room = block_width - 10;
/// Wider rows are broken.
constexpr double widest_row = 1150;

/// "web: 4 of 6 needed · 0.00021"
std::string title_of(const GateTree::Box& box) {
  return visible(box.name + (box.gate_text.empty() ? "" : ": " + box.gate_text) + " · " + box.note);
}

std::vector<std::string> block_name_lines(const GateTree::Box& box) {
  return lines_within(visible(box.name), block_text_room, 12, false);
}

/// What failed together is beside each other, what failed by any one in a row: the picture of what
/// must work. Laid out from the inside, drawn from the outside.
class BlockDiagram {
 public:
  explicit BlockDiagram(const GateTree& tree) : tree_(tree), sizes_(tree.boxes.size()) {
    for (const std::size_t box : inner_first()) measure(box);
  }

  struct Size {
    double width = 0, height = 0;
    double port = 0;  ///< where it is joined to its neighbours, from the top
    std::vector<std::vector<std::size_t>> rows;  ///< of what stands in a row
  };
  [[nodiscard]] const Size& whole() const { return sizes_.front(); }

  void draw(PlotCanvas& canvas, double x, double y) const {
    struct Task {
      std::size_t box;
      double x, y;
    };
    std::vector<Task> tasks{{0, x, y}};
    while (!tasks.empty()) {
      const Task task = tasks.back();
      tasks.pop_back();
      for (const auto& [child, at_x, at_y] : draw_one(canvas, task.box, task.x, task.y)) {
        tasks.push_back({child, at_x, at_y});
      }
    }
  }

 private:
  struct Inner {
    std::size_t box;
    double x, y;
  };

  [[nodiscard]] std::vector<std::size_t> inner_first() const {
    std::vector<std::size_t> order;
    std::vector<std::size_t> waiting{0};
    while (!waiting.empty()) {
      order.push_back(waiting.back());
      waiting.pop_back();
      const auto& children = tree_.boxes[order.back()].children;
      waiting.insert(waiting.end(), children.begin(), children.end());
    }
    std::reverse(order.begin(), order.end());
    return order;
  }

  void measure(std::size_t at) {
    const GateTree::Box& box = tree_.boxes[at];
    Size& size = sizes_[at];
    if (box.children.empty()) {
      size.width = block_width;
      const auto further = static_cast<double>(block_name_lines(box).size() - 1);
      size.height = block_height + block_line_height * further;
      size.port = block_height / 2;
      return;
    }
    if (box.gate == GateTree::Gate::any) {
      measure_series(box, size);
    } else {
      double first = 0, last = 0;
      for (const std::size_t child : box.children) {
        size.width = std::max(size.width, sizes_[child].width);
        last = size.height + sizes_[child].port;
        if (child == box.children.front()) first = last;
        size.height += sizes_[child].height + block_row_gap;
      }
      size.port = (first + last) / 2;
      size.height -= block_row_gap;
      size.width += 2 * block_gap;
    }
    size.port += block_title;
    size.width = std::max(size.width, std::min(widest_title, text_width(title_of(box), 11, false)));
    size.width += 2 * block_side;
    size.height += block_title + block_row_gap;
  }

  void measure_series(const GateTree::Box& box, Size& size) {
    double row = 0;
    for (const std::size_t child : box.children) {
      const bool breaks = row > 0 && row + block_gap + sizes_[child].width > widest_row;
      if (size.rows.empty() || breaks) {
        size.rows.emplace_back();
        row = 0;
      }
      row += (row > 0 ? block_gap : 0) + sizes_[child].width;
      size.rows.back().push_back(child);
      size.width = std::max(size.width, row);
    }
    for (const auto& some : size.rows) {
      const Line line = line_of(some);
      if (&some == &size.rows.front()) size.port = line.port;
      size.height += line.height + (&some == &size.rows.back() ? 0 : block_row_gap);
    }
  }

  struct Line {
    double port = 0, height = 0;
  };
  /// What stands in one row is joined at one height.
  [[nodiscard]] Line line_of(const std::vector<std::size_t>& row) const {
    Line line;
    double below = 0;
    for (const std::size_t child : row) {
      line.port = std::max(line.port, sizes_[child].port);
      below = std::max(below, sizes_[child].height - sizes_[child].port);
    }
    line.height = line.port + below;
    return line;
  }

  std::vector<Inner> draw_one(PlotCanvas& canvas, std::size_t at, double x, double y) const {
    const GateTree::Box& box = tree_.boxes[at];
    const Palette& colours = canvas.colours();
    const Size& size = sizes_[at];
    if (box.children.empty()) {
      canvas.box(x, y, size.width, size.height, box.dashed ? colours.muted : colours.ink,
                 box.dashed ? colours.background : colours.journey_fill, 1,
                 box.dashed ? dashes_of_ends : nullptr);
      double line = y + 15;
      for (const std::string& words : block_name_lines(box)) {
        canvas.text(x + 6, line, words, Anchor::start, 12);
        line += block_line_height;
      }
      canvas.text(x + 6, line, text_within(visible(box.note), block_text_room, 10, false),
                  Anchor::start, 10, true);
      return {};
    }
    canvas.box(x, y, size.width, size.height, colours.frame, colours.background);
    canvas.text(x + block_side, y + 15,
                text_within(title_of(box), size.width - 2 * block_side, 11, false), Anchor::start,
                11, true);
    return box.gate == GateTree::Gate::any ? draw_series(canvas, size, x, y)
                                           : draw_beside(canvas, box, size, x, y);
  }

  std::vector<Inner> draw_series(PlotCanvas& canvas, const Size& size, double x, double y) const {
    std::vector<Inner> inner;
    double top = y + block_title;
    for (const auto& row : size.rows) {
      const Line line = line_of(row);
      const double middle = top + line.port;
      double left = x + block_side;
      canvas.line(x, middle, left, middle, canvas.colours().ink);
      for (const std::size_t child : row) {
        if (child != row.front()) {
          canvas.line(left, middle, left + block_gap, middle, canvas.colours().ink);
          left += block_gap;
        }
        inner.push_back({child, left, middle - sizes_[child].port});
        left += sizes_[child].width;
      }
      canvas.line(left, middle, x + size.width, middle, canvas.colours().ink);
      top += line.height + block_row_gap;
    }
    return inner;
  }

  std::vector<Inner> draw_beside(PlotCanvas& canvas, const GateTree::Box& box, const Size& size,
                                 double x, double y) const {
    std::vector<Inner> inner;
    const std::string& ink = canvas.colours().ink;
    const double in = x + block_side, out = x + size.width - block_side;
    double top = y + block_title, first = 0, last = 0;
    for (const std::size_t child : box.children) {
      const double middle = top + sizes_[child].port;
      if (inner.empty()) first = middle;
      last = middle;
      const double left = in + block_gap;
      canvas.line(in, middle, left, middle, ink);
      canvas.line(left + sizes_[child].width, middle, out, middle, ink);
      inner.push_back({child, left, top});
      top += sizes_[child].height + block_row_gap;
    }
    const double middle = (first + last) / 2;
    for (const double side : {in, out}) canvas.line(side, first, side, last, ink);
    canvas.line(x, middle, in, middle, ink);
    canvas.line(out, middle, x + size.width, middle, ink);
    return inner;
  }

  const GateTree& tree_;
  std::vector<Size> sizes_;
};

}  // namespace

std::string block_diagram_svg(const GateTree& tree, Theme theme) {
  const BlockDiagram diagram(tree);
  const double width = std::max(620.0, diagram.whole().width + 2 * PlotHead::margin);
  const PlotHead head(tree.title, tree.subtitle, width);
  PlotCanvas canvas(width, head.height() + diagram.whole().height + PlotHead::margin, theme,
                    tree.title);
  head.write(canvas);
  diagram.draw(canvas, PlotHead::margin, head.height());
  return canvas.svg();
}

}  // namespace cutpoint
