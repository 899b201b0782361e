/// Keeps wide pictures readable: what stands side by side is broken into rows.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "renderer/picture/picture.hpp"

namespace cutpoint {

/// Pairs of nodes, by index, of which the second is to stand below the first: where more than a
/// dozen nodes of one frame would stand side by side, they come out in several rows.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> row_breaks(const Picture& picture);

}  // namespace cutpoint
