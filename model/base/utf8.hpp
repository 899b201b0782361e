/// Texts as they come from outside, in the one encoding that is used inside, and its characters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cutpoint/file_access.hpp"
#include "cutpoint/result.hpp"

namespace cutpoint {

/// Whether bytes begin as UTF-16 does: with a byte order mark, or as XML or JSON without one.
[[nodiscard]] bool is_utf16(std::string_view bytes);

/// Turns bytes into UTF-8 text: UTF-16 is converted, invalid bytes and control characters are an
/// error naming the line.
[[nodiscard]] Result<std::string> to_utf8(std::string bytes, const std::string& name);

/// A file as UTF-8 text, or why it is none.
[[nodiscard]] Result<std::string> read_utf8(FileAccess& access, const std::string& path);

/// Columns of a terminal that a character takes: 2 for East Asian wide ones and emoji, 0 for marks
/// that are drawn over the one before, 1 for all others, control characters included.
[[nodiscard]] std::size_t character_width(std::uint32_t code);

}  // namespace cutpoint
