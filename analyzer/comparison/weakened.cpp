// Promises, objectives and safeguards that a change of the document takes back.
#include <algorithm>
#include <array>
#include <string_view>

#include "analyzer/comparison/judgement.hpp"
#include "cutpoint/duration.hpp"
#include "cutpoint/probability.hpp"

namespace cutpoint {

namespace {

/// What makes a value weaker.
enum class Weaker {
  lower,   ///< a share
  longer,  ///< a time, or none where there was one
  more,    ///< a count
  fewer,   ///< entries of a list
  more_left_out,
  not_true,   ///< where it was true
  async,      ///< where it was sync
  excluded,   ///< where it was counted
  shallower,  ///< a probe that sees less
  gone,       ///< where there was one
};

struct WeakerKey {
  std::string_view key;
  std::string_view value;  ///< the last step of the path; empty: of the list itself
  Weaker weaker;
};

constexpr std::array weaker_keys = {
    WeakerKey{"slo", "availability", Weaker::lower},
    WeakerKey{"slo", "planned", Weaker::excluded},
    WeakerKey{"slo", "exclude", Weaker::more_left_out},
    WeakerKey{"sla", "availability", Weaker::lower},
    WeakerKey{"sla", "planned", Weaker::excluded},
    WeakerKey{"sla", "exclude", Weaker::more_left_out},
    WeakerKey{"objectives", "rto", Weaker::longer},
    WeakerKey{"objectives", "rpo", Weaker::longer},
    WeakerKey{"backups", "", Weaker::fewer},
    WeakerKey{"backups", "every", Weaker::longer},
    WeakerKey{"backups", "restore", Weaker::longer},
    WeakerKey{"backups", "offsite", Weaker::not_true},
    WeakerKey{"replication", "mode", Weaker::async},
    WeakerKey{"replication", "lag", Weaker::longer},
    WeakerKey{"replication", "to", Weaker::fewer},
    WeakerKey{"artifact", "registry", Weaker::gone},
    WeakerKey{"artifact", "copies", Weaker::fewer},
    WeakerKey{"artifact", "versioned", Weaker::not_true},
    WeakerKey{"artifact", "fetch", Weaker::longer},
    WeakerKey{"health_check", "probe", Weaker::shallower},
    WeakerKey{"health_check", "interval", Weaker::longer},
    WeakerKey{"health_check", "timeout", Weaker::longer},
    WeakerKey{"health_check", "retries", Weaker::more},
    WeakerKey{"health_check", "start_period", Weaker::longer},
    WeakerKey{"health_check", "detects", Weaker::lower},
    WeakerKey{"health_check", "by", Weaker::fewer},
};

/// Entries of a list as it is written: of several in brackets, or one that stands alone.
std::ptrdiff_t entry_count(std::string_view list) {
  if (list.empty() || list == "[]") return 0;
  return list.front() == '[' ? 1 + std::count(list.begin(), list.end(), ',') : 1;
}

template <class T>
bool is_below(const Result<T>& one, const Result<T>& other) {
  return one && other && *one < *other;
}

std::ptrdiff_t probe_depth(std::string_view probe) {
  constexpr std::array<std::string_view, 4> probes = {"process", "port", "http", "inference"};
  return std::find(probes.begin(), probes.end(), probe) - probes.begin();
}

std::size_t count_of(std::string_view digits) {
  std::size_t number = 0;
  for (const char c : digits) number = number * 10 + static_cast<std::size_t>(c - '0');
  return number;
}

bool is_weaker(Weaker how, const std::string& before, const std::string& after) {
  switch (how) {
    case Weaker::lower:
      // Availabilities: what is near 100 % keeps its digits.
      return !before.empty() &&
             (after.empty() || is_below(parse_availability(after), parse_availability(before)));
    case Weaker::longer:
      return !before.empty() &&
             (after.empty() || is_below(parse_duration(before), parse_duration(after)));
    case Weaker::more:
      return !before.empty() && !after.empty() && count_of(after) > count_of(before);
    case Weaker::fewer:
      return entry_count(after) < entry_count(before);
    case Weaker::more_left_out:
      return entry_count(after) > entry_count(before);
    case Weaker::not_true:
      return before == "true";
    case Weaker::async:
      return before == "sync";
    case Weaker::excluded:
      return before == "counted";
    case Weaker::shallower:
      return !before.empty() && (after.empty() || probe_depth(after) < probe_depth(before));
    case Weaker::gone:
      return !before.empty() && after.empty();
  }
  return false;
}

std::string_view last_step(std::string_view path) {
  const std::string_view step = path.substr(path.rfind('.') + 1);
  // The number of an entry names no key.
  return step.find_first_not_of("0123456789") == std::string_view::npos ? std::string_view() : step;
}

bool is_safeguard(std::string_view key) {
  return std::any_of(weaker_keys.begin(), weaker_keys.end(),
                     [key](const WeakerKey& row) { return row.key == key; });
}

bool is_promise(std::string_view key) {
  return key == "slo" || key == "sla";
}

}  // namespace

bool weakens(const DocumentChange& change) {
  if (change.is_object()) {
    // With a journey goes what was promised of it.
    return change.section == "journeys" && change.kind == DocumentChange::Kind::removed &&
           std::any_of(change.values.begin(), change.values.end(),
                       [](const ValueChange& value) { return is_promise(value.path); });
  }
  if (change.section != "components" && change.section != "journeys") return false;
  if (!is_safeguard(change.key)) return false;
  if (change.kind != DocumentChange::Kind::changed)
    return change.kind == DocumentChange::Kind::removed;
  // Entries that only come and go are counted together: one that is written anew is not lost.
  std::ptrdiff_t entries = 0;
  for (const ValueChange& value : change.values) {
    const std::string_view step = last_step(value.path);
    for (const WeakerKey& row : weaker_keys) {
      if (row.key != change.key || row.value != step) continue;
      if (row.weaker == Weaker::fewer) {
        entries += entry_count(value.after) - entry_count(value.before);
      } else if (is_weaker(row.weaker, value.before, value.after)) {
        return true;
      }
    }
  }
  return entries < 0;
}

}  // namespace cutpoint
