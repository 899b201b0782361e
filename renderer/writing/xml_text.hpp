/// Text in XML and in all that is built like it: SVG, HTML, the labels of Graphviz.
#pragma once

#include <string>
#include <string_view>

namespace cutpoint {

/// The text as content of an element, or as a value in double quotes. Control characters, which XML
/// cannot hold, must be gone before.
[[nodiscard]] std::string xml_text(std::string_view text);

}  // namespace cutpoint
