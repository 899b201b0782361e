#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "renderer/plots/bar_colours.hpp"
#include "renderer/plots/plot_head.hpp"
#include "renderer/plots/plotting.hpp"
#include "renderer/writing/drawn_text.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

using Anchor = PlotCanvas::Anchor;
constexpr double sun_radius = 300;
constexpr double sun_core = 46;
constexpr std::size_t most_rings = 6;
constexpr double least_angle = 0.004;  // radians: thinner pieces are not drawn
constexpr double key_width = 300;
constexpr std::size_t most_keys = 18;
constexpr double key_row = 22;
constexpr double key_name_room = 200;
constexpr double sun_letters = 11;

struct Arc {
  double from = 0, to = 0;  ///< radians from the top, clockwise
  std::size_t ring = 0;
};

/// Pieces after what they lie in; each takes its share of the angle of that.
std::vector<Arc> arcs_of(const SunburstPlot& plot, double& whole) {
  std::vector<double> sums(plot.pieces.size());
  for (std::size_t i = plot.pieces.size(); i-- > 0;) {
    sums[i] += plot.pieces[i].value;
    if (plot.pieces[i].inside >= 0)
      sums[static_cast<std::size_t>(plot.pieces[i].inside)] += sums[i];
  }
  whole = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    if (plot.pieces[i].inside < 0) whole += sums[i];
  }
  std::vector<Arc> arcs(plot.pieces.size());
  std::vector<double> used(plot.pieces.size());
  double at = 0;
  const double scale = whole > 0 ? 2 * std::numbers::pi / whole : 0;
  for (std::size_t i = 0; i < plot.pieces.size(); ++i) {
    const int inside = plot.pieces[i].inside;
    double& start = inside < 0 ? at : used[static_cast<std::size_t>(inside)];
    arcs[i].ring = inside < 0 ? 0 : arcs[static_cast<std::size_t>(inside)].ring + 1;
    arcs[i].from = start;
    arcs[i].to = start = start + sums[i] * scale;
    used[i] = arcs[i].from;
  }
  return arcs;
}

std::string ring_path(const Arc& arc, double inner, double outer) {
  // A whole turn has no ends to draw between: it ends just before.
  const double to = std::min(arc.to, arc.from + 2 * std::numbers::pi - 1e-4);
  const int large = to - arc.from > std::numbers::pi ? 1 : 0;
  const auto x = [](double angle, double radius) { return radius * std::sin(angle); };
  const auto y = [](double angle, double radius) { return -radius * std::cos(angle); };
  return fmt::format(
      "M{:.2f} {:.2f}A{:.2f} {:.2f} 0 {} 1 {:.2f} {:.2f}L{:.2f} {:.2f}A{:.2f} {:.2f} 0 {} 0 {:.2f} "
      "{:.2f}Z",
      x(arc.from, outer), y(arc.from, outer), outer, outer, large, x(to, outer), y(to, outer),
      x(to, inner), y(to, inner), inner, inner, large, x(arc.from, inner), y(arc.from, inner));
}

/// Where each ring begins, and behind the last where it ends: those that little lies in are thin,
/// so that the others have room for names.
std::vector<double> ring_radii(const std::vector<Arc>& arcs) {
  constexpr double least_weight = 0.12;
  constexpr double full_weight = 0.6;  // of a turn
  std::vector<double> weights;
  for (const Arc& arc : arcs) {
    if (arc.to - arc.from < least_angle || arc.ring >= most_rings) continue;
    weights.resize(std::max(weights.size(), arc.ring + 1));
    weights[arc.ring] += (arc.to - arc.from) / (2 * std::numbers::pi * full_weight);
  }
  double sum = 0;
  for (double& weight : weights) sum += weight = std::clamp(weight, least_weight, 1.0);
  std::vector<double> radii{sun_core};
  for (const double weight : weights) {
    radii.push_back(radii.back() + weight / sum * (sun_radius - sun_core));
  }
  return radii;
}

