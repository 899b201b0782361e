/// What single lines of Markdown are: fences, containers, code spans.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cutpoint {

/// The run of backticks or tildes that opens or closes a fenced block.
struct Fence {
  char mark = '\0';
  std::size_t length = 0;
  std::string_view info;
};

/// What a fence stands in: block quotes, and list items that begin on its line.
struct Container {
  std::size_t quotes = 0;
  std::size_t width = 0;  ///< bytes in front of the fence
};

/// The fence that a line consists of; a length of 0 where it is none. Indentation is free, so that
/// blocks in list items count.
[[nodiscard]] Fence fence_of(std::string_view line);

[[nodiscard]] Container container_of(std::string_view line);

/// What further lines of the same quotes and list items begin with.
[[nodiscard]] std::string margin_of(std::string_view line);

/// Behind so many block quote markers; nothing where the line has fewer.
[[nodiscard]] std::optional<std::size_t> behind_quotes(std::string_view line, std::size_t quotes);

/// As a word of the info string, in any case, or as a class: ``` {.cutpoint}
[[nodiscard]] bool has_word(std::string_view info, std::string_view word);

/// Position of `wanted` from `at` on, where no backslash stands before it; npos where there is
/// none.
[[nodiscard]] std::size_t find_unescaped(std::string_view line, std::string_view wanted,
                                         std::size_t at);

/// Behind a run of so many backticks from `at` on; npos where there is none.
[[nodiscard]] std::size_t behind_ticks(std::string_view line, std::size_t length, std::size_t at);

/// Columns of blanks in front; tabs reach to the next multiple of four.
[[nodiscard]] std::size_t indentation(std::string_view line);

/// Can what follows be indented without being code? List items, footnotes, definitions, and the
/// admonitions and tabs of MkDocs.
[[nodiscard]] bool opens_container(std::string_view line);

}  // namespace cutpoint
