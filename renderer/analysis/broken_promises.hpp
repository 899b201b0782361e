/// What a check fails for, in the words of every report.
#pragma once

#include <string>
#include <vector>

#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// SLOs, SLAs, and objectives of data and of sites: one line each, with the subject first.
struct BrokenPromises {
  std::vector<std::string> missed;
  std::vector<std::string> undecided;
};

[[nodiscard]] BrokenPromises broken_promises(const RenderInput& input);

}  // namespace cutpoint
