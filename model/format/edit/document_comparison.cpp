// Two documents compared along the tables that the reader uses, so that no key can be forgotten.
#include "model/format/edit/document_comparison.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "model/format/codec/codec.hpp"
#include "model/format/edit/value_changes.hpp"

namespace cutpoint {

namespace {

/// What an object is called in its section. Links may have no name; they are then what they join,
/// whichever way, so that a new direction is a change of the link.
template <class Object>
std::string label_of(const Object& object) {
  if constexpr (std::is_same_v<Object, DraftLink>) {
    if (object.name) return object.name->value;
    std::string label;
    for (const WrittenName& end : object.between) {
      label += (label.empty() ? "" : " -- ") + end.value;
    }
    return label;
  } else {
    return name_in(object).value;
  }
}

/// Objects of a section by label; of those that share one, the second is "label (2)".
template <class Object>
std::vector<std::string> labels_of(const std::vector<Object>& objects) {
  std::unordered_map<std::string, std::size_t> seen;
  std::vector<std::string> labels;
  labels.reserve(objects.size());
  for (const Object& object : objects) {
    std::string label = label_of(object);
    const std::size_t nth = ++seen[label];
    if (nth > 1) label += " (" + std::to_string(nth) + ")";
    labels.push_back(std::move(label));
  }
  return labels;
}

template <class Object>
std::size_t position_of(const std::vector<Object>& objects, const std::string& label) {
  const auto labels = labels_of(objects);
  return static_cast<std::size_t>(std::find(labels.begin(), labels.end(), label) - labels.begin());
}

DocumentChange::Kind kind_between(const YamlText& before, const YamlText& after) {
  if (before.is_nothing()) return DocumentChange::Kind::added;
  return after.is_nothing() ? DocumentChange::Kind::removed : DocumentChange::Kind::changed;
}

class DocumentComparison {
 public:
  std::vector<DocumentChange> run(const Draft& before, const Draft& after) {
    for (const KeyRow<Draft>& row : KeyTable<Draft>::rows()) {
      section_ = row.name;
      const bool is_section = in_section(before, row.name, [&](const auto& objects) {
        in_section(after, row.name, [&](const auto& later) {
          using Objects = std::decay_t<decltype(objects)>;
          if constexpr (std::is_same_v<Objects, std::decay_t<decltype(later)>>) {
            compare_objects(objects, later);
          }
        });
      });
      if (is_section) continue;
      section_ = "";
      compare_key(row, "", before, after);
    }
    return std::move(changes_);
  }

  /// Calls `use` with the list of a section of objects; false where the key is no such section.
  template <class D, class Use>
  static bool in_section(D& draft, std::string_view section, const Use& use) {
    if (section == "kinds") return use(draft.kinds), true;
    if (section == "defaults") return use(draft.defaults), true;
    if (section == "journeys") return use(draft.journeys), true;
    if (section == "components") return use(draft.components), true;
    if (section == "links") return use(draft.links), true;
    if (section == "common_causes") return use(draft.common_causes), true;
    return false;
  }

 private:
  template <class Object>
  void compare_key(const KeyRow<Object>& row, const std::string& object, const Object& before,
                   const Object& after) {
    const YamlText was = row.write(before), is = row.write(after);
    std::vector<ValueChange> values = value_changes(was, is);
    if (values.empty()) return;
    changes_.push_back({kind_between(was, is), std::string(section_), object, std::string(row.name),
                        std::move(values), false});
  }

  template <class Object>
  void note_object(DocumentChange::Kind kind, const std::string& label, const Object& object) {
    DocumentChange change{kind, std::string(section_), label, "", {}, false};
    const YamlText written = write_object(object);
    for (const auto& [key, value] : written.items()) {
      const std::string text = value.inline_text();
      change.values.push_back(kind == DocumentChange::Kind::added ? ValueChange{key, "", text}
                                                                  : ValueChange{key, text, ""});
    }
    changes_.push_back(std::move(change));
  }

  template <class Object>
  void compare_objects(const std::vector<Object>& before, const std::vector<Object>& after) {
    const auto old_labels = labels_of(before), new_labels = labels_of(after);
    std::unordered_map<std::string_view, const Object*> earlier;
    for (std::size_t i = 0; i < before.size(); ++i) earlier.emplace(old_labels[i], &before[i]);
    for (std::size_t i = 0; i < after.size(); ++i) {
      const auto old = earlier.find(new_labels[i]);
      if (old == earlier.end()) {
        note_object(DocumentChange::Kind::added, new_labels[i], after[i]);
        continue;
      }
      for (const KeyRow<Object>& row : KeyTable<Object>::rows()) {
        compare_key(row, new_labels[i], *old->second, after[i]);
      }
      earlier.erase(old);
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (earlier.contains(old_labels[i]))
        note_object(DocumentChange::Kind::removed, old_labels[i], before[i]);
    }
  }

  std::string_view section_;
  std::vector<DocumentChange> changes_;
};

template <class Object>
void take_over_key(Object& base, Object other, std::string_view key) {
  for (const KeyRow<Object>& row : KeyTable<Object>::rows()) {
    if (row.name != key) continue;
    row.clear(base);
    row.overlay(base, other);
  }
}

template <class Object>
void take_over_object(std::vector<Object>& base, const std::vector<Object>& other,
                      const DocumentChange& change) {
  const std::size_t here = position_of(base, change.object);
  const std::size_t there = position_of(other, change.object);
  const bool is_here = here < base.size(), is_there = there < other.size();
  if (!change.is_object()) {
    if (is_here && is_there) take_over_key(base[here], other[there], change.key);
  } else if (is_here && !is_there) {
    base.erase(base.begin() + static_cast<std::ptrdiff_t>(here));
  } else if (!is_here && is_there) {
    base.push_back(other[there]);
  }
}

}  // namespace

std::vector<DocumentChange> compare_documents(const Draft& before, const Draft& after) {
  return DocumentComparison().run(before, after);
}

void take_over(Draft& base, const Draft& other, const DocumentChange& change) {
  if (change.section.empty()) return take_over_key(base, other, change.key);
  DocumentComparison::in_section(base, change.section, [&](auto& objects) {
    DocumentComparison::in_section(other, change.section, [&](const auto& others) {
      if constexpr (std::is_same_v<std::decay_t<decltype(objects)>,
                                   std::decay_t<decltype(others)>>) {
        take_over_object(objects, others, change);
      }
    });
  });
}

}  // namespace cutpoint
