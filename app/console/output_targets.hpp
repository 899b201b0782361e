/// Which of several formats is written where.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/console/command.hpp"

namespace cutpoint {

struct OutputTarget {
  std::string format;
  std::string path;  ///< empty for standard output
};

/// `--format` and `--output` as they were typed: an output belongs to the format before it, or to
/// the next where that has one already. Nothing where there are more outputs than formats.
[[nodiscard]] std::optional<std::vector<OutputTarget>> output_targets(const Arguments& arguments);

}  // namespace cutpoint
