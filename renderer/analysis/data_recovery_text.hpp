/// Recovery of data as people read it.
#pragma once

#include <string>

#include "cutpoint/rendering.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// A table of what is lost and how long it takes to come back; empty where nothing keeps data.
[[nodiscard]] std::string recovery_text(const RenderInput& input, const Painter& paint);

/// "zone zone-a", or only the scope where the data itself is lost.
[[nodiscard]] std::string lost_text(const RenderInput& input, const DataRecovery& data,
                                    const ScopeRecovery& row);
/// "replica db-2"
[[nodiscard]] std::string source_text(const ScopeRecovery& row);

/// Groups with failover or repair crews; empty without any.
[[nodiscard]] std::string groups_text(const RenderInput& input, const Painter& paint);

/// How sites stand in for each other; empty where no failover states a strategy.
[[nodiscard]] std::string disasters_text(const RenderInput& input, const Painter& paint);

}  // namespace cutpoint
