/// The rules of the lint by name: what `accept` may take. A test compares them with the rules.
#pragma once

#include <span>
#include <string_view>

namespace cutpoint {

struct RuleName {
  std::string_view code;  ///< "CP101"
  std::string_view slug;  ///< "single-point-of-failure"
};

/// By code.
[[nodiscard]] std::span<const RuleName> rule_names();

/// True for codes and slugs.
[[nodiscard]] bool is_rule_name(std::string_view text);

}  // namespace cutpoint
