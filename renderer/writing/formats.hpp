/// Ways to write a result down. Each result has one table of formats, which renderer/CMakeLists.txt
/// generates: commands take their choices from it, and a new format is one new row.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cutpoint/rendered.hpp"

namespace cutpoint {

/// One row of a table of formats. `Input` is the result with what is needed to write it down.
template <class Input>
struct Format : FormatDescription {
  Rendered (*render)(const Input& input) = nullptr;
};

/// A table of formats, in the order in which they are offered.
template <class Input>
using Formats = std::span<const Format<Input>* const>;

/// Null where the table has no such format.
template <class Input>
[[nodiscard]] const Format<Input>* find_format(Formats<Input> formats, std::string_view name) {
  const auto found = std::find_if(formats.begin(), formats.end(),
                                  [name](const auto* row) { return row->name == name; });
  return found == formats.end() ? nullptr : *found;
}

template <class Input>
[[nodiscard]] std::vector<std::string> format_names(Formats<Input> formats) {
  std::vector<std::string> names;
  for (const auto* row : formats) names.emplace_back(row->name);
  return names;
}

}  // namespace cutpoint
