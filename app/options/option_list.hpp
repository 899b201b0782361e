/// The options of a command, its own and those of groups.
#pragma once

#include <utility>
#include <vector>

#include "app/console/command.hpp"

namespace cutpoint {

/// A command's own options followed by groups, in the order in which help shows them.
[[nodiscard]] inline std::vector<OptionSpec> option_list(
    std::vector<OptionSpec> own, const std::vector<std::vector<OptionSpec>>& groups) {
  for (const std::vector<OptionSpec>& group : groups) {
    own.insert(own.end(), group.begin(), group.end());
  }
  return own;
}

}  // namespace cutpoint
