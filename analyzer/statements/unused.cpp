#include "analyzer/statements/unused.hpp"

namespace cutpoint {

namespace {

/// What backups and replicas are written to, with all that this stands on and needs.
class CopyPlaces {
 public:
  explicit CopyPlaces(const Model& model) : model_(model), serves_(model.components.size(), 0) {
    for (const Component& component : model.components) add_targets(component);
    for (std::size_t head = 0; head < queue_.size(); ++head) {
      const Component& component = model_.components[queue_[head]];
      for (const ComponentId host : component.used_hosts()) add(host);
      add_needs(component.needs);
    }
  }

  [[nodiscard]] bool holds(ComponentId id) const { return serves_[id] != 0; }

 private:
  void add_targets(const Component& component) {
    if (!component.details) return;
    for (const Backup& backup : component.details->backups) {
      if (backup.to) add(model_.find_component(backup.to->value));
    }
    if (!component.details->replication) return;
    for (const auto& target : component.details->replication->to) {
      add(model_.find_component(target.value));
    }
  }

  /// Requirements nest no deeper than the reader allows.
  void add_needs(const std::vector<Requirement>& needs) {
    for (const Requirement& need : needs) {
      if (need.form == Requirement::Form::component) add(need.component);
      for (const ComponentId end : need.ends) add(end);
      add_needs(need.members);
    }
  }

  void add(ComponentId id) {
    if (!id.valid() || serves_[id] != 0) return;
    serves_[id] = 1;
    queue_.push_back(id);
  }

  const Model& model_;
  IdVector<ComponentId, std::uint8_t> serves_;
  std::vector<ComponentId> queue_;
};

}  // namespace

std::vector<Unused> unused_of(const Model& model, const Analysis& analysis) {
  std::vector<Unused> unused;
  if (analysis.unreachable.empty()) return unused;
  const CopyPlaces places(model);
  for (const ComponentId id : analysis.unreachable) unused.push_back({id, places.holds(id)});
  return unused;
}

}  // namespace cutpoint
