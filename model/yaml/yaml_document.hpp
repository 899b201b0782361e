/// Reads a YAML file as a compact positioned tree: the only door to yaml-cpp.
#pragma once

#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/source.hpp"
#include "model/yaml/yaml_tree.hpp"

namespace cutpoint {

/// Parses all documents of a registered file. Syntax errors, duplicate keys (with a note "first
/// defined here"), unknown aliases and exceeded limits are errors in `diagnostics`; what could be
/// read up to a syntax error is returned. What is JSON is read as such, with the same result.
[[nodiscard]] std::vector<YamlDocument> parse_yaml(FileId file, const SourceFiles& sources,
                                                   Diagnostics& diagnostics,
                                                   const YamlLimits& limits = {});

}  // namespace cutpoint
