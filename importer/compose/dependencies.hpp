/// Who needs whom: declared edges, inferred ones, and groups of numbered siblings.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "importer/compose/service.hpp"

namespace cutpoint::compose {

/// Services are meant by their position in the list that was given.
struct Need {
  std::size_t target = 0;
  SourceSpan span;
  bool soft = false;
  std::string inferred;  ///< "environment REDIS_HOST", "command"; empty where declared
};

/// Numbered siblings that a service addresses together.
struct SiblingGroup {
  std::vector<std::size_t> members;
  std::uint32_t at_least = 1;
  SourceSpan span;
  std::string inferred;
  bool declared = false;  ///< the file declares the edges; only that they are one pool is inferred
};

struct Dependencies {
  std::vector<std::vector<Need>> needs;           ///< by service
  std::vector<std::vector<SiblingGroup>> groups;  ///< by service
  std::set<std::size_t> jobs;                     ///< run once and end; not needed at run time
  std::set<std::string> outside;                  ///< hosts that are named but are no service
};

[[nodiscard]] Dependencies find_dependencies(const std::vector<Service>& services,
                                             Diagnostics& diagnostics);

}  // namespace cutpoint::compose
