/// What the engine's budget cut short, in words.
#pragma once

#include <string>

#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// "the exact availability by the time (10s), the cut sets by the memory (4GiB)", or nothing where
/// all was done that was asked for. What fixed limits leave out is said where it is missing.
[[nodiscard]] std::string budget_text(const Analysis& analysis);

}  // namespace cutpoint
