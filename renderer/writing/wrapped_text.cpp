#include "renderer/writing/wrapped_text.hpp"

#include <algorithm>

#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

std::string wrapped(std::string_view text, std::size_t column, std::size_t indent,
                    std::size_t width) {
  std::string out;
  bool at_start = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (!at_start && column + 1 + display_width(word) > width) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (!at_start) {
      out += ' ';
      ++column;
    }
    at_start = false;
    out += word;
    column += display_width(word);
    at = end + 1;
  }
  return out;
}

}  // namespace cutpoint
