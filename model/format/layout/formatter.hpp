/// Canonical layout of a document: comments, anchors and the order of names are kept.
#pragma once

#include <string>

#include "model/yaml/yaml_document.hpp"

namespace cutpoint {

[[nodiscard]] std::string lay_out_canonically(const YamlDocument& document, FileId file,
                                              const SourceFiles& sources);

}  // namespace cutpoint
