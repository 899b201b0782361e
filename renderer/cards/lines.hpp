/// Where the lines between cards run.
#pragma once

#include <string>
#include <vector>

#include "renderer/cards/sheet.hpp"

namespace cutpoint {

struct LinePoint {
  double x = 0;
  double y = 0;
};

struct DrawnLine {
  std::size_t line = 0;  ///< of the sheet
  LinePoint start;
  std::vector<LinePoint> curve;  ///< three a piece: cubic Bézier curves
  bool arrives_from_left = true;
  bool in_focus = false;
  std::string label;   ///< of how many needs it stands for; empty for one
  LinePoint label_at;  ///< the middle of the label
};

/// Which needs the journey in focus uses; all where there is none.
[[nodiscard]] std::vector<bool> needs_in_focus(const CardTree& tree, int focus);

/// Lines leave to the right and arrive from the left, over no card but those they join: between the
/// rows where another card is in the way. Labels stand over no card and no other label.
[[nodiscard]] std::vector<DrawnLine> drawn_lines(const CardTree& tree, const OpenCards& open,
                                                 const Sheet& sheet, const std::vector<bool>& used);

}  // namespace cutpoint
