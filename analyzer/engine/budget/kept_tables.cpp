#include "analyzer/engine/budget/kept_tables.hpp"

#include <algorithm>

#include "model/base/math/huge_pages.hpp"

namespace cutpoint {

/// The smallest that fits. Of a larger one the rest stays, where it is large enough for a table.
void* KeptTables::take(std::size_t bytes) {
  const std::size_t wanted = size_in_pages(bytes);
  if (wanted == 0) return nullptr;
  const auto fits = [wanted](const Pages& pages) {
    return pages.size == wanted ||
           (pages.size > wanted && size_in_pages(pages.size - wanted) == pages.size - wanted);
  };
  auto best = kept_.end();
  for (auto pages = kept_.begin(); pages != kept_.end(); ++pages) {
    if (fits(*pages) && (best == kept_.end() || pages->size <= best->size)) best = pages;
  }
  if (best == kept_.end()) return nullptr;
  void* const start = best->start;
  bytes_ -= wanted;
  best->start += wanted;
  best->size -= wanted;
  if (best->size == 0) kept_.erase(best);
  return start;
}

bool KeptTables::keep(void* memory, std::size_t bytes) noexcept {
  const std::size_t size = size_in_pages(bytes);
  if (size == 0 || kept_.size() == most_kept) return false;
  kept_.push_back({static_cast<char*>(memory), size});
  bytes_ += size;
  return true;
}

void KeptTables::let_go(std::size_t most) {
  while (bytes_ > most) {
    const Pages pages = kept_.back();
    kept_.pop_back();
    bytes_ -= pages.size;
    free_table(pages.start, pages.size);
  }
}

}  // namespace cutpoint
