/// Sentences broken into lines.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cutpoint {

/// The words of `text`, the first standing at `column`, in lines of at most `width` columns;
/// further lines start at `indent`. A word that is longer than a line stays whole.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t column, std::size_t indent,
                                  std::size_t width);

}  // namespace cutpoint
