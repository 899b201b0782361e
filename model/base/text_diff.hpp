/// Two texts compared line by line.
#pragma once

#include <string>
#include <string_view>

namespace cutpoint {

/// The change of one file as `patch -p0` and `git apply -p0` read it, three lines of context;
/// empty where nothing differs.
[[nodiscard]] std::string unified_diff(std::string_view path, std::string_view before,
                                       std::string_view after);

}  // namespace cutpoint
