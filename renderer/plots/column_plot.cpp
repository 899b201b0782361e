#include <algorithm>

#include <fmt/format.h>

#include "renderer/plots/plot_head.hpp"
#include "renderer/plots/plotting.hpp"
#include "renderer/writing/drawn_text.hpp"

namespace cutpoint {

namespace {

using Anchor = PlotCanvas::Anchor;

class ColumnPlotter {
 public:
  ColumnPlotter(const ColumnPlot& plot, Theme theme)
      : plot_(plot),
        width_(width_of(plot)),
        head_(plot.title, plot.subtitle, width_),
        floor_(head_.height() + 22 + room),
        canvas_(width_, floor_ + 54, theme, plot.title) {
    double most = 0;
    for (const ColumnPlot::Column& column : plot.columns) most = std::max(most, column.value);
    ticks_ = axis_ticks(most);
    top_ = std::max(most, ticks_.back());
  }

  std::string draw() {
    head_.write(canvas_);
    draw_scale();
    const auto count = static_cast<double>(std::max<std::size_t>(plot_.columns.size(), 1));
    const double column_width = (width_ - left - PlotHead::margin) / count;
    double x = left;
    for (const ColumnPlot::Column& column : plot_.columns) {
      draw_column(column, x, column_width);
      x += column_width;
    }
    const double right = width_ - PlotHead::margin;
    canvas_.line(left, floor_, right, floor_, canvas_.colours().ink);
    canvas_.text((left + right) / 2, floor_ + 38, plot_.axis, Anchor::middle, 10, true);
    return canvas_.svg();
  }

 private:
  static constexpr double room = 240;
  static constexpr double left = 64;

  /// Every column as wide as the widest of the names below them.
  static double width_of(const ColumnPlot& plot) {
    constexpr double least_width = 520;
    double widest = 30;
    for (const ColumnPlot::Column& column : plot.columns) {
      widest = std::max(widest, text_width(column.name, 10, false) + 10);
    }
    const double columns = widest * static_cast<double>(plot.columns.size());
    return std::max(least_width, left + columns + PlotHead::margin);
  }

  [[nodiscard]] double height_of(double value) const { return top_ > 0 ? value / top_ * room : 0; }

  void draw_scale() {
    canvas_.text(PlotHead::margin, floor_ - room - 14, plot_.shares, Anchor::start, 10, true);
    for (const double tick : ticks_) {
      const double y = floor_ - height_of(tick);
      canvas_.line(left, y, width_ - PlotHead::margin, y, canvas_.colours().frame, 0.5);
      canvas_.text(left - 8, y + 4, fmt::format("{:.3g} %", 100 * tick), Anchor::end, 10, true);
    }
  }

  void draw_column(const ColumnPlot::Column& column, double x, double width) {
    const Palette& colours = canvas_.colours();
    const double height = height_of(column.value);
    if (height > 0) {
      canvas_.box(
          x + 4, floor_ - height, width - 8, height, column.is_marked ? colours.full : colours.link,
          column.is_marked ? colours.full_fill : colours.journey_fill, column.is_marked ? 2 : 1);
    }
    canvas_.text(x + width / 2, floor_ + 16, column.name, Anchor::middle, 10);
  }

  const ColumnPlot& plot_;
  double width_;
  PlotHead head_;
  double floor_;
  PlotCanvas canvas_;
  std::vector<double> ticks_;
  double top_ = 0;
};

}  // namespace

std::string render_plot(const ColumnPlot& plot, Theme theme) {
  return ColumnPlotter(plot, theme).draw();
}

}  // namespace cutpoint
