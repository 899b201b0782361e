/// The warning for what is no contradiction, but changes no figure.
#pragma once

#include <string>
#include <utility>

#include "cutpoint/diagnostic.hpp"

namespace cutpoint {

inline Diagnostic& without_effect(Diagnostics& diagnostics, SourceSpan span, std::string message) {
  return diagnostics.warning("without-effect", span, std::move(message));
}

}  // namespace cutpoint
