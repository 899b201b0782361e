#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "renderer/plots/bar_colours.hpp"
#include "renderer/plots/plot_head.hpp"
#include "renderer/plots/plotting.hpp"
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

/// What has room for its name has it; a list beside names the largest.
void draw_pieces(PlotCanvas& canvas, const SunburstPlot& plot, const std::vector<Arc>& arcs,
                 double ring, double x, double y) {
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    if (arcs[i].to - arcs[i].from < least_angle || arcs[i].ring >= most_rings) continue;
    const double inner = sun_core + ring * static_cast<double>(arcs[i].ring);
    const BarColours colours = colours_of(canvas.colours(), plot.pieces[i].mark);
    canvas.path(ring_path(arcs[i], inner, inner + ring - 2), x, y, colours.stroke, colours.fill);
  }
  for (std::size_t i = 0; i < arcs.size(); ++i) {
    if (arcs[i].ring >= most_rings) continue;
    const double middle = sun_core + ring * (static_cast<double>(arcs[i].ring) + 0.5);
    const double angle = (arcs[i].from + arcs[i].to) / 2;
    const double chord = std::min(arcs[i].to - arcs[i].from, 2.0) * middle;
    if (chord < sun_letters + 4) continue;
    // From side to side: through the ring at the left and right, along it at the top and bottom.
    const double beside = 6;
    const double across =
        1 / (std::abs(std::sin(angle)) / ring + std::abs(std::cos(angle)) / chord) - beside;
    const auto room =
        static_cast<std::size_t>(std::max(across, 0.0) / PlotCanvas::width_of("x", sun_letters));
    constexpr std::size_t fewest_letters = 4;
    if (room < fewest_letters) continue;
    const std::string name = elided(visible(plot.pieces[i].name), room);
    canvas.text(x + middle * std::sin(angle), y - middle * std::cos(angle) + 4, name,
                Anchor::middle, sun_letters);
  }
}

}  // namespace

std::string render_plot(const SunburstPlot& plot, Theme theme) {
  double whole = 0;
  const std::vector<Arc> arcs = arcs_of(plot, whole);
  std::size_t rings = 1;
  for (const Arc& arc : arcs) {
    if (arc.to - arc.from >= least_angle)
      rings = std::max(rings, std::min(most_rings, arc.ring + 1));
  }
  const double ring = (sun_radius - sun_core) / static_cast<double>(rings);
  const double width = 2 * sun_radius + key_width + 3 * PlotHead::margin;
  const PlotHead head(plot.title, plot.subtitle, width);
  PlotCanvas canvas(width, head.height() + 2 * sun_radius + PlotHead::margin, theme, plot.title);
  head.write(canvas);
  draw_pieces(canvas, plot, arcs, ring, PlotHead::margin + sun_radius, head.height() + sun_radius);
  std::vector<std::size_t> order(plot.pieces.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&plot](std::size_t a, std::size_t b) {
    return plot.pieces[a].value > plot.pieces[b].value;
  });
  const double left = 2 * sun_radius + 2 * PlotHead::margin;
  double y = head.height() + 8;
  canvas.text(left, y + 8, "by itself", Anchor::start, sun_letters, true);
  for (std::size_t i = 0; i < order.size() && i < most_keys; ++i) {
    const SunburstPlot::Piece& piece = plot.pieces[order[i]];
    if (piece.value <= 0) break;
    y += key_row;
    const BarColours colours = colours_of(canvas.colours(), piece.mark);
    canvas.box(left, y, 14, 12, colours.stroke, colours.fill, colours.width);
    canvas.text(left + 22, y + 11, elided(visible(piece.name), 26), Anchor::start, 12);
    canvas.text(left + key_width - 10, y + 11, piece.text, Anchor::end, sun_letters, true);
  }
  return canvas.svg();
}

}  // namespace cutpoint
