#include "analyzer/comparison/trial_units.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace cutpoint {

namespace {

/// Ways to state figures: one takes the place of another.
constexpr std::array<std::string_view, 5> figure_keys = {"mtbf", "mttr", "availability", "observed",
                                                         "profile"};

bool is_figure(const DocumentChange& change) {
  return std::find(figure_keys.begin(), figure_keys.end(), change.key) != figure_keys.end();
}

using ObjectName = std::pair<std::string_view, std::string_view>;

ObjectName object_of(const DocumentChange& change) {
  return {change.section, change.object};
}

/// Whether one of the values names the object.
bool names_object(const DocumentChange& change, std::string_view object,
                  std::string ValueChange::*side) {
  return std::any_of(change.values.begin(), change.values.end(), [&](const ValueChange& value) {
    return (value.*side).find(object) != std::string::npos;
  });
}

}  // namespace

std::vector<TrialUnit> units_by_key(const std::vector<DocumentChange>& changes) {
  // Where one way to state figures takes the place of another, neither can go alone.
  std::map<ObjectName, bool> figures_replaced;
  for (const DocumentChange& change : changes) {
    if (is_figure(change) && change.kind != DocumentChange::Kind::changed)
      figures_replaced[object_of(change)] = true;
  }
  std::map<ObjectName, std::size_t> unit_of_figures;
  std::vector<TrialUnit> units;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (changes[i].kind == DocumentChange::Kind::renamed) continue;
    if (is_figure(changes[i]) && figures_replaced.contains(object_of(changes[i]))) {
      const auto [unit, is_new] = unit_of_figures.emplace(object_of(changes[i]), units.size());
      if (!is_new) {
        units[unit->second].push_back(i);
        continue;
      }
    }
    units.push_back({i});
  }
  return units;
}

std::vector<TrialUnit> units_by_object(const std::vector<DocumentChange>& changes) {
  std::map<ObjectName, std::size_t> unit_of;
  std::vector<TrialUnit> units;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (changes[i].kind == DocumentChange::Kind::renamed) continue;
    const auto [unit, is_new] = unit_of.emplace(object_of(changes[i]), units.size());
    if (is_new) units.emplace_back();
    units[unit->second].push_back(i);
  }
  return units;
}

std::vector<std::size_t> companions(const std::vector<DocumentChange>& changes,
                                    const TrialUnit& unit, bool backwards) {
  // What comes with the trial, and what goes with it.
  const auto coming = backwards ? &ValueChange::before : &ValueChange::after;
  const auto going = backwards ? &ValueChange::after : &ValueChange::before;
  const DocumentChange::Kind comes =
      backwards ? DocumentChange::Kind::removed : DocumentChange::Kind::added;
  const DocumentChange::Kind goes =
      backwards ? DocumentChange::Kind::added : DocumentChange::Kind::removed;
  const auto needs = [&](const DocumentChange& made, const DocumentChange& other) {
    return (other.is_object() && other.kind == comes && names_object(made, other.object, coming)) ||
           (made.is_object() && made.kind == goes && names_object(other, made.object, going));
  };
  std::vector<bool> taken(changes.size(), false);
  for (const std::size_t position : unit) taken[position] = true;
  std::vector<std::size_t> open = unit, found;
  while (!open.empty()) {
    const DocumentChange& made = changes[open.back()];
    open.pop_back();
    for (std::size_t i = 0; i < changes.size(); ++i) {
      if (taken[i] || changes[i].kind == DocumentChange::Kind::renamed) continue;
      if (!needs(made, changes[i])) continue;
      taken[i] = true;
      open.push_back(i);
      found.push_back(i);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace cutpoint
