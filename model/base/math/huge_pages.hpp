/// Memory for tables that are read at random: in large pages, of which a processor can keep track.
#pragma once

#include <cstddef>

namespace cutpoint {

/// As operator new, aligned for any fundamental type. Asks the system for large pages where a table
/// is large; what it answers changes speed alone.
[[nodiscard]] void* allocate_table(std::size_t bytes);
/// `bytes` as they were asked for.
void free_table(void* memory, std::size_t bytes) noexcept;

}  // namespace cutpoint
