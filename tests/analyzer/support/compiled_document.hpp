// A document, read and compiled; for tests of what is made of it.
#pragma once

#include <string>

#include "cutpoint/structure_function.hpp"

namespace cutpoint::testing {

/// Of the text without its first line; it must be right.
[[nodiscard]] Model model_of(const std::string& text);

struct CompiledDocument {
  Model model;
  StructureFunction function;

  explicit CompiledDocument(const std::string& text);
};

}  // namespace cutpoint::testing
