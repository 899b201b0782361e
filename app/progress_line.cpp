#include "app/progress_line.hpp"

#include <cmath>

#include <fmt/format.h>

namespace cutpoint {

void ProgressLine::show(double done) {
  if (!console_.progress || console_.quiet) return;
  const int percent = static_cast<int>(std::floor(100.0 * done));
  if (percent == shown_) return;
  shown_ = percent;
  console_.err << fmt::format("\r{} {:3d} %", what_, percent) << std::flush;
}

void ProgressLine::remove() {
  if (shown_ >= 0) console_.err << "\r\x1b[K" << std::flush;
  shown_ = -1;
}

}  // namespace cutpoint