/// The name of a piece about its middle, in one line or two, where there is room for words.
void draw_name(PlotCanvas& canvas, const std::string& name, const Arc& arc,
               const std::vector<double>& radii, double x, double y) {
  const double thickness = radii[arc.ring + 1] - radii[arc.ring];
  const double middle = radii[arc.ring] + thickness / 2;
  const double angle = (arc.from + arc.to) / 2;
  const double chord = std::min(arc.to - arc.from, 2.0) * middle;
  constexpr double line_height = 13;
  // From side to side: through the ring at the left and right, along it at the top and bottom.
  const auto across = [&](double along) {
    return 1 / (std::abs(std::sin(angle)) / thickness + std::abs(std::cos(angle)) / along) - 6;
  };
  constexpr double fewest_letters = 30;
  const double room = across(chord);
  if (chord < line_height + 2 || room < fewest_letters) return;
  std::vector<std::string> lines = {name};
  const double upright =
      1 / (std::abs(std::cos(angle)) / thickness + std::abs(std::sin(angle)) / chord);
  if (text_width(name, sun_letters, false) > room && upright > 2.5 * line_height) {
    lines = lines_within(name, room - line_height / 2, sun_letters, false);
  }
  double line_y =
      y - middle * std::cos(angle) + 4 - line_height / 2 * static_cast<double>(lines.size() - 1);
  for (const std::string& line : lines) {
    canvas.text(x + middle * std::sin(angle), line_y, text_within(line, room, sun_letters, false),
                Anchor::middle, sun_letters);
    line_y += line_height;
  }
}

/// What has room for its name has it; a list beside names the largest.
void draw_pieces(PlotCanvas& canvas, const SunburstPlot& plot, const std::vector<Arc>& arcs,
                 double x, double y) {
  const std::vector<double> radii = ring_radii(arcs);
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    if (arcs[i].to - arcs[i].from < least_angle || arcs[i].ring >= most_rings) continue;
    const BarColours colours = colours_of(canvas.colours(), plot.pieces[i].mark);
    canvas.path(ring_path(arcs[i], radii[arcs[i].ring], radii[arcs[i].ring + 1] - 2), x, y,
                colours.stroke, colours.fill);
  }
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    if (arcs[i].to - arcs[i].from < least_angle || arcs[i].ring >= most_rings) continue;
    draw_name(canvas, visible(plot.pieces[i].name), arcs[i], radii, x, y);
  }
}

/// The largest pieces by name, and what the colours mean.
void draw_keys(PlotCanvas& canvas, const SunburstPlot& plot, double left, double top) {
  std::vector<std::size_t> order;
  std::vector<PlotMark> used;
  for (std::size_t i = 0; i < plot.pieces.size(); ++i) {
    used.push_back(plot.pieces[i].mark);
    if (plot.pieces[i].value > 0) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&plot](std::size_t a, std::size_t b) {
    return plot.pieces[a].value > plot.pieces[b].value;
  });
  const std::size_t shown = std::min(order.size(), most_keys);
  double y = top + 8;
  canvas.text(left, y + 8,
              shown == order.size()
                  ? "by itself"
                  : fmt::format("by itself, {} of {} that add to it", shown, order.size()),
              Anchor::start, sun_letters, true);
  for (std::size_t i = 0; i < shown; ++i) {
    const SunburstPlot::Piece& piece = plot.pieces[order[i]];
    y += key_row;
    const BarColours colours = colours_of(canvas.colours(), piece.mark);
    canvas.box(left, y, 14, 12, colours.stroke, colours.fill, colours.width);
    canvas.text(left + 22, y + 11, text_within(visible(piece.name), key_name_room, 12, false),
                Anchor::start, 12);
    canvas.text(left + key_width - 10, y + 11, piece.text, Anchor::end, sun_letters, true);
  }
  y += key_row / 2;
  for (const PlotMark mark : marks_in(used)) {
    y += 18;
    write_mark(canvas, mark, left, y);
  }
}

}  // namespace

std::string render_plot(const SunburstPlot& plot, Theme theme) {
  double whole = 0;
  const std::vector<Arc> arcs = arcs_of(plot, whole);
  const double width = 2 * sun_radius + key_width + 3 * PlotHead::margin;
  const PlotHead head(plot.title, plot.subtitle, width);
  PlotCanvas canvas(width, head.height() + 2 * sun_radius + PlotHead::margin, theme, plot.title);
  head.write(canvas);
  draw_pieces(canvas, plot, arcs, PlotHead::margin + sun_radius, head.height() + sun_radius);
  draw_keys(canvas, plot, 2 * sun_radius + 2 * PlotHead::margin, head.height());
  return canvas.svg();
}

}  // namespace cutpoint
