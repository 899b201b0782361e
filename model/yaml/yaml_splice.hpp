/// A parsed document with some entries of one of its mappings parsed anew.
#pragma once

#include <optional>
#include <string_view>

#include "model/yaml/yaml_document.hpp"

namespace cutpoint {

/// The document of `text`, made of that of `old_text`; nothing where that cannot be sure to be what
/// parsing `text` gives. `document` was parsed from `old_text` without a word. Work: that of the
/// changed entries, and one pass over the nodes.
[[nodiscard]] std::optional<YamlDocument> spliced_yaml(const YamlDocument& document,
                                                       std::string_view old_text,
                                                       std::string_view text, FileId file);

}  // namespace cutpoint
