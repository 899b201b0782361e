#include "importer/compose/project/merging.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace cutpoint::compose {

namespace {

Level level_below(Level level, std::string_view key) {
  switch (level) {
    case Level::file:
      return key == "services" ? Level::services : Level::other;
    case Level::services:
      return Level::service;
    case Level::service:
    case Level::key:
      return Level::key;
    case Level::other:
      break;
  }
  return Level::other;
}

bool is_replaced_whole(Level level, std::string_view key) {
  if (level != Level::key) return false;
  constexpr std::array<std::string_view, 3> keys = {"command", "entrypoint", "test"};
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// What makes an item of a list the same as another one; empty: every item counts.
std::string identity_of(const Value& item, Level level, std::string_view key) {
  if (level != Level::key) return {};
  if (key == "volumes" || key == "configs" || key == "secrets") return item.text_of("target");
  if (key == "env_file" || key == "label_file") return item.text_of("path");
  if (key == "links") return item.text.substr(0, item.text.find('='));
  if (key == "ports" || key == "expose" || key == "aliases" || key == "profiles") return item.text;
  return {};
}

/// Later items take the places of the same ones before them.
void make_unique(Value& list, Level level, std::string_view key) {
  std::unordered_map<std::string, std::size_t> places;
  std::vector<Value> unique;
  unique.reserve(list.items.size());
  for (Value& item : list.items) {
    std::string identity = identity_of(item, level, key);
    if (identity.empty()) {
      unique.push_back(std::move(item));
      continue;
    }
    const auto [place, added] = places.emplace(std::move(identity), unique.size());
    if (added) {
      unique.push_back(std::move(item));
    } else {
      unique[place->second] = std::move(item);
    }
  }
  list.items = std::move(unique);
}

/// A value that lies over nothing: what is reset in it is not there.
void settle(Value& value, Level level, std::string_view key) {
  value.steer = Value::Steer::none;
  std::erase_if(value.entries,
                [](const Entry& entry) { return entry.second.steer == Value::Steer::reset; });
  for (Entry& entry : value.entries) {
    settle(entry.second, level_below(level, entry.first), entry.first);
  }
  std::erase_if(value.items, [](const Value& item) { return item.steer == Value::Steer::reset; });
  for (Value& item : value.items) settle(item, Level::other, {});
  if (!value.items.empty()) make_unique(value, level, key);
}

void merge_entries(Value& base, Value later, Level level, std::string_view key) {
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < base.entries.size(); ++i) places.emplace(base.entries[i].first, i);
  std::vector<bool> removed(base.entries.size());
  for (Entry& entry : later.entries) {
    const auto place = places.find(entry.first);
    if (entry.second.steer == Value::Steer::reset) {
      if (place != places.end()) removed[place->second] = true;
      continue;
    }
    const bool is_new = place == places.end() || removed[place->second];
    // A variable without a value comes from outside, whatever was written before.
    const bool from_outside = level == Level::key && key == "environment" &&
                              entry.second.type == Value::Type::null && !is_new;
    if (is_new) {
      settle(entry.second, level_below(level, entry.first), entry.first);
      if (place != places.end()) {
        removed[place->second] = false;
        base.entries[place->second] = std::move(entry);
      } else {
        places.emplace(entry.first, base.entries.size());
        base.entries.push_back(std::move(entry));
        removed.push_back(false);
      }
    } else if (from_outside) {
      base.entries[place->second].second = std::move(entry.second);
    } else {
      merge(base.entries[place->second].second, std::move(entry.second),
            level_below(level, entry.first), entry.first);
    }
  }
  std::size_t at = 0;
  std::erase_if(base.entries, [&](const Entry&) { return removed[at++]; });
}

}  // namespace

// Nesting is limited by the YAML reader, so this recursion is shallow.
void merge(Value& base, Value later, Level level, std::string_view key) {
  const bool replaces = later.steer == Value::Steer::replace;
  if (replaces || base.type != later.type || is_replaced_whole(level, key)) {
    if (later.type == Value::Type::null && !replaces) return;
    base = std::move(later);
    settle(base, level, key);
    return;
  }
  if (later.type == Value::Type::list) {
    settle(later, level, key);
    for (Value& item : later.items) base.items.push_back(std::move(item));
    make_unique(base, level, key);
  } else if (later.type == Value::Type::mapping) {
    merge_entries(base, std::move(later), level, key);
  } else {
    base = std::move(later);
  }
}

}  // namespace cutpoint::compose
