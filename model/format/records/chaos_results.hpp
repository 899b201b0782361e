/// What happened in chaos experiments, as somebody wrote it down.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/duration.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

/// One experiment that was run: `kill-web-1: {journeys: {checkout: up}, fallen: [], note: …}`.
struct ChaosResult {
  Spanned<std::string> experiment;
  /// Journey and `up`, `degraded` or `down`.
  std::vector<std::pair<Spanned<std::string>, Spanned<std::string>>> journeys;
  /// Components seen down beside the target; absent: nobody looked.
  std::optional<std::vector<Spanned<std::string>>> fallen;
  Given<Duration> recovered_in;
  std::string note;
};

struct ChaosResults {
  std::vector<ChaosResult> results;
};

/// Reads a results file (`cutpoint-chaos-results: 1`). All errors are reported, each at its place;
/// states that are none of the three are among them.
[[nodiscard]] ChaosResults read_chaos_results(const std::string& name, const std::string& text,
                                              SourceFiles& sources, Diagnostics& diagnostics);

}  // namespace cutpoint
