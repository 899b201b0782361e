/// Sentences broken into lines.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cutpoint {

/// The words of `text`, the first standing at `column`, in lines of at most `width` columns;
/// further lines start at `indent`. A word that is longer than a line stays
/// whole, and so does a figure with its unit.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t column, std::size_t indent,
                                  std::size_t width);

/// The same in at most `lines` lines: where there would be more, the last ends in "…".
[[nodiscard]] std::string wrapped_within(std::size_t lines, std::string_view text,
                                         std::size_t column, std::size_t indent, std::size_t width);

/// A name or a list of names in lines of at most `width` columns, broken at blanks, else behind a
/// sign between words, and where there is neither anywhere; further lines start a little deeper.
/// What needs more than `lines` lines loses its middle in the last.
[[nodiscard]] std::vector<std::string> broken_name(std::string_view text, std::size_t width,
                                                   std::size_t lines);

/// The lines of a text, those that are longer than `width` broken: what follows stands two columns
/// deeper than the line.
[[nodiscard]] std::string fitted(std::string_view text, std::size_t width);

}  // namespace cutpoint
