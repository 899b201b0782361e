/// How many of several must work.
#pragma once

#include <cstdint>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/operations.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

/// Both say how many of `count` must work.
void refuse_two_thresholds(const Spanned<Quorum>& quorum, const Spanned<std::uint32_t>& at_least,
                           std::uint32_t count, Diagnostics& diagnostics);

}  // namespace cutpoint
