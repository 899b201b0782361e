/// The way out: what a system answered, in writing.
///
/// Texts are UTF-8, pictures bytes; nothing is printed and no file is written. A format that the
/// result does not have, and a picture too large to lay out, are the error of what is given back.
/// Everything that is handed in must belong to the system given and live as long as the call.
///
/// Threads: any number at once; pictures that Graphviz writes (dot, svg, png) wait for each other.
/// Cost: linear in what is written; a layout takes seconds at most, the page holds one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/export.hpp"
#include "cutpoint/rendered.hpp"
#include "cutpoint/system.hpp"

namespace cutpoint {

/// Formats of an analysis: texts, then pictures of the architecture (none of fault trees).
[[nodiscard]] CUTPOINT_API std::vector<FormatDescription> analysis_format_list();

/// text, json, markdown, csv, html; dot, svg, png, mermaid, d2.
[[nodiscard]] CUTPOINT_API Rendered render(const System& system, const Analysis& analysis,
                                           std::string_view format,
                                           const RenderOptions& options = {});
/// text, markdown, json, csv; so are those below.
[[nodiscard]] CUTPOINT_API Rendered render(const System& system, const Consequence& consequence,
                                           std::string_view format,
                                           const RenderOptions& options = {});
[[nodiscard]] CUTPOINT_API Rendered render(const System& system, const Simulation& simulation,
                                           std::string_view format,
                                           const RenderOptions& options = {});
[[nodiscard]] CUTPOINT_API Rendered render(const System& system, const RareSimulation& simulation,
                                           std::string_view format,
                                           const RenderOptions& options = {});
[[nodiscard]] CUTPOINT_API Rendered render(const System& system, const Sensitivity& sensitivity,
                                           std::string_view format,
                                           const RenderOptions& options = {});
/// With the table of sensitivities beside it; the changed text is `changed_document`'s.
[[nodiscard]] CUTPOINT_API Rendered render(const System& system, const Advice& advice,
                                           const Sensitivity& sensitivity, std::string_view format,
                                           const RenderOptions& options = {});
/// The names of both systems stand for them.
[[nodiscard]] CUTPOINT_API Rendered render(const System& before, const System& after,
                                           const Comparison& comparison, std::string_view format,
                                           const RenderOptions& options = {});
/// Findings of `lint`: text, json, sarif, github, gitlab, junit, markdown.
[[nodiscard]] CUTPOINT_API Rendered render(const System& system,
                                           const std::vector<Finding>& findings,
                                           std::string_view format,
                                           const RenderOptions& options = {});

/// Findings for a terminal: place, excerpt with caret, help and related places; in lines of at most
/// `width` columns.
[[nodiscard]] CUTPOINT_API std::string render_diagnostics(const Diagnostics& diagnostics,
                                                          const SourceFiles& sources, bool colour,
                                                          std::size_t width = std::string::npos);

}  // namespace cutpoint
