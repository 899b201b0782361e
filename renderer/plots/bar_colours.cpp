#include "renderer/plots/bar_colours.hpp"

#include <algorithm>

#include "renderer/writing/drawn_text.hpp"

namespace cutpoint {

namespace {

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

}  // namespace

BarColours colours_of(const Palette& palette, PlotMark mark) {
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

std::vector<PlotMark> marks_in(const std::vector<PlotMark>& used) {
  std::vector<PlotMark> marks;
  for (const PlotMark mark :
       {PlotMark::full, PlotMark::partial, PlotMark::accepted, PlotMark::none}) {
    const bool is_used = std::find(used.begin(), used.end(), mark) != used.end();
    if (is_used && (mark != PlotMark::none || !marks.empty())) marks.push_back(mark);
  }
  return marks;
}

double write_mark(PlotCanvas& canvas, PlotMark mark, double x, double y) {
  constexpr double letters = 10, beside_box = 20;
  const BarColours look = colours_of(canvas.colours(), mark);
  canvas.box(x, y + 3, 14, 12, look.stroke, look.fill, look.width);
  canvas.text(x + beside_box, y + 13, words_of(mark), PlotCanvas::Anchor::start, letters, true);
  return beside_box + text_width(words_of(mark), letters, false);
}

}  // namespace cutpoint
