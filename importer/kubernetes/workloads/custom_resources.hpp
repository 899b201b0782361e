/// What operators run for custom resources.
#pragma once

#include "importer/kubernetes/workloads/workloads.hpp"

namespace cutpoint::kubernetes {

/// Appends what operators run for the custom resources of the files, with the pods that are there.
void add_custom_workloads(const Objects& objects, FoundWorkloads& workloads);

}  // namespace cutpoint::kubernetes
