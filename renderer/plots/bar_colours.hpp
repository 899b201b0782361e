/// How what a plot marks is painted: as the same classes are in pictures.
#pragma once

#include "renderer/picture/look.hpp"
#include "renderer/plots/plotting.hpp"

namespace cutpoint {

struct BarColours {
  std::string stroke;
  std::string fill;
  double width = 1;
};

[[nodiscard]] inline BarColours colours_of(const Palette& palette, PlotMark mark) {
  switch (mark) {
    case PlotMark::full:
      return {palette.full, palette.full_fill, 2};
    case PlotMark::partial:
      return {palette.partial, palette.partial_fill, 2};
    case PlotMark::accepted:
      return {palette.accepted, palette.accepted_fill, 2};
    case PlotMark::none:
      break;
  }
  return {palette.link, palette.journey_fill, 1};
}

}  // namespace cutpoint
