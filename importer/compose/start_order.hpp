/// What is start order, and no need while it runs.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "importer/compose/references.hpp"
#include "importer/compose/service.hpp"

namespace cutpoint::compose {

/// By service: what runs once and ends, as somebody waits for its end or as it says itself.
[[nodiscard]] std::vector<bool> find_jobs(const std::vector<Service>& services,
                                          const ServiceNames& names, Diagnostics& diagnostics);

/// Why a declared edge orders the start alone; empty for a need.
[[nodiscard]] std::string why_no_need(const Service& from, const Service& to,
                                      DeclaredEdge::Kind kind, bool target_is_job);

/// Nobody but its own kind stops where telemetry does, and what measures goes on without one of
/// those that it measures.
[[nodiscard]] bool goes_on_without(const Service& from, const Service& to);

}  // namespace cutpoint::compose
