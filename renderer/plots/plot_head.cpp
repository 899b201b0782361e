#include "renderer/plots/plot_head.hpp"

#include <sstream>

#include "renderer/writing/drawn_text.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

constexpr double title_size = 15;
constexpr double line_size = 10;
constexpr double head_line_height = 14;
constexpr double first_line_y = 46;

/// As many words a line as have room; one that has none alone loses its middle.
std::vector<std::string> lines_of(std::string_view text, double room) {
  std::vector<std::string> lines;
  std::istringstream words{std::string(text)};
  for (std::string word; words >> word;) {
    const std::string longer = lines.empty() ? word : lines.back() + ' ' + word;
    if (!lines.empty() && text_width(longer, line_size, false) <= room) {
      lines.back() = longer;
    } else {
      lines.push_back(text_within(word, room, line_size, false));
    }
  }
  return lines;
}

}  // namespace

PlotHead::PlotHead(const std::string& title, const std::string& subtitle, double width)
    : title_(text_within(visible(title), width - 2 * margin, title_size, false)),
      lines_(lines_of(visible(subtitle), width - 2 * margin)) {}

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
