#include "renderer/plots/plot_head.hpp"

#include <algorithm>

#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

constexpr double title_size = 15;
constexpr double line_size = 10;
constexpr double head_line_height = 14;
constexpr double first_line_y = 46;

std::size_t columns_of(double width, double size) {
  const double room = width - 2 * PlotHead::margin;
  return static_cast<std::size_t>(room / PlotCanvas::width_of("x", size));
}

}  // namespace

PlotHead::PlotHead(const std::string& title, const std::string& subtitle, double width)
    : title_(elided(visible(title), columns_of(width, title_size))) {
  const std::size_t columns = columns_of(width, line_size);
  const std::string text = wrapped(visible(subtitle), 0, 0, columns);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines_.push_back(elided(text.substr(at, end - at), columns));
    at = end + 1;
  }
}

double PlotHead::height() const {
  return first_line_y + 2 + head_line_height * static_cast<double>(lines_.size());
}

void PlotHead::write(PlotCanvas& canvas) const {
  canvas.text(margin, 28, title_, PlotCanvas::Anchor::start, title_size);
  double y = first_line_y;
  for (const std::string& line : lines_) {
    canvas.text(margin, y, line, PlotCanvas::Anchor::start, line_size, true);
    y += head_line_height;
  }
}

}  // namespace cutpoint
