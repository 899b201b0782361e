/// What users do: a journey for each way in.
#pragma once

#include <vector>

#include "cutpoint/draft.hpp"
#include "importer/kubernetes/open_workloads.hpp"

namespace cutpoint::kubernetes {

struct Journeys {
  std::vector<BehindFront> behind;  ///< perhaps called by a front end
  std::vector<DraftJourney> drafts;
  std::vector<Conclusion> conclusions;
};

[[nodiscard]] Journeys find_journeys(const std::vector<Workload>& workloads,
                                     const ServiceTable& services, const Routes& routes,
                                     const Needs& needs);

}  // namespace cutpoint::kubernetes
