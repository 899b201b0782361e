/// How wide text in pictures is, and what of it fits.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cutpoint {

/// Width in pixels, no less than that of the fonts that pictures ask for.
[[nodiscard]] double text_width(std::string_view text, double font_size, bool bold);

/// The text, with its middle left out where it is wider, between words where that can be.
[[nodiscard]] std::string text_within(const std::string& text, double width, double font_size,
                                      bool bold);

/// The text in one line or two of a width, broken behind a sign between words where there is one.
[[nodiscard]] std::vector<std::string> lines_within(const std::string& text, double width,
                                                    double font_size, bool bold);

/// What several names begin and end with alike, in whole words: where there is no room it tells
/// none of them from another.
struct SharedWords {
  std::size_t front = 0, back = 0;  ///< characters
};
[[nodiscard]] SharedWords shared_words(std::string_view a, std::string_view b);

}  // namespace cutpoint
