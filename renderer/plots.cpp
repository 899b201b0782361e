#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "cutpoint/plotting.hpp"
#include "cutpoint/probability.hpp"
#include "renderer/plot_canvas.hpp"
#include "renderer/terminal_text.hpp"
#include "renderer/wrapped_text.hpp"

namespace cutpoint {

namespace {

using Anchor = PlotCanvas::Anchor;
constexpr double margin = 20;

/// The subtitle in lines that fit.
std::vector<std::string> subtitle_lines(const std::string& subtitle, double width) {
  const auto columns =
      static_cast<std::size_t>((width - 2 * margin) / PlotCanvas::width_of("x", 10));
  const std::string text = wrapped(visible(subtitle), 0, 0, columns);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(elided(text.substr(at, end - at), columns));
    at = end + 1;
  }
  return lines;
}

/// How high title and subtitle are.
double head_of(const std::string& subtitle, double width) {
  return 48 + 14 * static_cast<double>(subtitle_lines(subtitle, width).size());
}

void write_head(PlotCanvas& canvas, const std::string& title, const std::string& subtitle,
                double width) {
  const auto columns =
      static_cast<std::size_t>((width - 2 * margin) / PlotCanvas::width_of("x", 15));
  canvas.text(margin, 28, elided(visible(title), columns), Anchor::start, 15);
  double y = 46;
  for (const std::string& line : subtitle_lines(subtitle, width)) {
    canvas.text(margin, y, line, Anchor::start, 10, true);
    y += 14;
  }
}

}  // namespace

std::vector<double> axis_ticks(double most) {
  if (!(most > 0.0) || std::isinf(most)) return {0.0};
  const double rough = most / 5;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  const double digits = rough / power;
  const double step = power * (digits <= 1.0   ? 1.0
                               : digits <= 2.0 ? 2.0
                               : digits <= 5.0 ? 5.0
                                               : 10);
  std::vector<double> ticks;
  for (int i = 0; i * step <= most * (1 + 1e-9); ++i) ticks.push_back(i * step);
  return ticks;
}

std::string render_plot(const BarPlot& plot, Theme theme) {
  constexpr double row = 22;
  constexpr double bar_room = 360;
  constexpr std::size_t longest = 40;
  double names = 40, texts = 40, most = 0;
  for (const BarPlot::Bar& bar : plot.bars) {
    names = std::max(names, PlotCanvas::width_of(elided(visible(bar.name), longest)));
    texts = std::max(texts, PlotCanvas::width_of(bar.text, 10));
    most = std::max(most, bar.value);
  }
  const double left = margin + names + 10;
  const double width = std::max(620.0, left + bar_room + 8 + texts + margin);
  const double head = head_of(plot.subtitle, width);
  const double height = head + row * static_cast<double>(plot.bars.size()) + margin;
  PlotCanvas canvas(width, height, theme, plot.title);
  const Palette& colours = canvas.colours();
  write_head(canvas, plot.title, plot.subtitle, width);
  double y = head;
  for (const BarPlot::Bar& bar : plot.bars) {
    const double length = most > 0 ? bar.value / most * bar_room : 0;
    canvas.text(left - 10, y + 14, elided(visible(bar.name), longest), Anchor::end);
    canvas.box(left, y + 3, std::max(length, 1.0), row - 7,
               bar.is_marked ? colours.full : colours.link,
               bar.is_marked ? colours.full_fill : colours.journey_fill, bar.is_marked ? 2 : 1);
    canvas.text(left + length + 8, y + 14, bar.text, Anchor::start, 10, true);
    y += row;
  }
  canvas.line(left, head, left, y, colours.frame);
  return canvas.svg();
}

std::string render_plot(const ColumnPlot& plot, Theme theme) {
  constexpr double room = 240;
  constexpr double left = 64;
  double most = 0, widest = 30;
  for (const ColumnPlot::Column& column : plot.columns) {
    most = std::max(most, column.value);
    widest = std::max(widest, PlotCanvas::width_of(column.name, 10) + 10);
  }
  const auto count = static_cast<double>(plot.columns.size());
  constexpr double least_width = 520;
  const double width = std::max(least_width, left + widest * count + margin);
  if (count > 0) widest = (width - left - margin) / count;
  const double head = head_of(plot.subtitle, width);
  const double floor = head + 10 + room;
  PlotCanvas canvas(width, floor + 54, theme, plot.title);
  const Palette& colours = canvas.colours();
  write_head(canvas, plot.title, plot.subtitle, width);
  const std::vector<double> ticks = axis_ticks(most);
  const double top = std::max(most, ticks.back());
  const auto height_of = [&](double value) { return top > 0 ? value / top * room : 0.0; };
  for (const double tick : ticks) {
    const double y = floor - height_of(tick);
    canvas.line(left, y, width - margin, y, colours.frame, 0.5);
    canvas.text(left - 8, y + 4, fmt::format("{:.3g} %", 100 * tick), Anchor::end, 10, true);
  }
  double x = left;
  for (const ColumnPlot::Column& column : plot.columns) {
    const double height = height_of(column.value);
    if (height > 0) {
      canvas.box(
          x + 4, floor - height, widest - 8, height, column.is_marked ? colours.full : colours.link,
          column.is_marked ? colours.full_fill : colours.journey_fill, column.is_marked ? 2 : 1);
    }
    canvas.text(x + widest / 2, floor + 16, column.name, Anchor::middle, 10);
    x += widest;
  }
  canvas.line(left, floor, width - margin, floor, colours.ink);
  canvas.text((left + width - margin) / 2, floor + 38, plot.axis, Anchor::middle, 10, true);
  return canvas.svg();
}

