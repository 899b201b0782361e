/// The redundancies of a model under names that stay while their members change.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "cutpoint/comparison.hpp"

namespace cutpoint {

/// The redundancies of a model by who needs them, so that one whose members change keeps its key.
class GroupNames {
 public:
  explicit GroupNames(const AnalysedModel& side);
  /// What the group of another model is called here: its own name, or that of the group of the same
  /// owner which shares most members with it; else its own name all the same.
  [[nodiscard]] std::string name_of(const AnalysedModel& side, const RedundancyGroup& group) const;
  /// Of all events of the other model, by event: "failover of any of db-1, db-2" is that of the
  /// group as it is called here, so that it stays while its members change.
  [[nodiscard]] IdVector<EventId, std::string> event_names(const AnalysedModel& side) const;

 private:
  struct Known {
    std::string name;
    std::set<std::string> members;
  };
  std::map<std::string, std::vector<Known>> by_owner_;
};

}  // namespace cutpoint
