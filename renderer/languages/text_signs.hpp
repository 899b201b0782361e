/// Signs of kinds where a picture is text: characters that stand for the drawn ones.
#pragma once

#include <string>
#include <vector>

#include "renderer/picture/look.hpp"
#include "renderer/picture/picture.hpp"

namespace cutpoint {

/// A label with the part's sign before its first line.
[[nodiscard]] std::vector<std::string> with_sign(const Picture::Part& part,
                                                 std::vector<std::string> lines);

/// What the signs of the picture mean, as a sentence of its legend; empty where there are none.
[[nodiscard]] std::string sign_meanings(const Picture& picture);

/// What the bars behind figures are; empty where there are none.
[[nodiscard]] std::string heat_meaning(const Picture& picture);

/// "SPOF: single point of failure", of a box of the legend.
[[nodiscard]] std::string box_words(const LegendEntry& entry);

/// An edge in letters, "o──▶", where a legend cannot draw.
[[nodiscard]] std::string edge_sign(const EdgeLook& look);

/// How a part is drawn where its sign says what it is: as a box or a drum. What has no sign, and
/// what was given a shape of its own, is drawn as that.
[[nodiscard]] Shape shape_beside_sign(const Picture::Part& part);

}  // namespace cutpoint
