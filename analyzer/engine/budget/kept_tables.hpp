/// Large tables that were given back, for those that are made next.
#pragma once

#include <cstddef>
#include <vector>

namespace cutpoint {

/// The system clears each page before it hands it out, which takes a quarter of the time of an
/// analysis whose tables grow, are given up and grow again. What is kept is used as it is: its
/// content is whatever it was.
class KeptTables {
 public:
  KeptTables() { kept_.reserve(most_kept); }
  ~KeptTables() { let_go(0); }
  KeptTables(const KeptTables&) = delete;
  KeptTables& operator=(const KeptTables&) = delete;

  /// Memory for a table of so many bytes, as `allocate_table` gives it; null where none that is
  /// kept fits.
  [[nodiscard]] void* take(std::size_t bytes);
  /// False where it is none of the system's own pages, or too many are kept: it is still the
  /// caller's.
  [[nodiscard]] bool keep(void* memory, std::size_t bytes) noexcept;
  /// Gives back to the system until at most so many bytes are kept.
  void let_go(std::size_t most);

  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  static constexpr std::size_t most_kept = 64;
  struct Pages {
    char* start;
    std::size_t size;
  };

  std::vector<Pages> kept_;  ///< the last given back behind
  std::size_t bytes_ = 0;
};

}  // namespace cutpoint
