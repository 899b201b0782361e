/// What differs between two drafts, key by key of the format.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/format/codec/codec.hpp"

namespace cutpoint {

/// A key of an object and the value that it is to have; nothing removes it.
struct KeyChange {
  std::string_view key;
  YamlText value;
  std::vector<KeyChange> parts = {};  ///< keys of the value that differ, where these can be told
};

/// An object of a section: changed, or new behind another.
struct ObjectChange {
  std::string_view section;
  std::string name;
  std::string behind;  ///< new objects: the one before it, empty where it is the first
  bool is_new = false;
  std::vector<KeyChange> keys;
};

template <class Object>
std::vector<KeyChange> differing_keys(const Object& before, const Object& after) {
  std::vector<KeyChange> changes;
  for (const KeyRow<Object>& row : KeyTable<Object>::rows()) {
    YamlText value = row.write(after);
    const YamlText old = row.write(before);
    const auto text = [](const YamlText& v) { return v.is_nothing() ? "" : v.inline_text(); };
    if (text(old) != text(value)) changes.push_back({row.name, std::move(value)});
  }
  return changes;
}

template <class Object>
void find_changes(std::string_view section, const std::vector<Object>& before,
                  const std::vector<Object>& after, std::vector<ObjectChange>& changes) {
  std::unordered_map<std::string_view, const Object*> by_name;
  for (const Object& object : before) by_name.emplace(object.name.value, &object);
  std::string previous;
  for (const Object& object : after) {
    const std::string& name = object.name.value;
    const auto old = by_name.find(name);
    ObjectChange change{section, name, previous, old == by_name.end(), {}};
    change.keys = differing_keys(change.is_new ? Object() : *old->second, object);
    if (change.is_new || !change.keys.empty()) changes.push_back(std::move(change));
    previous = name;
  }
}

[[nodiscard]] inline std::string one_line(const ObjectChange& change) {
  YamlText object = YamlText::mapping();
  for (const KeyChange& key : change.keys) object.add(std::string(key.key), key.value);
  return object.inline_text();
}

}  // namespace cutpoint
