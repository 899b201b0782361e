#include "renderer/plots/plot_canvas.hpp"

#include <fmt/format.h>

#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/xml_text.hpp"

namespace cutpoint {

PlotCanvas::PlotCanvas(double width, double height, Theme theme, const std::string& title)
    : colours_(palette_of(theme)) {
  out_ = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:g}\" height=\"{1:g}\" viewBox=\"0 0 "
      "{0:g} {1:g}\" font-family=\"DejaVu Sans,Arial,sans-serif\" role=\"img\">\n"
      "<title>{2}</title>\n<rect width=\"{0:g}\" height=\"{1:g}\" fill=\"{3}\"/>\n",
      width, height, xml_text(visible(title)), colours_.background);
}

void PlotCanvas::text(double x, double y, std::string_view words, Anchor anchor, double size,
                      bool muted) {
  const char* place = anchor == Anchor::start    ? "start"
                      : anchor == Anchor::middle ? "middle"
                                                 : "end";
  out_ += fmt::format(
      "<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{:g}\" text-anchor=\"{}\" "
      "fill=\"{}\">{}</text>\n",
      x, y, size, place, muted ? colours_.muted : colours_.ink, xml_text(visible(words)));
}

void PlotCanvas::line(double x1, double y1, double x2, double y2, const std::string& colour,
                      double width, const char* dashes) {
  out_ += fmt::format(
      "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"{}\" "
      "stroke-width=\"{:g}\"{}/>\n",
      x1, y1, x2, y2, colour, width,
      dashes == nullptr ? "" : fmt::format(" stroke-dasharray=\"{}\"", dashes));
}

void PlotCanvas::box(double x, double y, double width, double height, const std::string& stroke,
                     const std::string& fill, double stroke_width, const char* dashes) {
  out_ += fmt::format(
      "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" stroke=\"{}\" "
      "fill=\"{}\" stroke-width=\"{:g}\"{}/>\n",
      x, y, width, height, stroke, fill, stroke_width,
      dashes == nullptr ? "" : fmt::format(" stroke-dasharray=\"{}\"", dashes));
}

void PlotCanvas::path(const std::string& d, double x, double y, const std::string& stroke,
                      const std::string& fill) {
  out_ += fmt::format(
      "<path d=\"{}\" transform=\"translate({:.1f} {:.1f})\" stroke=\"{}\" fill=\"{}\"/>\n", d, x,
      y, stroke, fill);
}

void PlotCanvas::circle(double x, double y, double radius, const std::string& fill) {
  out_ += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:g}\" fill=\"{}\"/>\n", x, y,
                      radius, fill);
}

}  // namespace cutpoint
