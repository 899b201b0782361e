/// The draft of a Compose project, with why each thing in it was concluded.
#pragma once

#include <string>

#include "importer/compose/dependencies.hpp"
#include "importer/compose/project/project_parts.hpp"
#include "importer/evidence/imported.hpp"

namespace cutpoint::compose {

/// `name` is that of the project, for the draft. Services and dependencies are used up.
[[nodiscard]] Imported draft_of(const Project& project, const std::string& name,
                                std::vector<Service> services, Dependencies dependencies,
                                const SourceFiles& sources, bool explains,
                                Diagnostics& diagnostics);

}  // namespace cutpoint::compose
