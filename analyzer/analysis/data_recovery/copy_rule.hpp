/// The rule of three copies, on two kinds of medium, one at another site.
#pragma once

#include "cutpoint/data_recovery.hpp"

namespace cutpoint {

/// The component and its replicas lie on disk; backups say their medium. Off-site is what says so,
/// and what lies in another region.
[[nodiscard]] CopyRule copy_rule(const Model& model, ComponentId id);

}  // namespace cutpoint
