/// A line that is written over again and again while something long runs, then removed.
#pragma once

#include <string>

#include "app/console/command.hpp"

namespace cutpoint {

class ProgressLine {
 public:
  /// Shows nothing where the console has no terminal for errors, or is to be quiet.
  ProgressLine(Console& console, std::string what) : console_(console), what_(std::move(what)) {}
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() { remove(); }
  void show(double done);
  void show(const std::string& stage);
  void remove();

 private:
  void write(const std::string& state);

  Console& console_;
  std::string what_;
  bool is_visible_ = false;
  int shown_ = -1;     ///< percent, or -1
  std::string stage_;  ///< the one that is shown
};

}  // namespace cutpoint
