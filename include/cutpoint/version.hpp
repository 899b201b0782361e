/// Which cutpoint this is.
///
/// Static texts.
#pragma once

#include <string_view>

#include "cutpoint/export.hpp"

namespace cutpoint {

/// "0.1.0", of the library that was linked.
[[nodiscard]] CUTPOINT_API std::string_view version();

/// Twelve digits of the commit that was built; empty where that is not known (built from an
/// archive, without git).
[[nodiscard]] CUTPOINT_API std::string_view commit();

}  // namespace cutpoint
