/// Memory for tables that are read at random: in large pages, of which a processor can keep track.
#pragma once

#include <cstddef>

namespace cutpoint {

/// As operator new, aligned for any fundamental type. Asks the system for large pages where a table
/// is large; what it answers changes speed alone.
[[nodiscard]] void* allocate_table(std::size_t bytes);
/// What the system gives for so many bytes: whole pages, of which any part that is as large as a
/// table of its own may be freed by itself. 0 where they come from the heap.
[[nodiscard]] std::size_t size_in_pages(std::size_t bytes);
/// `bytes` as they were asked for.
void free_table(void* memory, std::size_t bytes) noexcept;

}  // namespace cutpoint
