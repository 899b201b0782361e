#include "model/architecture/builder/names.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include <fmt/format.h>

#include "model/base/meant_words.hpp"

namespace cutpoint {

NameTable::NameTable(const Draft& draft, Diagnostics& diagnostics)
    : draft_(draft), diagnostics_(diagnostics) {
  ids_.reserve(draft.components.size());
  written_.reserve(draft.components.size());
  for (const DraftComponent& written : draft.components) {
    const auto [place, added] = ids_.emplace(written.name.value, written_.next_id());
    if (!added) tell_repeated(written, place->second);
    written_.push_back(&written);
    labels_known_ = labels_known_ && !written.marks.has("labels", KeyMark::unread);
  }
}

/// Where one document defines both, its reader has said so.
void NameTable::tell_repeated(const DraftComponent& written, ComponentId first) {
  const auto& told = diagnostics_.all();
  const bool is_told = std::any_of(told.begin(), told.end(), [&](const Diagnostic& finding) {
    return finding.rule == "duplicate-key" && finding.span == written.name.span;
  });
  if (is_told) return;
  diagnostics_
      .error("duplicate-key", written.name.span,
             fmt::format("component `{}` is defined twice", written.name.value))
      .notes.push_back({"first defined here", span(first)});
}

void NameTable::label_all() {
  is_labelled_ = true;
  for (std::size_t i = 0; i < written_.size(); ++i) {
    const ComponentId id(i);
    for (const auto& [key, value] : written_[id]->labels)
      labelled_[{key.value, value.value}].push_back(id);
  }
}

ComponentId NameTable::find(std::string_view name) const {
  const auto found = ids_.find(name);
  return found == ids_.end() ? ComponentId() : found->second;
}

namespace {

/// What one text says that is several names, or a name and more; nothing where it is a name.
std::string_view help_on_phrase(std::string_view text) {
  const auto says = [text](std::string_view what) {
    return text.find(what) != std::string_view::npos;
  };
  if (says(" or ") || says(" | ") || says("||"))
    return "write what can stand in for each other as a group: `{any_of: [a, b]}`";
  if (says(",") || says(" and ") || says(" & "))
    return "each name is an entry of its own: `[a, b]`";
  if (says("(optional)")) {
    return "write what can be done without as `{component: cache, soft: true}`";
  }
  return {};
}

}  // namespace

ComponentId NameTable::resolve(const WrittenName& name) {
  const ComponentId id = find(name.value);
  if (id.valid()) return id;
  // Where no component could be read, nothing is known of any name.
  if (draft_.components.empty() && draft_.marks.has("components", KeyMark::unread)) return id;
  Diagnostic& unknown = diagnostics_.error("unknown-name", name.span,
                                           fmt::format("there is no component `{}`", name.value));
  if (const std::string_view phrase = help_on_phrase(name.value); !phrase.empty()) {
    unknown.help = phrase;
  } else if (const auto near = suggest(name.value)) {
    cutpoint::suggest(unknown, {*near});
  } else {
    unknown.help = "define it under `components:`";
  }
  return id;
}

std::vector<ComponentId> NameTable::resolve(const DraftNames& names) {
  if (!names.labels.empty()) return select(names.labels, names.span);
  std::vector<ComponentId> result;
  for (const WrittenName& name : names.names) {
    const ComponentId id = resolve(name);
    if (id.valid()) result.push_back(id);
  }
  return result;
}

std::vector<ComponentId> NameTable::select(const WrittenLabels& labels, SourceSpan span) {
  if (!is_labelled_) label_all();
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
    diagnostics_.error("unknown-name", span, "no component has these labels").help =
        "labels are set on components: `labels: {image: api}`";
  }
  return selected;
}

std::optional<std::string> NameTable::suggest(std::string_view word) {
  // Each suggestion looks at every component: a stated number of them keeps large files linear.
  constexpr std::size_t most_suggestions = 50;
  if (suggestions_ >= most_suggestions) return std::nullopt;
  ++suggestions_;
  std::vector<std::string_view> names;
  names.reserve(written_.size());
  for (const DraftComponent* written : written_) names.push_back(written->name.value);
  return nearest_name(word, names);
}

}  // namespace cutpoint
