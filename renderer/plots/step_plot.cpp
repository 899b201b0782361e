#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

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
    taken_.push_back({left, ceiling_, left, floor_});
  }

  void draw_availability(double unavailability) {
    const double y = y_of(unavailability);
    canvas_.line(left, y, left + room_x, y, canvas_.colours().frame, 0.5);
    const std::string percent = percent_by_nines(unavailability);
    canvas_.text(left - 8, y + 4, percent, Anchor::end, 10, true);
    taken_.push_back({left - 8 - text_width(percent, 10, false), y - 4, left - 8, y + 4});
  }

  void draw_costs() {
    const Palette& colours = canvas_.colours();
    for (const double tick : ticks_) {
      canvas_.line(x_of(tick), floor_, x_of(tick), floor_ + 5, colours.ink);
      canvas_.text(x_of(tick), floor_ + 18, fmt::format("{:g}", tick), Anchor::middle, 10, true);
    }
    canvas_.line(left, floor_, left + room_x, floor_, colours.ink);
    taken_.push_back({left, floor_, left + room_x, floor_});
    const std::string unit = plot_.currency.empty() ? "" : ", " + visible(plot_.currency);
    canvas_.text(left + room_x / 2, floor_ + 36, fmt::format("cost{}", unit), Anchor::middle, 10,
                 true);
  }

  void draw_target() {
    if (!(plot_.target > 0)) return;
    const double y = y_of(plot_.target);
    canvas_.line(left, y, left + room_x, y, canvas_.colours().full, 1.5, "6 4");
    canvas_.text(left + room_x + 6, y + 4, "target", Anchor::start, 10);
    taken_.push_back({left, y, left + room_x, y});
    taken_.push_back({left + room_x + 6, y - 4, width, y + 4});
  }

  void draw_steps() {
    const Palette& colours = canvas_.colours();
    for (std::size_t i = 0; i < plot_.steps.size(); ++i) {
      const double x = x_of(plot_.steps[i].cost), y = y_of(plot_.steps[i].unavailability);
      if (i > 0) {
        const StepPlot::Step& before = plot_.steps[i - 1];
        const double before_x = x_of(before.cost), before_y = y_of(before.unavailability);
        canvas_.line(before_x, before_y, x, before_y, colours.link, 2);
        canvas_.line(x, before_y, x, y, colours.link, 2);
        taken_.push_back({before_x, before_y, x, before_y});
        taken_.push_back({x, std::min(before_y, y), x, std::max(before_y, y)});
      }
      canvas_.circle(x, y, 4, colours.link);
      taken_.push_back({x - 4, y - 4, x + 4, y + 4});
    }
    for (std::size_t i = 0; i < plot_.steps.size(); ++i) {
      draw_number(i, x_of(plot_.steps[i].cost), y_of(plot_.steps[i].unavailability));
    }
  }

  /// Beside its point, where it covers least of the way, the axes and other numbers.
  void draw_number(std::size_t i, double x, double y) {
    const std::string number = fmt::format("{}", i);
    const double wide = text_width(number, 10, false), high = 8;
    std::optional<Box> best;
    std::size_t fewest = 0;
    for (const double up : {7.0, 19.0, -15.0, -27.0}) {
      for (const double right : {7.0, -7.0 - wide}) {
        const Box box{x + right, y - up - high, x + right + wide, y - up};
        const auto covered = static_cast<std::size_t>(
            std::count_if(taken_.begin(), taken_.end(), [&](const Box& other) {
              return box.left < other.right + 1 && other.left < box.right + 1 &&
                     box.top < other.bottom + 1 && other.top < box.bottom + 1;
            }));
        if (best && covered >= fewest) continue;
        best = box;
        fewest = covered;
      }
    }
    canvas_.text(best->left, best->bottom, number, Anchor::start, 10);
    taken_.push_back(*best);
  }

  void draw_list() {
    double y = floor_ + 66;
    for (std::size_t i = 0; i < plot_.steps.size(); ++i) {
      const StepPlot::Step& step = plot_.steps[i];
      const double texts = text_width(step.text, 10, false);
      const double room = width - left - 2 * PlotHead::margin - texts;
      canvas_.text(left - 30, y, fmt::format("{}", i), Anchor::end, 10, true);
      canvas_.text(left - 20, y, text_within(visible(step.name), room, 10, false), Anchor::start,
                   10);
      canvas_.text(width - PlotHead::margin, y, step.text, Anchor::end, 10, true);
      y += row_height;
    }
  }

  /// What a number should not stand on.
  struct Box {
    double left, top, right, bottom;
  };

  const StepPlot& plot_;
  PlotHead head_;
  double ceiling_;  ///< of the picture between the axes
  double floor_;
  PlotCanvas canvas_;
  double low_ = 0, high_ = 1;  ///< nines, whole
  std::vector<double> ticks_;
  double most_cost_ = 0;
  std::vector<Box> taken_;
};

}  // namespace

std::string render_plot(const StepPlot& plot, Theme theme) {
  return StepPlotter(plot, theme).draw();
}

}  // namespace cutpoint
