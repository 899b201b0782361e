#include "app/console/progress_line.hpp"

#include <cmath>

#include <fmt/format.h>

namespace cutpoint {

void ProgressLine::show(double done) {
  if (!console_.progress || console_.quiet) return;
  const int percent = static_cast<int>(std::floor(100.0 * done));
  if (percent == shown_) return;
  shown_ = percent;
  write(fmt::format("{:3d} %", percent));
}

void ProgressLine::show(const std::string& stage) {
  if (!console_.progress || console_.quiet || stage == stage_) return;
  stage_ = stage;
  write(stage);
}

void ProgressLine::write(const std::string& state) {
  console_.err << fmt::format("\r\x1b[K{} {}", what_, state) << std::flush;
  is_visible_ = true;
}

void ProgressLine::remove() {
  if (is_visible_) console_.err << "\r\x1b[K" << std::flush;
  is_visible_ = false;
  shown_ = -1;
  stage_.clear();
}

}  // namespace cutpoint
