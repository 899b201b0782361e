/// Which components users call: from what stands open, what each is there for, and who calls whom.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "importer/evidence/known_images.hpp"

namespace cutpoint {

/// What is asked of one component, in the order of the importer's list.
struct EntryCandidate {
  Role role = Role::unknown;
  bool is_open = false;       ///< a published port, an ingress, a public load balancer
  bool listens = false;       ///< called from inside: it says a port, but not to the outside
  bool is_declared = false;   ///< the platform says that users come in here: a route, an ingress
  bool takes_work = false;    ///< from a queue, a clock or a server: nobody calls it
  bool is_for_users = false;  ///< open at a port that users' own programs ask, whoever else does
};

/// Who calls or needs whom, by position.
struct EntryEdge {
  std::size_t from = 0;
  std::size_t to = 0;
  bool soft = false;
  bool starts_only = false;  ///< start order, no call
};

enum class EntryReason {
  declared,     ///< a route or an ingress names it
  open,         ///< it stands open, and no other way in calls it
  only_store,   ///< nothing but stores stands open: they are the product
  only_beside,  ///< nothing but tools and telemetry stands open: they are the product
  top,          ///< nothing stands open, and nobody calls it
  everything,   ///< nothing stands open, and all call each other in a circle
};

struct Entries {
  EntryReason reason = EntryReason::open;  ///< of those that are not declared
  std::vector<std::size_t> components;     ///< ascending
  /// Programs that no way in reaches, that nobody calls and that are no tools: background work.
  std::vector<std::size_t> background;
};

/// Tools, telemetry, jobs, crons and agents are no ways in unless nothing else stands open.
[[nodiscard]] Entries find_entries(const std::vector<EntryCandidate>& candidates,
                                   const std::vector<EntryEdge>& edges);

}  // namespace cutpoint
