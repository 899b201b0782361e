#include "renderer/writing/terminal_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/base/code_points.hpp"
#include "model/base/utf8.hpp"

namespace cutpoint {

std::string visible(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const std::uint32_t code = next_code_point(text, at);
    if (code == '\n') {
      out += "\\n";
    } else if (code == '\t') {
      out += "\\t";
    } else if (code < 0x100 && is_misleading(code)) {
      out += fmt::format("\\x{:02x}", code);
    } else if (is_misleading(code)) {
      out += fmt::format("\\u{:04x}", code);
    } else {
      out += text.substr(start, at - start);
    }
  }
  return out;
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    // Names have no escapes left when they get here: these are a painter's.
    if (text.substr(at, 2) == "\x1b[") {
      at = std::min(text.find('m', at), text.size() - 1) + 1;
      continue;
    }
    width += character_width(next_code_point(text, at));
  }
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
