/// Declared redundancy with its counts, and which places lie under what.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "lint/subject.hpp"

namespace cutpoint {

/// A pool with spare instances, or a group of plain components with spare members.
struct DeclaredGroup {
  GroupId id;
  std::string name;  ///< "web", "any of api-1, api-2"
  SourceSpan span;
  std::uint32_t at_least = 1;
  std::uint32_t total = 1;
  std::vector<ComponentId> members;          ///< the pool itself, or the members
  const Requirement* requirement = nullptr;  ///< null for a pool
  ComponentId owner;                         ///< the pool, or who needs the group
  JourneyId journey;                         ///< or which journey does
  bool majority = false;                     ///< by `quorum: majority`
  [[nodiscard]] bool is_pool() const { return requirement == nullptr; }
};

/// Every declared redundancy, in the order of the function; groups of which a member is itself a
/// requirement are left out, as they have no simple count.
[[nodiscard]] std::vector<DeclaredGroup> declared_groups(const LintSubject& subject);

/// What components run on, directly or by way of other hosts.
class Placement {
 public:
  explicit Placement(const Model& model) : model_(model) {}

  /// Everything under one instance's host, the host itself first; nearest first.
  [[nodiscard]] const std::vector<ComponentId>& under(ComponentId host);
  /// True where `lower` lies under `upper`.
  [[nodiscard]] bool lies_under(ComponentId upper, ComponentId lower);
  /// How many of the group's instances run on `place`, directly or not.
  [[nodiscard]] std::uint32_t instances_on(const DeclaredGroup& group, ComponentId place);
  /// Places of that built-in kind under the group's instances.
  [[nodiscard]] std::vector<ComponentId> places_of(const DeclaredGroup& group,
                                                   std::string_view kind);

 private:
  const Model& model_;
  std::unordered_map<ComponentId, std::vector<ComponentId>> under_;
};

}  // namespace cutpoint
