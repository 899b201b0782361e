/// Comments of a Markdown document that are meant for the program and would say nothing.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "cutpoint/result.hpp"

namespace cutpoint {

inline constexpr std::string_view directive_prefix = "cutpoint:";

struct DirectiveFault {
  std::string_view word;  ///< of the comment
  Failure why;
};

/// Of what stands inside of a comment, where regions of `kinds` are known. Nothing of a directive
/// that is right, and of a remark.
[[nodiscard]] std::optional<DirectiveFault> directive_fault(
    std::string_view inside, const std::vector<std::string_view>& kinds);

}  // namespace cutpoint
