/// What an import has to say beside the draft: domains, remarks, names without an answer.
#pragma once

#include "importer/kubernetes/journeys.hpp"
#include "importer/kubernetes/scheduling/placement.hpp"

namespace cutpoint::kubernetes {

/// What was concluded of the files.
struct ImportFindings {
  const std::vector<Workload>& workloads;
  const Needs& needs;
  const Routes& routes;
  const Placement& placement;
  const Objects& objects;
};

/// Adds conclusions and unmet needs to the result, and says in diagnostics what people should see.
void report_import(const ImportFindings& findings, Imported& result, Diagnostics& diagnostics);

}  // namespace cutpoint::kubernetes
