// Promises, objectives and safeguards that a change of the document takes back.
#include <algorithm>
#include <array>
#include <string_view>

#include "analyzer/comparison/judgement.hpp"
#include "cutpoint/duration.hpp"
#include "cutpoint/operations.hpp"
#include "cutpoint/probability.hpp"

namespace cutpoint {

namespace {

/// What makes a value weaker.
enum class Weaker {
  lower,          ///< a share
  longer,         ///< a time, or none where there was one
  longer_period,  ///< a period of a promise; none is one of thirty days
  later,          ///< a last day, or none where there was one
  more,           ///< a count
  fewer,          ///< entries of a list
  more_left_out,
  wider,      ///< entries of a list that stands for all where it is empty
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
    WeakerKey{"slo", "period", Weaker::longer_period},
    WeakerKey{"slo", "planned", Weaker::excluded},
    WeakerKey{"slo", "exclude", Weaker::more_left_out},
    WeakerKey{"sla", "availability", Weaker::lower},
    WeakerKey{"sla", "period", Weaker::longer_period},
    WeakerKey{"sla", "planned", Weaker::excluded},
    WeakerKey{"sla", "exclude", Weaker::more_left_out},
    WeakerKey{"sla", "credits", Weaker::fewer},
    WeakerKey{"sla", "below", Weaker::lower},
    WeakerKey{"sla", "credit", Weaker::lower},
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
    WeakerKey{"accept", "until", Weaker::later},
    WeakerKey{"accept", "components", Weaker::wider},
    WeakerKey{"dependencies", "", Weaker::gone},
    WeakerKey{"quorum", "", Weaker::gone},
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

/// What is kept in each month is kept in each quarter, and not the other way round. A calendar
/// month and thirty days are the same for this.
bool is_longer_period(std::string_view before, std::string_view after) {
  constexpr double clearly = 1.05;
  const auto seconds = [](std::string_view period) {
    const auto parsed = parse_service_period(period.empty() ? "year" : period);
    return parsed ? parsed->length.in_seconds() : 0.0;
  };
  return seconds(before) > 0.0 && seconds(after) > clearly * seconds(before);
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
    case Weaker::longer_period:
      return is_longer_period(before, after);
    case Weaker::later:
      // Days are written so that their texts stand in the order of time.
      return !before.empty() && (after.empty() || before < after);
    case Weaker::more:
      return !before.empty() && !after.empty() && count_of(after) > count_of(before);
    case Weaker::fewer:
      return entry_count(after) < entry_count(before);
    case Weaker::more_left_out:
      return entry_count(after) > entry_count(before);
    case Weaker::wider:
      return !before.empty() && (after.empty() || entry_count(after) > entry_count(before));
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
  return key == "slo" || key == "sla" || key == "objectives";
}

/// Needs that were not known are written now.
bool are_needs_stated(const DocumentChange& change, const std::vector<DocumentChange>& all) {
  return std::any_of(all.begin(), all.end(), [&](const DocumentChange& other) {
    return other.section == change.section && other.object == change.object &&
           (other.key == "depends_on" || other.key == "connects") &&
           other.kind != DocumentChange::Kind::removed;
  });
}

/// A key of which all is gone. Who takes a risk no more is not weaker for that.
bool weakens_by_going(const DocumentChange& change, const std::vector<DocumentChange>& all) {
  // Of a majority the later model tells what is left of it.
  if (change.key == "accept" || change.key == "quorum") return false;
  return change.key != "dependencies" || !are_needs_stated(change, all);
}

}  // namespace

bool weakens_by_itself(std::string_view key, std::string_view value) {
  return std::any_of(weaker_keys.begin(), weaker_keys.end(),
                     [&](const WeakerKey& row) { return row.key == key && row.value == value; });
}

bool weakens(const DocumentChange& change, const std::vector<DocumentChange>& all) {
  using How = DocumentChange::Kind;
  if (change.is_object()) {
    // With a journey goes what was promised of it.
    return change.section == "journeys" && change.kind == How::removed &&
           std::any_of(change.values.begin(), change.values.end(),
                       [](const ValueChange& value) { return is_promise(value.path); });
  }
  const bool is_acceptance = change.section.empty() && change.key == "accept";
  if (change.section != "components" && change.section != "journeys" && !is_acceptance) {
    return false;
  }
  if (!is_safeguard(change.key)) return false;
  if (change.kind == How::removed) return weakens_by_going(change, all);
  if (change.kind != How::changed) return false;
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
