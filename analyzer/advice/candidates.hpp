/// The changes that are worth a try: for every single point of failure and top contributor both
/// ways of the trade.
#pragma once

#include <vector>

#include "analyzer/advice/candidate.hpp"

namespace cutpoint {

/// In an order in which they can be applied: first what makes recovery faster, then what eliminates
/// (a new place takes over the figures of the one it is made from). Parts for which nothing is
/// known are named in `left_alone` with the reason.
[[nodiscard]] std::vector<Candidate> find_candidates(const AnalysedDraft& base,
                                                     const CandidateOptions& options,
                                                     std::vector<LeftAlone>& left_alone);

}  // namespace cutpoint
