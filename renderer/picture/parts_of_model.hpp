/// The whole of a model as a picture, before anything is left out or drawn together.
#pragma once

#include "renderer/picture/picture.hpp"

namespace cutpoint {

/// `other`, where given, is the model of the other side of a comparison: what hosts something there
/// is a frame here too.
[[nodiscard]] Picture draft_picture(const AnalysedModel& model, const Model* other = nullptr);

/// Removes the parts that are not kept, with their edges; junctions that lead nowhere go too.
void keep_parts(Picture& picture, const std::vector<bool>& nodes, const std::vector<bool>& frames);

/// Frames that hold nothing become nodes, anchors are set anew: to be called last.
void settle_frames(Picture& picture);

}  // namespace cutpoint
