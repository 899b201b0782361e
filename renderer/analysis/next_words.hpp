/// What to do next, in the words of every format.
#pragma once

#include <string>
#include <vector>

#include "renderer/analysis/recovery_table.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// One sentence each, the first before all others: the change that was found, else objectives that
/// are missed, else what the worst single point costs, and what to ask. Empty where nothing has to
/// be done. `data` with what misses an objective first.
[[nodiscard]] std::vector<std::string> next_words(const RenderInput& input,
                                                  const Statements& statements,
                                                  const std::vector<RecoveredData>& data);

}  // namespace cutpoint
