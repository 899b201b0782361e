/// What all share and no file lists: name resolution, the way in from outside, the API server and
/// the webhooks that it calls.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "importer/kubernetes/journeys.hpp"

namespace cutpoint::kubernetes {

struct SharedPartsInput {
  const std::vector<Workload>& workloads;
  const ServiceTable& services;
  const Needs& needs;
  const Routes& routes;
  const Objects& objects;
  std::function<std::string(std::string)> unused_name;
};

/// Adds them to the draft: as common causes of those who cannot do without them where the files do
/// not have them, with the catalogue's figures of their kind; as a component of the control plane
/// where only changes need them.
void add_shared_parts(const SharedPartsInput& input, Imported& result, Diagnostics& diagnostics);

}  // namespace cutpoint::kubernetes
