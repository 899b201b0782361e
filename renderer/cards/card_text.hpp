/// How much text a card holds.
#pragma once

#include <string>
#include <vector>

namespace cutpoint {

/// Sizes in pixels of a page and of an SVG at its own size. The page's script has the same.
namespace card_size {
constexpr double width = 176;
constexpr double height = 76;
constexpr double row_gap = 16;
constexpr double title_height = 26;
constexpr double stack = 4;  ///< how far what a closed card holds looks out behind it
constexpr double name_font = 13;
constexpr double font = 12;
constexpr double text_left = 34;  ///< right of the sign
constexpr double text_room = width - text_left - 8;
constexpr double beside_mark = 114;  ///< what of it is left beside a mark
constexpr double bar_left = 10;
constexpr double bar_width = 138;
constexpr double bar_top = 67;
}  // namespace card_size

/// A name in one line or two of a width, broken behind a sign between words where there is one.
[[nodiscard]] std::vector<std::string> name_lines_of(const std::string& name, double room);

}  // namespace cutpoint
