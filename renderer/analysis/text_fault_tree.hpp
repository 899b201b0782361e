/// The terminal report of a fault tree: top events in the words of that trade.
#pragma once

#include <string>

#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

[[nodiscard]] std::string fault_tree_report(const RenderInput& input, const Painter& paint);

}  // namespace cutpoint
