/// Values at the end of a written path.
#pragma once

#include <string_view>
#include <vector>

#include "importer/documents/value_tree.hpp"

namespace cutpoint::kubernetes {

/// All values at a path of keys joined by dots; `*` is each item of a list, `%` each value of a
/// mapping. An empty path is the value itself.
[[nodiscard]] std::vector<documents::Value> values_at(const documents::Value& from,
                                                      std::string_view path);

/// The only value at a path; a missing one where there is none or several.
[[nodiscard]] documents::Value single_value(const documents::Value& from, std::string_view path);

}  // namespace cutpoint::kubernetes
