/// JSON as the tree that YAML is read to, without yaml-cpp, which takes ten times as long.
#pragma once

#include <optional>

#include "cutpoint/source.hpp"
#include "model/yaml/yaml_tree.hpp"

namespace cutpoint {

/// The document of a text that is JSON, and nothing else, and right: what `parse_yaml` would read.
/// Nothing of all other texts, be they YAML with braces or wrong: that is told by who reads YAML.
[[nodiscard]] std::optional<YamlDocument> read_json_document(FileId file,
                                                             const SourceFiles& sources,
                                                             const YamlLimits& limits);

}  // namespace cutpoint
