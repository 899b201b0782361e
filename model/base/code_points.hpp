/// Texts character by character, and which characters must not be shown as they are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cutpoint {

/// The code point at `at`, which moves past it; texts are well-formed UTF-8 when they get here, and
/// stray bytes count as themselves.
[[nodiscard]] std::uint32_t next_code_point(std::string_view text, std::size_t& at);

/// Control characters, marks without a shape or that turn the direction of text, and those that XML
/// and YAML cannot hold.
[[nodiscard]] bool is_misleading(std::uint32_t code);

}  // namespace cutpoint
