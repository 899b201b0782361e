#include "model/format/edit/as_written.hpp"

#include <string>

namespace cutpoint {

namespace {

const DraftFigures::Observed* records_of(const Draft& draft, const std::string& name) {
  for (const DraftComponent& component : draft.components) {
    if (component.name.value != name) continue;
    return component.figures.observed ? &*component.figures.observed : nullptr;
  }
  return nullptr;
}

}  // namespace

Draft as_written(Draft draft) {
  for (DraftComponent& component : draft.components) {
    auto& observed = component.figures.observed;
    if (!observed || !observed->measured) continue;
    observed->operating.reset();
    const bool is_counted = observed->window && !observed->file;
    if (is_counted) continue;
    observed->failures.reset();
    observed->repairs.clear();
    if (!observed->file && !observed->instances) observed.reset();
  }
  return draft;
}

void find_parts(const Draft& before, const Draft& after, std::vector<ObjectChange>& changes) {
  for (ObjectChange& change : changes) {
    if (change.section != "components" || change.is_new) continue;
    for (KeyChange& key : change.keys) {
      if (key.key != "observed") continue;
      const auto* was = records_of(before, change.name);
      const auto* is = records_of(after, change.name);
      if (was != nullptr && is != nullptr) key.parts = differing_keys(*was, *is);
    }
  }
}

}  // namespace cutpoint
