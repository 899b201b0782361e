/// What all plots have above them: a title and a subtitle in as many lines as it needs.
#pragma once

#include <string>
#include <vector>

#include "renderer/plots/plot_canvas.hpp"

namespace cutpoint {

class PlotHead {
 public:
  static constexpr double margin = 20;  ///< of the picture, in its units

  /// For a picture of this width.
  PlotHead(const std::string& title, const std::string& subtitle, double width);
  /// Where the plot may begin.
  [[nodiscard]] double height() const;
  void write(PlotCanvas& canvas) const;

 private:
  std::string title_;
  std::vector<std::string> lines_;
};

}  // namespace cutpoint
