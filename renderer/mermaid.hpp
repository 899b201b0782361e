/// The annotated diagram as a Mermaid flowchart, which forges draw inside Markdown.
#pragma once

#include <string>

#include "renderer/diagram.hpp"

namespace cutpoint {

/// Edges that Mermaid draws with its default settings (`maxEdges`); it refuses more.
inline constexpr std::size_t most_mermaid_edges = 500;

/// A flowchart from top to bottom, ending with a line end.
[[nodiscard]] std::string mermaid_text(const Drawing& drawing);

}  // namespace cutpoint
