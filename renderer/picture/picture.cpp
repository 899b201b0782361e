#include "renderer/picture/picture.hpp"

namespace cutpoint {

bool Picture::lies_in(const End& end, std::size_t frame) const {
  int at = end.is_frame ? static_cast<int>(end.index) : nodes[end.index].frame;
  while (at >= 0 && static_cast<std::size_t>(at) != frame) {
    at = frames[static_cast<std::size_t>(at)].parent;
  }
  return at >= 0;
}

}  // namespace cutpoint
