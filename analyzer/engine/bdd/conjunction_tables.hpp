/// What a conjunction level by level writes into; kept from one to the next, since taking new
/// memory each time takes longer than many of them.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "analyzer/engine/budget/engine_meter.hpp"

namespace cutpoint {

struct ConjunctionTables {
  /// A pair to be joined. Once it is, `low` is the result.
  struct Pair {
    std::uint32_t a;
    std::uint32_t b;
    std::uint32_t low;  ///< a function, or the number of the pair that gives it
    std::uint32_t high;
    std::uint32_t variable;
    bool waits_low;
    bool waits_high;
  };
  /// Where a pair is known by its functions.
  struct Slot {
    std::uint32_t a = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t b = 0;
    std::uint32_t pair = 0;
  };

  explicit ConjunctionTables(EngineMeter* meter) : pairs(meter), slots(meter) {}
  /// Gives all memory back.
  void release() { *this = ConjunctionTables(pairs.get_allocator().meter()); }

  MeteredVector<Pair> pairs;
  MeteredVector<Slot> slots;
  std::vector<MeteredVector<std::uint32_t>> at_level;  ///< pairs
};

}  // namespace cutpoint
