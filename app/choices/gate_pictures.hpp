/// `cutpoint render --as`: the fault tree or the block diagram of a journey.
#pragma once

#include <string>

#include "cutpoint/system.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

enum class GatePicture { fault_tree, block_diagram };

/// As SVG. What is closed, and how many events are behind it, is said in the picture.
[[nodiscard]] std::string gate_picture(const System& system, JourneyId journey, GatePicture form,
                                       Theme theme);

}  // namespace cutpoint
