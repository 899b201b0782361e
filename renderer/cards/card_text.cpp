#include "renderer/cards/card_text.hpp"

#include "renderer/writing/drawn_text.hpp"

namespace cutpoint {

std::vector<std::string> name_lines_of(const std::string& name, double room) {
  return lines_within(name, room, card_size::name_font, true);
}

}  // namespace cutpoint
