/// Members of large redundancies that are counted instead of being told apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Each fails as soon as any of `width` events of its own has occurred, which nothing else tests.
/// The events at the same place of two members have the same figures.
struct AlikeMembers {
  std::uint32_t width = 1;
  std::vector<EventId> events;  ///< member after member
  std::vector<EventId> host;    ///< any of these fails all of them, and nothing else tests it
  [[nodiscard]] std::uint32_t size() const {
    return static_cast<std::uint32_t>(events.size()) / width;
  }
};

/// True where at least `threshold` of all members of some lots have failed. All are alike; lots may
/// differ in size, and in their hosts.
struct FailedMembers {
  std::uint32_t threshold = 0;
  std::vector<std::uint32_t> lots;  ///< positions in a table of AlikeMembers
};

}  // namespace cutpoint
