/// A Compose project: all files read, overlaid, included and extended into one set of services.
#pragma once

#include <string>
#include <vector>

#include "importer/compose/value.hpp"
#include "importer/importing.hpp"

namespace cutpoint::compose {

struct Project {
  std::string name;
  Value services;  ///< a mapping of normalised services, profiles applied
  Value volumes;   ///< the named volumes, as declared
  std::vector<FileId> files;
};

/// Reads a project. Services whose profiles are off are left out; that and everything else that is
/// not taken as written is said in `diagnostics`.
[[nodiscard]] Project load_project(const ImportInput& input, FileAccess& access,
                                   SourceFiles& sources, Diagnostics& diagnostics);

}  // namespace cutpoint::compose
