#include "renderer/catalogue/term_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

std::string render_term_text(const Term& term, bool colour, std::size_t width) {
  const Painter paint(colour);
  const std::size_t room = std::clamp<std::size_t>(width, 40, 100);
  std::string out = paint(Style::bold, term.name) + "\n  " + wrapped(term.text, 2, 2, room);
  if (out.back() != '\n') out += '\n';
  if (!term.more.empty()) out += "  See: " + wrapped(term.more, 7, 7, room);
  if (out.back() != '\n') out += '\n';
  return out;
}

}  // namespace cutpoint
