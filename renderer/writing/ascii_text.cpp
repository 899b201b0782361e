#include "renderer/writing/ascii_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "model/base/code_points.hpp"
#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

struct Sign {
  std::string_view sign;
  std::string_view ascii;  ///< as wide, so that columns stay in line
};

/// What cutpoint itself writes on terminals; a test compares it with the sources.
constexpr std::array ascii_signs = {
    Sign{"→", ">"}, Sign{"…", "~"}, Sign{"–", "-"}, Sign{"—", "-"}, Sign{"−", "-"}, Sign{"×", "x"},
    Sign{"·", "|"}, Sign{"✗", "x"}, Sign{"✓", "+"}, Sign{"↓", "v"}, Sign{"•", "*"}, Sign{"∞", "8"},
    Sign{"█", "#"}, Sign{"▉", "#"}, Sign{"▊", "#"}, Sign{"▋", "#"}, Sign{"▌", "="}, Sign{"▍", "="},
    Sign{"▎", "-"}, Sign{"▏", "-"}, Sign{"▣", "#"}, Sign{"○", "o"}, Sign{"─", "-"}, Sign{"±", "~"},
};

}  // namespace

std::string ascii_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    std::uint32_t code = next_code_point(text, at);
    const std::string_view sign = text.substr(start, at - start);
    if (sign.size() == 1) code = static_cast<unsigned char>(sign.front());  // stray bytes too
    const auto known = std::find_if(ascii_signs.begin(), ascii_signs.end(),
                                    [sign](const Sign& row) { return row.sign == sign; });
    if (known != ascii_signs.end()) {
      out += known->ascii;
    } else if (code < 0x80) {
      out += sign;
    } else {
      out += fmt::format("\\u{{{:x}}}", code);
    }
  }
  return out;
}

}  // namespace cutpoint
