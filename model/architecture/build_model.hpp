/// From what was written to a model.
#pragma once

#include <optional>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/model.hpp"

namespace cutpoint {

/// Resolves a draft. Every finding is reported; a model is returned only where none is an error.
[[nodiscard]] std::optional<Model> build_model(const Draft& draft, Diagnostics& diagnostics);

/// Reports what `build_model` would, and makes no model: it needs less than half of the memory.
void check_draft(const Draft& draft, Diagnostics& diagnostics);

/// A fault tree's basic events as components, its top events as journeys. Linear.
[[nodiscard]] Model build_model(const FaultTree& tree);

}  // namespace cutpoint
