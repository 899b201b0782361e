#include <algorithm>

#include "renderer/plots/plot_head.hpp"
#include "renderer/plots/plotting.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

using Anchor = PlotCanvas::Anchor;
constexpr double bar_row_height = 22;
constexpr double bar_room = 360;
constexpr double bar_gap = 10;
constexpr std::size_t longest_bar_name = 40;

std::string bar_name(const BarPlot::Bar& bar) {
  return elided(visible(bar.name), longest_bar_name);
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
  PlotCanvas canvas(width, bottom + PlotHead::margin, theme, plot.title);
  const Palette& colours = canvas.colours();
  head.write(canvas);
  double y = head.height();
  for (const BarPlot::Bar& bar : plot.bars) {
    const double length = columns.most > 0 ? bar.value / columns.most * bar_room : 0;
    canvas.text(left - bar_gap, y + 14, bar_name(bar), Anchor::end);
    canvas.box(left, y + 3, std::max(length, 1.0), bar_row_height - 7,
               bar.is_marked ? colours.full : colours.link,
               bar.is_marked ? colours.full_fill : colours.journey_fill, bar.is_marked ? 2 : 1);
    canvas.text(left + length + bar_gap, y + 14, bar.text, Anchor::start, 10, true);
    y += bar_row_height;
  }
  canvas.line(left, head.height(), left, bottom, colours.frame);
  return canvas.svg();
}

}  // namespace cutpoint
