/// How the parts of a picture look, in any format. A colour means one thing, and people who are
/// blind to red or green can tell each from all others (a test measures it); border, weight and
/// words carry the same meaning.
#pragma once

#include <string>
#include <vector>

#include "renderer/picture/picture.hpp"

namespace cutpoint {

enum class Line { solid, dashed, dotted };
enum class Arrow { none, full, open, vee };

/// A box: its border, what fills it and the text on it. Colours as "#rrggbb".
struct Look {
  std::string stroke;
  std::string fill;
  std::string ink;
  double width = 1;
  Line line = Line::solid;
  /// Looks of one class are the same; for formats that name them.
  std::string name;
};

struct EdgeLook {
  std::string stroke;
  std::string ink;  ///< of the label
  double width = 1;
  Line line = Line::solid;
  Arrow arrow = Arrow::full;
  bool is_choice = false;  ///< a ring at the start: one of several ways
  bool is_dimmed = false;
};

struct Palette {
  std::string background, ink, muted, frame, node, node_stroke;
  std::string full, full_fill, partial, partial_fill, accepted, accepted_fill;
  std::string redundant, redundant_fill, degraded, degraded_fill;
  std::string line;  ///< what is not asked about
  std::string link, journey_fill;
  std::string added, added_fill, removed, removed_fill, changed, changed_fill;
  std::string fails, fails_fill, fails_ink, falls, falls_fill;
};

[[nodiscard]] const Palette& palette_of(Theme theme);

[[nodiscard]] Look look_of(const Picture& picture, const Picture::Frame& frame);
[[nodiscard]] Look look_of(const Picture& picture, const Picture::Node& node);
[[nodiscard]] EdgeLook look_of(const Picture& picture, const Picture::Edge& edge);

/// One line of the legend: a box, or an edge, and what it means.
struct LegendEntry {
  bool is_edge = false;
  Look box;
  std::string sample;  ///< the word in the box
  EdgeLook edge;
  std::string meaning;
};

/// Only what the picture uses.
[[nodiscard]] std::vector<LegendEntry> legend_of(const Picture& picture);

/// The name of a part.
[[nodiscard]] std::string first_line(const Picture::Part& part);
/// The lines of a frame's title: few, and not wide, so that edges pass beside it.
[[nodiscard]] std::vector<std::string> title_lines(const Picture::Frame& frame);

}  // namespace cutpoint
