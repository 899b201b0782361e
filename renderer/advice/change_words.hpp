/// Changes, their costs and assumptions, and what fits a target, put into words.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/advice.hpp"

namespace cutpoint {

/// "run 2 of `api`, on `vm-2` too".
[[nodiscard]] std::string change_text(const AdvisedChange& change);
/// "2 of it": as short as a card of the picture has room for.
[[nodiscard]] std::string change_on_card(const ChangeDescription& how);
/// "1 more vm-1", "running the health check".
[[nodiscard]] std::string cost_item_text(const CostItem& item);
/// "a restart takes 30 s and cures 80%".
[[nodiscard]] std::string assumption_text(const ChangeAssumption& assumption);
[[nodiscard]] std::vector<std::string> assumption_texts(const AdvisedChange& change);
/// "data lost at worst: 24 h → 1 h".
[[nodiscard]] std::string side_effect_text(const SideEffect& effect);
/// "bank: nothing known makes it better".
[[nodiscard]] std::string left_alone_text(const LeftAlone& part);
/// A sentence about a target, or two.
[[nodiscard]] std::string guidance_text(const Guidance& guidance, Availability target);

}  // namespace cutpoint
