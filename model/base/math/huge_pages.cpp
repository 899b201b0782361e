#include "model/base/math/huge_pages.hpp"

#include <cstdint>
#include <new>

#include <sys/mman.h>

namespace cutpoint {

namespace {

constexpr std::size_t page = std::size_t{1} << 21U;
constexpr std::size_t own_mapping = 2 * page;

/// What the system is asked for: a whole number of pages.
std::size_t whole_pages(std::size_t bytes) {
  return (bytes + page - 1) / page * page;
}

}  // namespace

/// A large table is mapped on its own: given back it is gone at once, where a heap would keep it.
void* allocate_table(std::size_t bytes) {
  if (bytes < own_mapping) return ::operator new(bytes);
  const std::size_t size = whole_pages(bytes);
  void* mapped =
      mmap(nullptr, size + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) throw std::bad_alloc();
  // Cut to where pages begin.
  auto* const start = static_cast<char*>(mapped);
  const std::size_t before = (page - reinterpret_cast<std::uintptr_t>(start) % page) % page;
  if (before > 0) munmap(start, before);
  munmap(start + before + size, page - before);
  (void)madvise(start + before, size, MADV_HUGEPAGE);
  return start + before;
}

std::size_t size_in_pages(std::size_t bytes) {
  return bytes < own_mapping ? 0 : whole_pages(bytes);
}

void free_table(void* memory, std::size_t bytes) noexcept {
  if (bytes < own_mapping) {
    ::operator delete(memory);
  } else {
    munmap(memory, whole_pages(bytes));
  }
}

}  // namespace cutpoint
