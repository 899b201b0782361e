#include <algorithm>

#include <fmt/format.h>

#include "model/architecture/builder/builder.hpp"

namespace cutpoint {

ComponentId ModelBuilder::resolve_name(const WrittenName& name) {
  const auto found = ids_.find(name.value);
  if (found != ids_.end()) return found->second;
  // Where no component could be read, nothing is known of any name.
  if (draft_.components.empty() && draft_.marks.has("components", KeyMark::unread)) {
    return ComponentId();
  }
  Diagnostic& unknown =
      error("unknown-name", name.span, fmt::format("there is no component `{}`", name.value));
  if (const auto near = suggest_component(name.value)) {
    unknown.help = fmt::format("did you mean `{}`?", *near);
    unknown.fix = FixIt{name.span, *near};
  } else {
    unknown.help = "define it under `components:`";
  }
  return ComponentId();
}

std::vector<ComponentId> ModelBuilder::resolve_names(const DraftNames& names) {
  if (!names.labels.empty()) return select_by_labels(names.labels, names.span);
  std::vector<ComponentId> result;
  for (const WrittenName& name : names.names) {
    const ComponentId id = resolve_name(name);
    if (id.valid()) result.push_back(id);
  }
  return result;
}

std::vector<ComponentId> ModelBuilder::select_by_labels(const WrittenLabels& labels,
                                                        SourceSpan span) {
  std::vector<ComponentId> selected;
  bool first = true;
  for (const auto& [key, value] : labels) {
    const auto found = labelled_.find({key.value, value.value});
    // Each list is in file order, so that the intersection is too.
    const std::vector<ComponentId> with_label =
        found == labelled_.end() ? std::vector<ComponentId>() : found->second;
    if (first) {
      selected = with_label;
    } else {
      std::vector<ComponentId> both;
      std::set_intersection(selected.begin(), selected.end(), with_label.begin(), with_label.end(),
                            std::back_inserter(both));
      selected = std::move(both);
    }
    first = false;
  }
  if (selected.empty() && labels_known_ && !labels.empty()) {
    error("unknown-name", span, "no component has these labels").help =
        "labels are set on components: `labels: {image: api}`";
  }
  return selected;
}

std::optional<std::string> ModelBuilder::suggest_component(std::string_view word) {
  // Each suggestion looks at every component: a stated number of them keeps large files linear.
  constexpr std::size_t most_suggestions = 50;
  if (suggestions_ >= most_suggestions) return std::nullopt;
  ++suggestions_;
  std::vector<std::string_view> names;
  names.reserve(model_.components.size());
  for (const Component& component : model_.components) names.push_back(component.name);
  return nearest_name(word, names);
}

}  // namespace cutpoint
