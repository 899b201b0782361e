/// Texts as they come from outside, in the one encoding that is used inside, and its characters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/file_access.hpp"
#include "cutpoint/result.hpp"

namespace cutpoint {

/// Whether bytes begin as UTF-16 does: with a byte order mark, or as XML or JSON without one.
[[nodiscard]] bool is_utf16(std::string_view bytes);

/// The first thing in a text that no text holds, and its place where it has one. Without the name
/// of the file: whoever tells it knows that.
struct TextFlaw {
  std::string message;  ///< "the byte 0xe9 is no UTF-8"
  std::string help;
  std::uint32_t line = 0;
  std::uint32_t column = 0;  ///< in bytes of the text as it can be shown
  std::uint32_t length = 0;
};

/// A text as it came from outside: UTF-16 is converted. Where it has a flaw,
/// U+FFFD stands for each byte that is none of a character, so that its lines can be shown.
struct OutsideText {
  std::string text;
  std::optional<TextFlaw> flaw;
};
[[nodiscard]] OutsideText text_from_outside(std::string bytes);

/// The same where nobody shows the lines: a text, or why it is none with line and column.
[[nodiscard]] Result<std::string> to_utf8(std::string bytes);

/// Registers what was read. Nothing, with an error at the place, where it is no text.
[[nodiscard]] std::optional<FileId> add_outside_text(std::string name, std::string bytes,
                                                     SourceFiles& sources,
                                                     Diagnostics& diagnostics);

/// A file as UTF-8 text, or why it is none.
[[nodiscard]] Result<std::string> read_utf8(FileAccess& access, const std::string& path);

/// A character at the end of a text.
void append_utf8(std::string& text, std::uint32_t code);

/// Columns of a terminal that a character takes: 2 for East Asian wide ones and emoji, 0 for marks
/// that are drawn over the one before, 1 for all others, control characters included.
[[nodiscard]] std::size_t character_width(std::uint32_t code);

}  // namespace cutpoint
