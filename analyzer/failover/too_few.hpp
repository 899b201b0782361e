/// When too few members of a group work, as the function itself has it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// "Too few members work", as the function has it, with the members' own events scaled.
class TooFew {
 public:
  TooFew(const StructureFunction& function, const GroupCluster& cluster, std::size_t position);

  [[nodiscard]] bool can_scale() const { return can_scale_; }
  [[nodiscard]] double largest_scale() const { return 1.0 / largest_; }
  /// Probability, while this ground is down and no other.
  [[nodiscard]] double given(std::uint32_t ground, double scale) const;
  /// All own events are up.
  [[nodiscard]] double none_own(double scale) const;

 private:
  struct Member {
    std::uint32_t ground = 0;
    std::uint32_t shared = 0;
    double own = 0;
    double others_up = 1;
    bool gone = false;      ///< as it is seen
    bool own_gone = false;  ///< by its own event
  };

  const FailoverGroup& group_;
  std::vector<Member> members_;
  std::vector<double> private_;  ///< below several members, and below nothing else
  std::vector<EventId> private_events_;
  double largest_ = 0.0;
  bool simple_ = true;
  bool can_scale_ = false;
};

}  // namespace cutpoint
