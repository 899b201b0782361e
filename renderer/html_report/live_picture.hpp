/// The picture as a part of a page whose script knows which shape stands for what.
#pragma once

#include <string>
#include <string_view>

namespace cutpoint {

/// Graphviz's SVG without its prolog, with the shapes named by what they stand for:
/// `data-component` and `data-journey` with an index, edges with `data-from` and `data-to`. Expects
/// nodes called c1, j1 and frames called cluster_1, as pictures have them; others stay plain.
[[nodiscard]] std::string live_picture(std::string_view svg);

}  // namespace cutpoint
