/// Small signs beside the names in pictures, one for each kind: paths of our own, no font, no file.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "cutpoint/kind.hpp"
#include "renderer/picture/picture.hpp"

namespace cutpoint {

/// SVG path data on a field of 16 by 16, to be stroked and not filled; empty for Glyph::none.
[[nodiscard]] std::string_view glyph_path(Glyph glyph);

/// A character that stands for it where a picture is text: of the Basic Multilingual Plane, in
/// DejaVu Sans, never drawn as an emoji, none twice; empty for Glyph::none.
[[nodiscard]] std::string_view glyph_character(Glyph glyph);

/// Width in points that a sign takes from its label, the gap included.
constexpr double glyph_room = 17;

/// As wide in the titles of frames, at the end of their lines; `with_glyphs` takes them out again.
constexpr std::string_view glyph_blanks = "\u00A0\u00A0\u00A0\u00A0\u00A0";

/// The sign of one node or frame of a laid out picture.
struct LabelSign {
  Glyph glyph = Glyph::none;
  std::string ink;  ///< "#rrggbb"
  /// In points, of a node's label, which is centred; frames have theirs at the left.
  double label_width = 0;
  bool is_frame = false;
};

using GlyphSigns = std::map<std::string, LabelSign, std::less<>>;

/// The signs of a picture, by the titles of their groups. Labels are as wide as the layout says.
[[nodiscard]] GlyphSigns glyph_signs(
    const Picture& picture, const std::function<double(const std::string& id)>& label_width);

/// The SVG that Graphviz wrote with a sign left of the text in each group whose title is a key.
/// Labels move to the right: half of `glyph_room` where they are centred.
[[nodiscard]] std::string with_glyphs(std::string_view svg, const GlyphSigns& signs);

}  // namespace cutpoint
