/// The line that a finding is about, with a caret under it.
#pragma once

#include <cstddef>
#include <string>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/source.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// "file:line:column", the file alone where the line is not known, or nothing.
[[nodiscard]] std::string place_text(const SourceSpan& span, const SourceFiles& sources);

/// Three lines: margin, text, caret; lines that are longer than `width` allows, or than a hundred
/// columns, are cut to a window around the span.
[[nodiscard]] std::string excerpt(const SourceSpan& span, const SourceFiles& sources,
                                  const Painter& paint, Style style,
                                  std::size_t width = std::string::npos);

}  // namespace cutpoint
