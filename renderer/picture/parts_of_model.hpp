/// The whole of a model as a drawing, before anything is left out or drawn together.
#pragma once

#include "renderer/picture/picture.hpp"

namespace cutpoint {

/// `other`, where given, is the model of the other side of a comparison: what hosts something there
/// is a frame here too.
[[nodiscard]] Drawing draft_drawing(const AnalysedModel& model, const Model* other = nullptr);

/// Removes the parts that are not kept, with their edges; junctions that lead nowhere go too.
void keep_parts(Drawing& drawing, const std::vector<bool>& nodes, const std::vector<bool>& frames);

/// Frames that hold nothing become nodes, anchors are set anew: to be called last.
void settle_frames(Drawing& drawing);

}  // namespace cutpoint
