/// A change of a draft that is worth a try, and what it is found from.
#pragma once

#include <functional>
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

}  // namespace cutpoint
