#include "renderer/writing/markdown_text.hpp"

#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

std::string markdown_text(std::string_view text) {
  constexpr std::string_view special = "\\*_[]{}()#+!|~$";
  std::string out;
  const std::string shown = visible(text);
  bool in_code = false;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const char c = shown[i];
    if (c == '`' && (in_code || shown.find('`', i + 1) != std::string::npos)) {
      in_code = !in_code;
      out += c;
    } else if (c == '`') {
      out += "\\`";
    } else if (c == '|') {
      // Tables end a cell at a bar even inside code.
      out += "\\|";
    } else if (!in_code && c == '<') {
      out += "&lt;";
    } else if (!in_code && c == '>') {
      out += "&gt;";
    } else if (!in_code && c == '&') {
      out += "&amp;";
    } else if (!in_code && c == '@') {
      // Nobody is to be notified by the name of a component.
      out += "&#64;";
    } else {
      if (!in_code && special.find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

}  // namespace cutpoint
