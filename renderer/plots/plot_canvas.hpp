/// The few shapes that plots are made of, as SVG.
#pragma once

#include <string>
#include <string_view>

#include "renderer/picture/look.hpp"

namespace cutpoint {

class PlotCanvas {
 public:
  enum class Anchor { start, middle, end };
  PlotCanvas(double width, double height, Theme theme, const std::string& title);

  void text(double x, double y, std::string_view words, Anchor anchor = Anchor::start,
            double size = 11, bool muted = false);
  void line(double x1, double y1, double x2, double y2, const std::string& colour, double width = 1,
            const char* dashes = nullptr);
  void box(double x, double y, double width, double height, const std::string& stroke,
           const std::string& fill, double stroke_width = 1, const char* dashes = nullptr);
  /// A path about (x, y).
  void path(const std::string& d, double x, double y, const std::string& stroke,
            const std::string& fill);
  void circle(double x, double y, double radius, const std::string& fill);
  [[nodiscard]] const Palette& colours() const { return colours_; }
  /// The whole picture.
  [[nodiscard]] std::string svg() const { return out_ + "</svg>\n"; }

 private:
  const Palette& colours_;
  std::string out_;
};

}  // namespace cutpoint
