#include <algorithm>

#include "renderer/plots/bar_colours.hpp"
#include "renderer/plots/plot_head.hpp"
#include "renderer/plots/plotting.hpp"
#include "renderer/writing/drawn_text.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

using Anchor = PlotCanvas::Anchor;
constexpr double bar_row_height = 22;
constexpr double bar_room = 360;
constexpr double bar_gap = 10;
constexpr double bar_axis_height = 22;
constexpr double bar_letters = 11;
constexpr double bar_name_room = 280;

std::string bar_name(const BarPlot::Bar& bar) {
  return text_within(visible(bar.name), bar_name_room, bar_letters, false);
}

std::vector<PlotMark> marks_of(const BarPlot& plot) {
  std::vector<PlotMark> used;
  for (const BarPlot::Bar& bar : plot.bars) used.push_back(bar.mark);
  return marks_in(used);
}

void write_marks(PlotCanvas& canvas, const std::vector<PlotMark>& marks, double x, double y) {
  for (const PlotMark mark : marks) x += write_mark(canvas, mark, x, y) + bar_gap;
}

/// How much room what stands beside the bars takes.
struct BarColumns {
  explicit BarColumns(const std::vector<BarPlot::Bar>& bars) {
    for (const BarPlot::Bar& bar : bars) {
      names = std::max(names, text_width(bar_name(bar), bar_letters, false));
      texts = std::max(texts, text_width(bar.text, 10, false));
      most = std::max(most, bar.value);
    }
  }
  double names = 40;
  double texts = 40;
  double most = 0;
};

}  // namespace

std::string render_plot(const BarPlot& plot, Theme theme) {
  const BarColumns columns(plot.bars);
  const double left = PlotHead::margin + columns.names + bar_gap;
  const double width =
      std::max(620.0, left + bar_room + bar_gap + columns.texts + PlotHead::margin);
  const PlotHead head(plot.title, plot.subtitle, width);
  const double bottom = head.height() + bar_row_height * static_cast<double>(plot.bars.size());
  const double below = bar_axis_height + (marks_of(plot).empty() ? 0 : bar_row_height);
  PlotCanvas canvas(width, bottom + below + PlotHead::margin, theme, plot.title);
  const Palette& colours = canvas.colours();
  head.write(canvas);
  double y = head.height();
  for (const BarPlot::Bar& bar : plot.bars) {
    const double length = columns.most > 0 ? bar.value / columns.most * bar_room : 0;
    canvas.text(left - bar_gap, y + 14, bar_name(bar), Anchor::end);
    const BarColours look = colours_of(colours, bar.mark);
    canvas.box(left, y + 3, std::max(length, 1.0), bar_row_height - 7, look.stroke, look.fill,
               look.width);
    canvas.text(left + length + bar_gap, y + 14, bar.text, Anchor::start, 10, true);
    y += bar_row_height;
  }
  canvas.line(left, head.height(), left, bottom, colours.frame);
  if (!plot.axis.empty()) {
    canvas.text(left, bottom + 14, plot.axis + " →", Anchor::start, 10, true);
  }
  write_marks(canvas, marks_of(plot), left, bottom + bar_axis_height);
  return canvas.svg();
}

}  // namespace cutpoint
