/// How many instances components have, and what they run on.
#pragma once

#include <vector>

#include "model/architecture/builder/names.hpp"

namespace cutpoint {

/// `replicas`, and `at_least` or `quorum`; what is out of range is reported and taken as 1.
void resolve_pool(const DraftComponent& written, Component& component, Diagnostics& diagnostics);

/// Whether it surely has one: `replicas` was not written, rather than unreadable.
[[nodiscard]] bool has_one_instance(const DraftComponent& written, const Component& component);

/// The hosts of a component, as written; itself is refused.
[[nodiscard]] std::vector<ComponentId> resolve_hosts(ComponentId id, NameTable& names,
                                                     Diagnostics& diagnostics);

/// Hosts that run on each other in the end carry nothing. Linear, without recursion.
void refuse_host_cycles(const IdVector<ComponentId, Component>& components, const NameTable& names,
                        Diagnostics& diagnostics);

/// Instance 2 of pool `web` prints as `web#2`: no component may look like it.
void refuse_instance_names(const IdVector<ComponentId, Component>& components,
                           const NameTable& names, Diagnostics& diagnostics);

}  // namespace cutpoint
