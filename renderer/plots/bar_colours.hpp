/// How what a plot marks is painted, as the same classes are in pictures, and its legend.
#pragma once

#include <string>
#include <vector>

#include "renderer/picture/look.hpp"
#include "renderer/plots/plot_canvas.hpp"
#include "renderer/plots/plotting.hpp"

namespace cutpoint {

struct BarColours {
  std::string stroke;
  std::string fill;
  double width = 1;
};

[[nodiscard]] BarColours colours_of(const Palette& palette, PlotMark mark);

/// Those that are used, the worst first; where all are alike there is nothing to tell.
[[nodiscard]] std::vector<PlotMark> marks_in(const std::vector<PlotMark>& used);

/// An entry of a legend; how wide it is.
double write_mark(PlotCanvas& canvas, PlotMark mark, double x, double y);

}  // namespace cutpoint
