/// Switches of several groups that one shared part sets off at once.
///
/// Who serves is not independent between groups: after a zone has failed, all of them serve in the
/// other one, until failures of their own mix them again. And switches that begin together overlap.
/// So each shared cause has an event for every set of the groups on it, and these independent
/// events together have the joint probabilities of the switches (Marshall and Olkin 1967).
#pragma once

#include <cstddef>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Causes with more groups on them have an event for each single group only.
inline constexpr std::size_t most_joint_groups = 4;

/// Gives the failovers that shared causes set off their figures.
class JointSwitches {
 public:
  explicit JointSwitches(StructureFunction& function);
  ~JointSwitches();
  JointSwitches(const JointSwitches&) = delete;
  JointSwitches& operator=(const JointSwitches&) = delete;

  /// The group has its figures. Those of a cause follow with the last group on it, so that groups
  /// above can read them.
  void finish(std::size_t group);

 private:
  struct Cause;

  StructureFunction& function_;
  std::vector<Cause> causes_;
  std::vector<std::vector<std::size_t>> of_group_;  ///< causes that a group is on
};

}  // namespace cutpoint
