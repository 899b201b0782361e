/// The hash of the tables that keep diagrams unique.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cutpoint {

/// Mixes well in the low bits, which the tables (powers of two) take.
[[nodiscard]] inline std::size_t table_hash(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  std::uint64_t hash = a * 0x9e3779b97f4a7c15U ^ b * 0xc2b2ae3d27d4eb4fU ^ c * 0x165667b19e3779f9U;
  hash ^= hash >> 29U;
  hash *= 0xbf58476d1ce4e5b9U;
  hash ^= hash >> 32U;
  return static_cast<std::size_t>(hash);
}

}  // namespace cutpoint
