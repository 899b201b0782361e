/// Reading a Compose project: all files overlaid, included and extended into one set of services.
#pragma once

#include "importer/compose/project/project_parts.hpp"
#include "importer/importing.hpp"

namespace cutpoint::compose {

/// Reads a project as `docker compose config` does. Services whose profiles are off are left out;
/// that and everything else that is not taken as written is said in `diagnostics`.
[[nodiscard]] Project load_project(const ImportInput& input, FileAccess& access,
                                   SourceFiles& sources, Diagnostics& diagnostics);

}  // namespace cutpoint::compose
