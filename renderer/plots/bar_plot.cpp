#include <algorithm>

#include "renderer/plots/bar_colours.hpp"
#include "renderer/plots/plot_head.hpp"
#include "renderer/plots/plotting.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

using Anchor = PlotCanvas::Anchor;
constexpr double bar_row_height = 22;
constexpr double bar_room = 360;
constexpr double bar_gap = 10;
constexpr double bar_axis_height = 22;
constexpr std::size_t longest_bar_name = 40;

std::string bar_name(const BarPlot::Bar& bar) {
  return elided(visible(bar.name), longest_bar_name);
}

/// Those that are used, the worst first; where all bars are alike there is nothing to tell.
std::vector<PlotMark> marks_of(const BarPlot& plot) {
  std::vector<PlotMark> marks;
  for (const PlotMark mark :
       {PlotMark::full, PlotMark::partial, PlotMark::accepted, PlotMark::none}) {
    const bool is_used = std::any_of(plot.bars.begin(), plot.bars.end(),
                                     [mark](const BarPlot::Bar& bar) { return bar.mark == mark; });
    if (is_used && (mark != PlotMark::none || !marks.empty())) marks.push_back(mark);
  }
  return marks;
}

std::string_view words_of(PlotMark mark) {
  switch (mark) {
    case PlotMark::full:
      return "single point of failure";
    case PlotMark::partial:
      return "recovers by itself";
    case PlotMark::accepted:
      return "accepted";
    case PlotMark::none:
      break;
  }
  return "only with others";
}

void write_marks(PlotCanvas& canvas, const std::vector<PlotMark>& marks, double x, double y) {
  for (const PlotMark mark : marks) {
    const BarColours look = colours_of(canvas.colours(), mark);
    canvas.box(x, y + 3, 14, 12, look.stroke, look.fill, look.width);
    canvas.text(x + 20, y + 13, words_of(mark), Anchor::start, 10, true);
    x += 20 + PlotCanvas::width_of(words_of(mark), 10) + bar_gap;
  }
}

/// How much room what stands beside the bars takes.
struct BarColumns {
  explicit BarColumns(const std::vector<BarPlot::Bar>& bars) {
    for (const BarPlot::Bar& bar : bars) {
      names = std::max(names, PlotCanvas::width_of(bar_name(bar)));
      texts = std::max(texts, PlotCanvas::width_of(bar.text, 10));
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
