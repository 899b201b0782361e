/// What a picture of an architecture shows, and how it looks.
///
/// Plain values; what they point to belongs to the caller.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cutpoint/comparison.hpp"

namespace cutpoint {

/// Colours of the pictures. All of them can be told apart by colour-blind people, and no meaning
/// hangs on a colour alone.
enum class Theme {
  light,
  dark,
  print,  ///< black and grey on white
};

/// What is drawn as one box.
enum class Collapse {
  automatic,  ///< nothing, unless the picture is too large to be laid out in seconds
  none,
  host,  ///< what runs on one machine
  zone,  ///< what runs in one zone; where there is none, in the outermost place
  kind,  ///< components of one kind
};

/// The earlier model that a picture shows the changes since.
struct DrawnChange {
  const AnalysedModel& before;
  const Comparison& comparison;
};

/// A failure that a picture plays.
struct DrawnFailure {
  const Consequence& consequence;
  std::string title;  ///< "cut set 3 of checkout"
};

/// All restrictions hold at once; pointers are to values that live as long as the rendering.
struct PictureOptions {
  Theme theme = Theme::light;
  Collapse collapse = Collapse::automatic;
  bool only_single_points = false;  ///< single points of failure and the ways to them
  JourneyId journey = {};           ///< only what this one uses; invalid: all
  std::vector<ComponentId> around;  ///< only these and what is near them; empty: all
  std::uint32_t depth = 1;          ///< how many edges away is near
  const DrawnFailure* failure = nullptr;
  const DrawnChange* change = nullptr;
};

}  // namespace cutpoint
