/// The canonical layout of a document.
#pragma once

#include <optional>
#include <string>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

/// The document with canonical layout: comments, anchors and the order of names are kept. Nothing
/// when the text is not well-formed YAML (diagnostics say why).
[[nodiscard]] std::optional<std::string> format_architecture(const std::string& name,
                                                             std::string text, SourceFiles& sources,
                                                             Diagnostics& diagnostics);

}  // namespace cutpoint
