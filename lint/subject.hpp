/// What rules read: the model, its analysis, and indices that several rules ask.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cutpoint/linting.hpp"

namespace cutpoint {

/// What a rule says; `lint` adds code, severity and suppression.
struct RuleFinding {
  SourceSpan span;
  std::string subject;
  std::string message;
  std::vector<std::string> witness;
  std::string help;
  std::vector<Note> notes = {};
  /// What it is about: acceptances written at any of these components, or at all of the journeys,
  /// suppress it.
  std::vector<ComponentId> components = {};
  std::vector<JourneyId> journeys = {};
  std::optional<Severity> severity = {};   ///< where it differs from the rule's
  const Acceptance* acceptance = nullptr;  ///< where the analysis found one already
};

class LintSubject {
 public:
  LintSubject(const Model& model, const StructureFunction& function, const Analysis& analysis,
              const LintOptions& options);

  const Model& model;
  const StructureFunction& function;
  const Analysis& analysis;
  const LintOptions& options;

  /// A component's single failure that stops a journey.
  struct Stop {
    JourneyId journey;
    const SinglePoint* point;
  };
  /// Where the component's own failure alone stops a journey: one entry a journey.
  [[nodiscard]] const std::vector<Stop>& stops(ComponentId id) const { return stops_[id]; }
  /// Redundancy groups that the component is a member of.
  [[nodiscard]] const std::vector<GroupId>& groups_of(ComponentId id) const { return groups_[id]; }
  /// True where some journey uses it, over requirements of any form.
  [[nodiscard]] bool used(ComponentId id) const { return used_[id] != 0; }
  /// True where another component is the replica's source: `replication: {to: id}`.
  [[nodiscard]] bool is_replica(ComponentId id) const { return replica_[id] != 0; }

  [[nodiscard]] const ComponentDetails* details(ComponentId id) const {
    const auto& boxed = model.components[id].details;
    return boxed ? &*boxed : nullptr;
  }
  [[nodiscard]] const std::string& name(ComponentId id) const { return model.components[id].name; }
  /// All components, for range-based loops.
  [[nodiscard]] std::vector<ComponentId> components() const;

  /// A finding at the component's name, about it.
  [[nodiscard]] RuleFinding at(ComponentId id, std::string message) const;
  /// A finding at the journey's name, about it.
  [[nodiscard]] RuleFinding at(JourneyId id, std::string message) const;

  /// Acceptances that suppressed something so far, with the names of the components that it was
  /// about: known to the rule that comes last.
  std::map<const Acceptance*, std::set<std::string>> used_acceptances;

 private:
  void index_stops();

  IdVector<ComponentId, std::vector<Stop>> stops_;
  IdVector<ComponentId, std::vector<GroupId>> groups_;
  IdVector<ComponentId, std::uint8_t> used_;
  IdVector<ComponentId, std::uint8_t> replica_;
};

/// Calls `visit(requirement)` for every entry of a requirement list and all their members.
template <class Visit>
void for_each_requirement(const std::vector<Requirement>& needs, const Visit& visit) {
  // Nesting is limited by the reader, so this recursion is shallow.
  for (const Requirement& requirement : needs) {
    visit(requirement);
    for_each_requirement(requirement.members, visit);
  }
}

}  // namespace cutpoint
