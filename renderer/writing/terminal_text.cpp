#include "renderer/writing/terminal_text.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "model/base/utf8.hpp"

namespace cutpoint {

std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  std::size_t length = 1;
  std::uint32_t code = byte;
  if (byte >= 0xF0) {
    length = 4;
    code = byte & 0x07U;
  } else if (byte >= 0xE0) {
    length = 3;
    code = byte & 0x0FU;
  } else if (byte >= 0xC0) {
    length = 2;
    code = byte & 0x1FU;
  }
  if (at + length > text.size()) length = 1;
  for (std::size_t i = 1; i < length; ++i) {
    code = code << 6U | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  }
  at += length;
  return code;
}

namespace {

struct CodeRange {
  std::uint32_t first;
  std::uint32_t last;
};

template <std::size_t N>
bool in_any(const std::array<CodeRange, N>& ranges, std::uint32_t code) {
  return std::any_of(ranges.begin(), ranges.end(), [code](const CodeRange& range) {
    return code >= range.first && code <= range.last;
  });
}

// Marks without a shape of their own, those that turn the direction of text, and those that XML
// cannot hold.
constexpr std::array misleading = {
    CodeRange{0x00, 0x1F},     CodeRange{0x7F, 0x9F},       CodeRange{0xAD, 0xAD},
    CodeRange{0x061C, 0x061C}, CodeRange{0x200B, 0x200F},   CodeRange{0x2028, 0x202E},
    CodeRange{0x2060, 0x206F}, CodeRange{0xFEFF, 0xFEFF},   CodeRange{0xFFF9, 0xFFFB},
    CodeRange{0xFFFE, 0xFFFF}, CodeRange{0xE0000, 0xE007F},
};

}  // namespace

std::string visible(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const std::uint32_t code = next_code_point(text, at);
    if (code == '\n') {
      out += "\\n";
    } else if (code == '\t') {
      out += "\\t";
    } else if (code < 0x100 && in_any(misleading, code)) {
      out += fmt::format("\\x{:02x}", code);
    } else if (in_any(misleading, code)) {
      out += fmt::format("\\u{:04x}", code);
    } else {
      out += text.substr(start, at - start);
    }
  }
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) width += character_width(next_code_point(text, at));
  return width;
}

std::string elided(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  const std::size_t tail = (width - 1) / 2;
  const std::size_t head = width - 1 - tail;
  std::string out;
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    used += character_width(next_code_point(text, at));
    if (used > head) break;
    out += text.substr(start, at - start);
  }
  std::size_t from = 0;
  for (std::size_t left = display_width(text); left > tail;) {
    left -= character_width(next_code_point(text, from));
  }
  return out + "…" + std::string(text.substr(from));
}

std::string elided_path(std::string_view text, std::size_t width) {
  constexpr std::string_view arrow = " → ";
  if (display_width(text) <= width) return std::string(text);
  std::vector<std::string_view> steps;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(arrow, at), text.size());
    steps.push_back(text.substr(at, end - at));
    at = end + arrow.size();
  }
  if (steps.size() < 3) return elided(text, width);
  const std::string first = std::string(steps.front()) + std::string(arrow) + "…";
  std::string tail = std::string(arrow) + std::string(steps.back());
  if (display_width(first) + display_width(tail) > width) return elided(text, width);
  for (std::size_t i = steps.size() - 2; i > 0; --i) {
    std::string longer = std::string(arrow) + std::string(steps[i]) + tail;
    if (display_width(first) + display_width(longer) > width) break;
    tail = std::move(longer);
  }
  return first + tail;
}

std::string Painter::operator()(Style style, std::string_view text) const {
  if (!colour_ || style == Style::plain) return std::string(text);
  const char* code = "";
  switch (style) {
    case Style::bold:
      code = "1";
      break;
    case Style::dim:
      code = "2";
      break;
    case Style::red:
      code = "1;31";
      break;
    case Style::amber:
      code = "33";
      break;
    case Style::green:
      code = "32";
      break;
    case Style::blue:
      code = "34";
      break;
    case Style::plain:
      break;
  }
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

}  // namespace cutpoint
