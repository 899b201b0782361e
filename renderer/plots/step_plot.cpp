#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "renderer/plots/plot_head.hpp"
#include "renderer/plots/plotting.hpp"
#include "renderer/writing/drawn_text.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

using Anchor = PlotCanvas::Anchor;

/// An unavailability as nines, for places on the axis; perfect is drawn as twelve of them.
double nines_of(double unavailability) {
  constexpr double least = 1e-12;
  return -std::log10(std::clamp(unavailability, least, 1.0));
}

/// "99.5 %", with as many digits as tell it from its neighbours on the axis.
std::string percent_by_nines(double unavailability) {
  const double nines = nines_of(unavailability);
  const int digits = std::max(0, static_cast<int>(std::ceil(nines - 1e-6)) - 2);
  return fmt::format("{:.{}f} %", 100 * (1 - unavailability), digits);
}

/// Steps are numbered in the picture and named in the list below it: names would cover each other.
class StepPlotter {
 public:
  StepPlotter(const StepPlot& plot, Theme theme)
      : plot_(plot),
        head_(plot.title, plot.subtitle, width),
        ceiling_(head_.height() + 26),
        floor_(ceiling_ + room_y),
        canvas_(width, floor_ + 66 + row_height * static_cast<double>(plot.steps.size()), theme,
                plot.title) {
    double worst = 12, best = 0, most = 0;
    const auto take = [&](double unavailability) {
      worst = std::min(worst, nines_of(unavailability));
      best = std::max(best, nines_of(unavailability));
    };
    for (const StepPlot::Step& step : plot.steps) {
      most = std::max(most, step.cost);
      take(step.unavailability);
    }
    if (plot.target > 0) take(plot.target);
    // Whole nines enclose all points.
    low_ = std::floor(std::min(worst, best));
    high_ = std::max(low_ + 1, std::ceil(best - 1e-9));
    ticks_ = axis_ticks(most);
    most_cost_ = std::max({most, ticks_.back(), 1e-12});
  }

  std::string draw() {
    head_.write(canvas_);
    draw_availabilities();
    draw_costs();
    draw_target();
    draw_steps();
    draw_list();
    return canvas_.svg();
  }

 private:
  static constexpr double left = 90, room_x = 560, room_y = 280, width = left + room_x + 90;
  static constexpr double row_height = 18;

  [[nodiscard]] double x_of(double cost) const { return left + cost / most_cost_ * room_x; }
  [[nodiscard]] double y_of(double unavailability) const {
    return floor_ - (nines_of(unavailability) - low_) / (high_ - low_) * room_y;
  }

  void draw_availabilities() {
    canvas_.text(PlotHead::margin, ceiling_ - 14, "availability", Anchor::start, 10, true);
    const bool has_room = high_ - low_ <= 2;
    for (double nines = low_; nines <= high_; ++nines) {
      draw_availability(std::pow(10.0, -nines));
      if (!has_room || nines >= high_) continue;
      for (const double part : {0.5, 0.2}) draw_availability(part * std::pow(10.0, -nines));
    }
    canvas_.line(left, ceiling_, left, floor_, canvas_.colours().ink);
  }

  void draw_availability(double unavailability) {
    const double y = y_of(unavailability);
    canvas_.line(left, y, left + room_x, y, canvas_.colours().frame, 0.5);
    canvas_.text(left - 8, y + 4, percent_by_nines(unavailability), Anchor::end, 10, true);
  }

  void draw_costs() {
    const Palette& colours = canvas_.colours();
    for (const double tick : ticks_) {
      canvas_.line(x_of(tick), floor_, x_of(tick), floor_ + 5, colours.ink);
      canvas_.text(x_of(tick), floor_ + 18, fmt::format("{:g}", tick), Anchor::middle, 10, true);
    }
    canvas_.line(left, floor_, left + room_x, floor_, colours.ink);
    const std::string unit = plot_.currency.empty() ? "" : ", " + visible(plot_.currency);
    canvas_.text(left + room_x / 2, floor_ + 36, fmt::format("cost{}", unit), Anchor::middle, 10,
                 true);
  }

  void draw_target() {
    if (!(plot_.target > 0)) return;
    const double y = y_of(plot_.target);
    canvas_.line(left, y, left + room_x, y, canvas_.colours().full, 1.5, "6 4");
    canvas_.text(left + room_x + 6, y + 4, "target", Anchor::start, 10);
  }

  void draw_steps() {
    const Palette& colours = canvas_.colours();
    double last_x = -1e9, last_y = 0;
    for (std::size_t i = 0; i < plot_.steps.size(); ++i) {
      const double x = x_of(plot_.steps[i].cost), y = y_of(plot_.steps[i].unavailability);
      if (i > 0) {
        const StepPlot::Step& before = plot_.steps[i - 1];
        canvas_.line(x_of(before.cost), y_of(before.unavailability), x, y_of(before.unavailability),
                     colours.link, 2);
        canvas_.line(x, y_of(before.unavailability), x, y, colours.link, 2);
      }
      canvas_.circle(x, y, 4, colours.link);
      // A number stands right of its point, and above that of one close by.
      double text_y = y - 7;
      if (x - last_x < 14 && std::abs(text_y - last_y) < 12) text_y = last_y - 12;
      canvas_.text(x + 7, text_y, fmt::format("{}", i), Anchor::start, 10);
      last_x = x;
      last_y = text_y;
    }
  }

  void draw_list() {
    double y = floor_ + 66;
    for (std::size_t i = 0; i < plot_.steps.size(); ++i) {
      const StepPlot::Step& step = plot_.steps[i];
      const double texts = PlotCanvas::width_of(step.text, 10);
      const double room = width - left - 2 * PlotHead::margin - texts;
      canvas_.text(left - 30, y, fmt::format("{}", i), Anchor::end, 10, true);
      canvas_.text(left - 20, y, text_within(visible(step.name), room, 10, false), Anchor::start,
                   10);
      canvas_.text(width - PlotHead::margin, y, step.text, Anchor::end, 10, true);
      y += row_height;
    }
  }

  const StepPlot& plot_;
  PlotHead head_;
  double ceiling_;  ///< of the picture between the axes
  double floor_;
  PlotCanvas canvas_;
  double low_ = 0, high_ = 1;  ///< nines, whole
  std::vector<double> ticks_;
  double most_cost_ = 0;
};

}  // namespace

std::string render_plot(const StepPlot& plot, Theme theme) {
  return StepPlotter(plot, theme).draw();
}

}  // namespace cutpoint
