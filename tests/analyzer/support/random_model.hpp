// Random small drafts with everything that changes the structure function.
#pragma once

#include <cstdint>

#include "cutpoint/draft.hpp"

namespace cutpoint::testing {

/// The same seed gives the same draft everywhere. Most have at most 16 basic events; some are
/// invalid (a network that needs itself) and are meant to be skipped.
[[nodiscard]] Draft random_draft(std::uint64_t seed);

}  // namespace cutpoint::testing
