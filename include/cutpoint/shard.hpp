/// Work that is split among machines which have nothing in common.
///
/// Plain values.
#pragma once

#include <cstdint>

namespace cutpoint {

/// The `number`-th of `of` parts.
struct Shard {
  std::uint32_t number = 1;  ///< from 1 on
  std::uint32_t of = 1;
  [[nodiscard]] bool exists() const { return number >= 1 && number <= of; }
};

}  // namespace cutpoint
