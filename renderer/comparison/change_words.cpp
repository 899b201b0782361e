#include "renderer/comparison/change_words.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

/// Causes beyond this many are counted.
constexpr std::size_t most_causes = 3;
constexpr std::size_t most_joint = 4;

std::string short_text(const std::string& text) {
  constexpr std::size_t longest = 120;
  return elided(text, longest);
}

/// Values one after the other; of a list that stays, what joined and what went.
std::string values_text(const DocumentChange& change) {
  std::string text, last;
  for (const ValueChange& value : change.values) {
    const std::string name = value.path.empty() ? change.key : change.key + "." + value.path;
    const std::string before = short_text(value.before), after = short_text(value.after);
    text += text.empty() ? "" : ", ";
    if (change.kind != DocumentChange::Kind::changed) {
      text += name + (before.empty() ? " added: " + after : " removed: " + before);
    } else if (!before.empty() && !after.empty()) {
      text += name + " " + before + " → " + after;
    } else {
      text += (name == last ? "" : name + " ") + (before.empty() ? "+ " + after : "- " + before);
    }
    last = name;
  }
  return text;
}

std::string whole_object(const DocumentChange& change) {
  const bool is_new = change.kind == DocumentChange::Kind::added;
  std::string text;
  for (const ValueChange& value : change.values) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", value.path,
                        is_new ? value.after : value.before);
  }
  constexpr std::size_t longest = 300;
  return elided("{" + text + "}", longest);
}

/// Names of changes; keys of one object stand together.
std::string changes_text(const Comparison& comparison, const std::vector<std::size_t>& positions) {
  std::vector<std::pair<std::string, std::string>> objects;  // and their keys
  for (const std::size_t i : positions) {
    const DocumentChange& change = comparison.changes[i];
    const std::string object = change.is_object() ? change_name(change) : object_text(change);
    const auto known = std::find_if(objects.begin(), objects.end(), [&](const auto& row) {
      return row.first == object && !row.second.empty();
    });
    if (known != objects.end()) {
      known->second += ", " + change.key;
    } else {
      objects.emplace_back(object, change.key);
    }
  }
  std::string text;
  for (std::size_t i = 0; i < objects.size() && i < most_joint; ++i) {
    text += text.empty() ? "" : " and ";
    text +=
        objects[i].second.empty() ? objects[i].first : objects[i].first + ": " + objects[i].second;
  }
  if (objects.size() > most_joint) {
    text += fmt::format(" and {} more", objects.size() - most_joint);
  }
  return objects.size() > 1 ? text + " together" : text;
}

/// Changes that cannot be made alone are told by how many had to come along.
std::string cause_text(const Comparison& comparison, const ResultCause& cause) {
  std::string text = changes_text(comparison, cause.changes);
  if (cause.with.size() == 1) {
    text += " (with " + change_name(comparison.changes[cause.with.front()]) + ")";
  } else if (!cause.with.empty()) {
    text += fmt::format(" (with {} changes that it needs)", cause.with.size());
  }
  return text;
}

}  // namespace

std::string object_text(const DocumentChange& change) {
  static const std::map<std::string_view, std::string_view> before_name = {
      {"components", ""}, {"journeys", "journey "},
      {"links", "link "}, {"common_causes", "common cause "},
      {"kinds", "kind "}, {"defaults", "defaults of "},
  };
  if (change.section.empty() || change.section == "claims") return "the document";
  const auto words = before_name.find(change.section);
  return std::string(words == before_name.end() ? "" : words->second) + change.object;
}

std::vector<const DocumentChange*> weakening_first(const Comparison& comparison) {
  std::vector<const DocumentChange*> changes;
  for (const DocumentChange& change : comparison.changes) changes.push_back(&change);
  std::stable_partition(changes.begin(), changes.end(),
                        [](const DocumentChange* change) { return change->weakens; });
  return changes;
}

std::string change_sign(const DocumentChange& change) {
  switch (change.kind) {
    case DocumentChange::Kind::added:
      return "+";
    case DocumentChange::Kind::removed:
      return "-";
    case DocumentChange::Kind::changed:
      return "~";
    case DocumentChange::Kind::renamed:
      return "→";
  }
  return "";
}

std::string change_text(const DocumentChange& change) {
  if (change.kind == DocumentChange::Kind::renamed) {
    return fmt::format("was called {}", change.values.front().before);
  }
  if (change.is_object()) {
    return (change.kind == DocumentChange::Kind::added ? "added " : "removed ") +
           whole_object(change);
  }
  return values_text(change);
}

std::string change_name(const DocumentChange& change) {
  const std::string object = object_text(change);
  if (!change.is_object()) return object + ": " + change.key;
  return object + (change.kind == DocumentChange::Kind::added     ? " added"
                   : change.kind == DocumentChange::Kind::removed ? " removed"
                                                                  : " renamed");
}

std::string causes_text(const Comparison& comparison, const ResultChange& result) {
  std::string text;
  for (std::size_t i = 0; i < result.causes.size() && i < most_causes; ++i) {
    text += (text.empty() ? "" : "; ") + cause_text(comparison, result.causes[i]);
  }
  if (result.causes.size() > most_causes) {
    text += fmt::format("; and {} more", result.causes.size() - most_causes);
  }
  return text;
}

std::string attribution_text(const Comparison& comparison) {
  if (comparison.results.empty() || comparison.changes.empty()) return "";
  switch (comparison.attribution) {
    case Attribution::tried:
    case Attribution::not_asked:
      return "";
    case Attribution::tried_by_parts:
      return "There are too many changes to try one by one: all keys of a part were tried at once.";
    case Attribution::too_many:
      return "What comes from which change was not tried: there are too many changes, or the model "
             "is too large, or its results are bounds.";
  }
  return "";
}

}  // namespace cutpoint