std::string render_plot(const StepPlot& plot, Theme theme) {
  constexpr double left = 96, room_x = 520, room_y = 280;
  constexpr double least = 1e-12;
  double most_cost = 0, best = 1, worst = least;
  const auto take = [&](double unavailability) {
    best = std::min(best, std::max(unavailability, least));
    worst = std::max(worst, std::min(unavailability, 1.0));
  };
  for (const StepPlot::Step& step : plot.steps) {
    most_cost = std::max(most_cost, step.cost);
    take(step.unavailability);
  }
  if (plot.target > 0) take(plot.target);
  // Whole nines enclose all points.
  const double low = std::floor(-std::log10(worst));
  const double high = std::max(low + 1, std::ceil(-std::log10(best) - 1e-9));
  const double width = left + room_x + 150;
  const double head = head_of(plot.subtitle, width);
  const double floor = head + 14 + room_y;
  PlotCanvas canvas(width, floor + 56, theme, plot.title);
  const Palette& colours = canvas.colours();
  write_head(canvas, plot.title, plot.subtitle, width);
  const std::vector<double> ticks = axis_ticks(most_cost);
  const double top_cost = std::max({most_cost, ticks.back(), least});
  const auto x_of = [&](double cost) { return left + cost / top_cost * room_x; };
  const auto y_of = [&](double unavailability) {
    const double nines = -std::log10(std::clamp(unavailability, least, 1.0));
    return floor - (nines - low) / (high - low) * room_y;
  };
  for (double nines = low; nines <= high; ++nines) {
    const double unavailability = std::pow(10.0, -nines);
    const double y = y_of(unavailability);
    canvas.line(left, y, left + room_x, y, colours.frame, 0.5);
    canvas.text(left - 8, y + 4,
                fmt::format("{:.{}f} %", 100 * (1 - unavailability),
                            std::max(0, static_cast<int>(nines) - 2)),
                Anchor::end, 10, true);
  }
  for (const double tick : ticks) {
    canvas.line(x_of(tick), floor, x_of(tick), floor + 5, colours.ink);
    canvas.text(x_of(tick), floor + 18, fmt::format("{:g}", tick), Anchor::middle, 10, true);
  }
  if (plot.target > 0) {
    const double y = y_of(plot.target);
    canvas.line(left, y, left + room_x, y, colours.full, 1.5, "6 4");
    canvas.text(left + room_x + 6, y + 4, "target", Anchor::start, 10);
  }
  for (std::size_t i = 0; i < plot.steps.size(); ++i) {
    const StepPlot::Step& step = plot.steps[i];
    const double x = x_of(step.cost), y = y_of(step.unavailability);
    if (i > 0) {
      const double before = y_of(plot.steps[i - 1].unavailability);
      canvas.line(x_of(plot.steps[i - 1].cost), before, x, before, colours.link, 2);
      canvas.line(x, before, x, y, colours.link, 2);
    }
    canvas.circle(x, y, 4, colours.link);
  }
  // Names stand above their points, each kept off the one before it.
  double last_x = -1e9, last_y = 0;
  for (const StepPlot::Step& step : plot.steps) {
    const double x = x_of(step.cost);
    double y = y_of(step.unavailability) - 8;
    if (x < last_x && std::abs(y - last_y) < 13) y = last_y - 13;
    const std::string name = elided(visible(step.name), 30);
    canvas.text(x + 6, y, name, Anchor::start, 10);
    last_x = x + 6 + PlotCanvas::width_of(name, 10);
    last_y = y;
  }
  canvas.line(left, floor, left + room_x, floor, colours.ink);
  canvas.line(left, head + 14, left, floor, colours.ink);
  canvas.text(left + room_x / 2, floor + 40,
              "cost" + (plot.currency.empty() ? "" : ", " + plot.currency), Anchor::middle, 10,
              true);
  return canvas.svg();
}

}  // namespace cutpoint
