/// The changes that are worth a try: for every single point of failure and top contributor both
/// ways of the trade.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "analyzer/advice/costs.hpp"
#include "cutpoint/advice.hpp"

namespace cutpoint {

struct Candidate {
  AdvisedChange shown;
  Effort effort = Effort::none;
  bool for_data = false;  ///< changes what is lost, not how long it is down
  /// Members of the redundancy group whose switch it changes; shown, and not part of any set.
  std::vector<std::string> switched;
  std::function<void(Draft&)> apply;
};

/// A draft with its model and what the analysis says of it.
struct AnalysedDraft {
  const Draft& draft;
  const Model& model;
  const StructureFunction& function;
  const Analysis& analysis;
};

struct CandidateOptions {
  std::vector<JourneyId> journeys;
  std::size_t contributors = 10;
  bool only_instances = false;  ///< a further round: what is over sooner was considered before
};

/// In an order in which they can be applied: first what makes recovery faster, then what eliminates
/// (a new place takes over the figures of the one it is made from). Parts for which nothing is
/// known are named in `left_alone` with the reason.
[[nodiscard]] std::vector<Candidate> find_candidates(const AnalysedDraft& base,
                                                     const CandidateOptions& options,
                                                     std::vector<std::string>& left_alone);

}  // namespace cutpoint
