#include "model/format/edit/written_references.hpp"

namespace cutpoint {

namespace {

class ReferenceWalk {
 public:
  using Use = std::function<void(WrittenName&, ReferenceTo, std::string_view)>;
  explicit ReferenceWalk(const Use& use) : use_(use) {}

  void run(Draft& draft) {
    for (DraftKind& kind : draft.kinds) {
      user_ = kind.name.value;
      name(kind.like, ReferenceTo::kind);
    }
    user_ = {};
    for (DraftDefaults& defaults : draft.defaults) use_(defaults.kind, ReferenceTo::kind, user_);
    for (DraftComponent& component : draft.components) visit(component);
    for (DraftJourney& journey : draft.journeys) visit(journey);
    user_ = {};
    for (DraftLink& link : draft.links) names(link.between);
    for (DraftCommonCause& cause : draft.common_causes) {
      user_ = cause.name.value;
      names(cause.members.names);
    }
    user_ = {};
    accepted(draft.accept);
  }

 private:
  void visit(DraftComponent& component) {
    user_ = component.name.value;
    name(component.kind, ReferenceTo::kind);
    names(component.runs_on.names);
    requirements(component.depends_on);
    for (DraftLink& link : component.connects) use_(link.to, ReferenceTo::part, user_);
    if (component.failover) names(component.failover->by);
    if (component.health_check) names(component.health_check->by);
    for (Backup& backup : component.backups) name(backup.to, ReferenceTo::part);
    if (component.replication) names(component.replication->to);
    if (component.artifact) {
      name(component.artifact->registry, ReferenceTo::part);
      names(component.artifact->copies);
    }
    if (component.sla) names(component.sla->exclude);
    accepted(component.accept);
  }

  void visit(DraftJourney& journey) {
    user_ = journey.name.value;
    requirements(journey.needs);
    if (journey.slo) names(journey.slo->exclude);
    if (journey.sla) names(journey.sla->exclude);
    accepted(journey.accept);
  }

  /// The nesting of requirements is limited by the reader, so this recursion is shallow.
  template <class List>
  void requirements(List& needs) {
    for (DraftRequirement& need : needs) {
      if (need.form == DraftRequirement::Form::component) {
        use_(need.component, ReferenceTo::part, user_);
      }
      names(need.ends);
      requirements(need.members.entries);
      if (need.failover) names(need.failover->by);
    }
  }

  template <class List>
  void accepted(List& list) {
    for (Acceptance& one : list) names(one.components);
  }
  template <class List>
  void names(List& list) {
    for (WrittenName& one : list) use_(one, ReferenceTo::part, user_);
  }
  template <class Written>
  void name(Written& written, ReferenceTo to) {
    if (written) use_(*written, to, user_);
  }

  const Use& use_;
  std::string_view user_;
};

}  // namespace

void for_each_reference(
    Draft& draft,
    const std::function<void(WrittenName& name, ReferenceTo to, std::string_view user)>& use) {
  ReferenceWalk(use).run(draft);
}

}  // namespace cutpoint
