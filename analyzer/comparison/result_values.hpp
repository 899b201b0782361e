/// All that is compared of an analysis, each under a key that stays the same while names do.
#pragma once

#include <compare>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cutpoint/comparison.hpp"

namespace cutpoint {

struct ResultKey {
  ResultKind kind = ResultKind::availability;
  std::string subject;
  std::vector<std::string> details;
  friend auto operator<=>(const ResultKey&, const ResultKey&) = default;
};

/// What is needed beside the values to judge that one is new.
struct ListedCutSets {
  bool all_listed = false;
  std::size_t orders = 0;  ///< up to which they were counted
};

struct Results {
  std::map<ResultKey, ResultValue> values;
  std::set<std::string, std::less<>> parts;       ///< names of components and journeys
  std::set<std::string, std::less<>> events;      ///< names of events
  std::map<std::string, ListedCutSets> cut_sets;  ///< by journey

  /// Null where there is none.
  [[nodiscard]] const ResultValue* find(const ResultKey& key) const {
    const auto found = values.find(key);
    return found == values.end() ? nullptr : &found->second;
  }
};

}  // namespace cutpoint
