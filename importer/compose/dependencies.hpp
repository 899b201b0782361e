/// Who needs whom: declared edges, inferred ones, and groups whose members stand in for each other.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "importer/compose/label_routes.hpp"
#include "importer/compose/mounted_files.hpp"
#include "importer/compose/need.hpp"
#include "importer/compose/service.hpp"
#include "importer/evidence/addresses.hpp"

namespace cutpoint::compose {

/// Services that stand in for each other where one addresses them.
struct ServiceGroup {
  std::vector<std::size_t> members;
  std::uint32_t at_least = 1;
  SourceSpan span;
  std::string inferred;
  std::string why;        ///< of the threshold
  bool declared = false;  ///< the file declares the edges; only that they are one is inferred
};

/// Start order that is no need while it runs.
struct StartOrder {
  std::size_t from = 0;
  std::size_t to = 0;
  SourceSpan span;
  std::string why;  ///< "a job", "telemetry"
};

/// A host that is no service.
struct UnknownHost {
  std::size_t from = 0;
  Address address;
  std::string source;
  bool soft = false;
  SourceSpan span;
};

struct Dependencies {
  std::vector<std::vector<Need>> needs;           ///< by service
  std::vector<std::vector<ServiceGroup>> groups;  ///< by service
  std::vector<ServiceGroup> clusters;             ///< members that form one service
  std::vector<bool> is_job;                       ///< by service: runs once and ends
  std::vector<StartOrder> starts;
  std::vector<UnknownHost> unknown;
  std::vector<LabelRoute> routes;
  /// By proxy: what users call behind it has a way in of its own.
  std::vector<bool> routes_apart;
};

[[nodiscard]] Dependencies find_dependencies(const std::vector<Service>& services,
                                             const std::string& project,
                                             const std::vector<ConfigurationFile>& files,
                                             Diagnostics& diagnostics);

}  // namespace cutpoint::compose
