/// Volumes that can fail apart from who mounts them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "importer/compose/project/project_parts.hpp"
#include "importer/compose/service.hpp"

namespace cutpoint::compose {

struct UsedVolume {
  std::string name;
  std::string description;
  std::string server;              ///< of a share on the network; empty for a volume of the host
  std::vector<std::size_t> users;  ///< by position
  SourceSpan span;
};

/// Named volumes that several services mount, which all of them share, and shares of servers on the
/// network. What one service alone mounts from its host fails with it. By name.
[[nodiscard]] std::vector<UsedVolume> used_volumes(const Project& project,
                                                   const std::vector<Service>& services,
                                                   const std::vector<bool>& is_job);

}  // namespace cutpoint::compose
