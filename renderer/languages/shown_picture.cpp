#include "renderer/languages/shown_picture.hpp"

#include "renderer/cards/card_making.hpp"
#include "renderer/cards/level_picture.hpp"
#include "renderer/languages/card_svg.hpp"
#include "renderer/picture/draw.hpp"

namespace cutpoint {

Picture shown_picture(const RenderInput& input) {
  if (!shows_cards(input.options.picture)) return draw(input);
  return level_picture(card_tree(input));
}

}  // namespace cutpoint
