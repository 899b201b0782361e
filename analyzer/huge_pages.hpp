/// Memory for tables that are read at random: in large pages, of which a processor can keep track.
#pragma once

#include <cstddef>
#include <memory>
#include <new>

#include <sys/mman.h>

namespace cutpoint {

/// Asks the system for large pages where a table is large; what it answers changes speed alone.
template <class T>
struct HugePageAllocator {
  using value_type = T;
  static constexpr std::size_t page = std::size_t{1} << 21U;
  static constexpr std::size_t large = 2 * page;

  HugePageAllocator() = default;
  template <class U>
  explicit HugePageAllocator(const HugePageAllocator<U>&) {}

  T* allocate(std::size_t count) {
    const std::size_t bytes = count * sizeof(T);
    if (bytes < large) return std::allocator<T>().allocate(count);
    void* memory = ::operator new(bytes, std::align_val_t(page));
    (void)madvise(memory, bytes, MADV_HUGEPAGE);
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t count) {
    if (count * sizeof(T) < large) {
      std::allocator<T>().deallocate(memory, count);
    } else {
      ::operator delete(memory, std::align_val_t(page));
    }
  }
  friend bool operator==(const HugePageAllocator&, const HugePageAllocator&) { return true; }
};

}  // namespace cutpoint
