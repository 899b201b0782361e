/// What differs between two written values, as deep as mappings go.
#pragma once

#include <vector>

#include "cutpoint/document_changes.hpp"
#include "model/yaml/yaml_text.hpp"

namespace cutpoint {

/// Mappings key by key, lists of as many mappings entry by entry, long lists by what joined and
/// what went, but for mappings that begin alike; everything else whole. Nothing where both are
/// written alike.
[[nodiscard]] std::vector<ValueChange> value_changes(const YamlText& before, const YamlText& after);

}  // namespace cutpoint
