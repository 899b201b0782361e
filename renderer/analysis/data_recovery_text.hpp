/// Recovery of data as people read it.
#pragma once

#include <string>

#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// A table of what is lost and how long it takes to come back; empty where nothing keeps data.
[[nodiscard]] std::string recovery_text(const RenderInput& input, const Painter& paint);

/// Groups with failover or repair crews; empty without any.
[[nodiscard]] std::string redundancy_text(const RenderInput& input, const Painter& paint);

/// How sites stand in for each other; empty where no failover states a strategy.
[[nodiscard]] std::string disasters_text(const RenderInput& input, const Painter& paint);

}  // namespace cutpoint
