/// What can be mended at a place by one press.
#pragma once

#include <string>

#include "app/language_server/places.hpp"
#include "app/language_server/workspace.hpp"

namespace cutpoint {

/// First and last line of a selection, from 1 on.
struct LineRange {
  std::uint32_t first = 1;
  std::uint32_t last = 1;
  [[nodiscard]] bool holds(std::uint32_t line) const { return first <= line && line <= last; }
};

/// Fixes of misspelt words, acceptances of findings, figures that are assumed so far, and, of a
/// journey that misses its SLO, the cheapest changes that meet it: these are looked for when
/// chosen.
[[nodiscard]] RpcJson code_actions_json(const std::string& path, LineRange lines,
                                        Workspace& workspace);
/// The action with its edit. Throws RpcFailure where there is none.
[[nodiscard]] RpcJson resolved_action(RpcJson action, Workspace& workspace);

}  // namespace cutpoint
