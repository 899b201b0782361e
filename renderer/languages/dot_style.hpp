/// The looks of a picture's parts as attributes of Graphviz.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "renderer/picture/picture.hpp"

namespace cutpoint {

using DotAttributes = std::vector<std::pair<std::string, std::string>>;

[[nodiscard]] DotAttributes graph_attributes(const Picture& picture);
/// What keeps the layout of a picture of so many edges within half a second, or within seconds, at
/// the price of some beauty; nothing for small ones.
[[nodiscard]] DotAttributes effort_attributes(std::size_t edges);
[[nodiscard]] DotAttributes frame_attributes(const Picture& picture, const Picture::Frame& frame);
[[nodiscard]] DotAttributes anchor_attributes();
/// The label of a node is `beside` points narrower than the room inside its outline.
[[nodiscard]] DotAttributes node_attributes(const Picture& picture, const Picture::Node& node,
                                            double beside = 0);
[[nodiscard]] DotAttributes edge_attributes(const Picture& picture, const Picture::Edge& edge);

constexpr std::size_t longest_label = 48;  ///< columns

/// Lines as a plain Graphviz label: what users can name stays text, whatever it holds.
/// Lines are centred, or to the left, and elided where they are longer than `longest` columns.
[[nodiscard]] std::string label_text(const std::vector<std::string>& lines, bool left = false,
                                     std::size_t longest = longest_label);

/// The title of a frame as such a label, with `blanks` at the end of each line.
[[nodiscard]] std::string frame_label_text(const Picture::Frame& frame, std::string_view blanks);

/// The picture's title as such a label, broken into lines.
[[nodiscard]] std::string title_text(const std::string& title);

/// The legend as an HTML-like table that lists only what the picture uses; empty where nothing
/// does.
[[nodiscard]] std::string legend_table(const Picture& picture);

}  // namespace cutpoint
