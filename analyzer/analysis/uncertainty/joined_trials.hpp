/// Trials that several processes have run, as one run.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analyzer/analysis/uncertainty/trials.hpp"
#include "cutpoint/result.hpp"
#include "cutpoint/uncertainty.hpp"

namespace cutpoint {

struct JoinedTrials {
  std::string diagram;
  std::uint32_t samples = 0;
  std::uint64_t seed = 0;
  TrialResults results;
  bool fits = true;  ///< false where they turned out to be of another diagram
};

/// A failure where they make up no run: trials that are missing, there twice, damaged, or of
/// another number of trials, seed or diagram.
[[nodiscard]] Result<JoinedTrials> join_trials(std::vector<UncertaintyPart> parts);

}  // namespace cutpoint
