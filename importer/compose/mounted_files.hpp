/// What files in a service say of others: balancers' routes and addresses.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/file_access.hpp"
#include "importer/compose/project/project_parts.hpp"
#include "importer/compose/service.hpp"

namespace cutpoint::compose {

/// A configuration that a service runs with.
struct ConfigurationFile {
  std::size_t service = 0;  ///< by position
  std::string name;         ///< as a reason names it
  std::string text;
  FileId file;      ///< where it was read from; invalid for a text in the Compose file
  SourceSpan span;  ///< where the Compose file names it
};

/// Configuration that is mounted, built in or written in the Compose file, as far as it can be
/// read below the project's root. Files of a folder are found by the names that balancers give
/// them. What is no text is passed over.
[[nodiscard]] std::vector<ConfigurationFile> configuration_files(
    const std::vector<Service>& services, const Project& project, FileAccess& access,
    SourceFiles& sources);

}  // namespace cutpoint::compose
