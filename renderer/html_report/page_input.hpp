/// What the sections of a page are given.
#pragma once

#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// With what is stated of the result, which takes long for large systems, found once.
struct PageInput : RenderInput {
  explicit PageInput(const RenderInput& input)
      : RenderInput(input), statements(statements_of(input)) {}

  Statements statements;
};

}  // namespace cutpoint
