/// Which ranks share a column, and how many columns a rank takes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cutpoint {

/// As many as a page shows without making them smaller.
inline constexpr std::size_t most_journeys_in_a_column = 7;

/// One card of a rank in a box.
struct RankCounts {
  long rank = 0;
  std::size_t box = 0;
};

/// Neighbouring ranks as one column of cards, which may stand side by side in several.
struct Column {
  long up_to = 0;           ///< the highest rank in it
  std::uint32_t first = 0;  ///< of the columns that are drawn
  std::uint32_t width = 1;
};

struct Columns {
  std::vector<Column> groups;
  [[nodiscard]] std::size_t of(long rank) const;
};

/// No more than `most` columns in all: the neighbours with the fewest cards share one; columns that
/// are left go to where they save most rows.
[[nodiscard]] Columns columns_of(const std::vector<RankCounts>& cards, std::uint32_t most);

}  // namespace cutpoint
