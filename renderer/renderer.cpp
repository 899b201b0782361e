#include <algorithm>

#include "cutpoint/rendering.hpp"

namespace cutpoint {

const Renderer* find_renderer(std::string_view name) {
  const auto table = renderers();
  const auto found = std::find_if(table.begin(), table.end(),
                                  [name](const Renderer* row) { return row->name == name; });
  return found == table.end() ? nullptr : *found;
}

}  // namespace cutpoint
