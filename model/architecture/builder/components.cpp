#include "model/architecture/builder/components.hpp"

#include <utility>

#include "model/architecture/builder/placement.hpp"
#include "model/architecture/builder/service_levels.hpp"

namespace cutpoint {

IdVector<ComponentId, Component> ComponentResolver::resolve(Kept kept) {
  IdVector<ComponentId, Component> components;
  components.reserve(names_.size());
  for (std::size_t i = 0; i < names_.size(); ++i) {
    Component component = resolve_one(ComponentId(i));
    if (kept == Kept::structure) {
      component.figures.reset();
      component.details.reset();
      for (Requirement& need : component.needs) need.inferred.reset();
    }
    components.push_back(std::move(component));
  }
  return components;
}

Component ComponentResolver::resolve_one(ComponentId id) {
  const DraftComponent& written = names_.written(id);
  Component component;
  component.name = written.name.value;
  component.span = written.name.span;
  component.kind = kinds_.resolve(written);
  component.dependencies_known = !written.dependencies_known || written.dependencies_known->value;
  resolve_pool(written, component, diagnostics_);
  component.hosts = resolve_hosts(id, names_, diagnostics_);
  if (written.placement) component.placement = written.placement->value;
  component.needs = requirements_.resolve(written.depends_on, {id, component.name});
  if (written.restart) {
    checks_.check_restart(*written.restart);
    checks_.check_restart_time(*written.restart, written.figures);
  }
  checks_.note_unread(written.marks, written.figures);
  if (component.kind.valid()) {
    component.figures =
        figures_.resolve(written.figures, component.kind, kinds_.restart_of(written));
  }
  if (written.figures.profile && !component.figures) {
    component.perfect_profile = find_profile(written.figures.profile->value);
  }
  component.details = details_of(written);
  data_.check(written, component);
  operations_.check(written, component);
  check_cost(written, diagnostics_);
  acceptances_.check(written.accept, false);
  return component;
}

Boxed<ComponentDetails> ComponentResolver::details_of(const DraftComponent& written) const {
  static const ComponentDetails nothing;
  const ComponentDetails& own = written;
  const Restart* restart = kinds_.restart_of(written);
  if (own == nothing && restart == nullptr) return {};
  Boxed<ComponentDetails> details = own;
  if (restart != nullptr) details->restart = *restart;
  return details;
}

}  // namespace cutpoint
