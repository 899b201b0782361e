/// Where data comes back from after a loss.
#pragma once

#include <vector>

#include "cutpoint/data_recovery.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Every component that keeps data: those with backups, replication or objectives, and those of the
/// kinds database, volume, object_storage, vector_db, model_registry and feature_store that are not
/// just a replica of another. In file order.
///
/// A process that fails leaves its data where it is. A host, zone or region that is lost takes all
/// with it that runs on it; what survives is a replica or a backup elsewhere. Deletion and
/// corruption reach replicas too, so that only backups help. Of several sources the one is taken
/// that misses fewest objectives, then the one that loses least, then the one that is back first.
///
/// What is not written is not taken for lost: a backup of which nothing says where it lies, and the
/// copies of managed services and of members of a redundancy, are `unstated`.
[[nodiscard]] std::vector<DataRecovery> analyse_data_recovery(const Model& model,
                                                              const StructureFunction& function);

}  // namespace cutpoint
