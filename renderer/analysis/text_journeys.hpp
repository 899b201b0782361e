/// The parts of the terminal report that serve many journeys at once.
#pragma once

#include <string>

#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// One row for each journey.
[[nodiscard]] std::string journeys_table(const RenderInput& input, const Painter& paint);

/// One row for each event that is a single point of failure of any journey, in its worst class.
[[nodiscard]] std::string shared_single_points(const RenderInput& input, const Painter& paint);

/// What defeats which redundancy of any journey.
[[nodiscard]] std::string shared_common_causes(const RenderInput& input, const Painter& paint);

}  // namespace cutpoint
