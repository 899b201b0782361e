#include "renderer/cards/columns.hpp"

#include <algorithm>
#include <map>

namespace cutpoint {

namespace {

/// Cards of a group in each box.
using BoxCounts = std::map<std::size_t, std::size_t>;

struct ColumnGroup {
  long up_to = 0;
  std::size_t cards = 0;
  BoxCounts boxes;
};

std::vector<ColumnGroup> groups_of(const std::vector<RankCounts>& cards) {
  std::map<long, ColumnGroup> by_rank;
  for (const RankCounts& card : cards) {
    ColumnGroup& group = by_rank[card.rank];
    group.up_to = card.rank;
    ++group.cards;
    ++group.boxes[card.box];
  }
  std::vector<ColumnGroup> groups;
  groups.reserve(by_rank.size());
  for (auto& [rank, group] : by_rank) groups.push_back(std::move(group));
  return groups;
}

void join_smallest(std::vector<ColumnGroup>& groups) {
  std::size_t best = 0;
  for (std::size_t i = 1; i + 1 < groups.size(); ++i) {
    const std::size_t here = groups[i].cards + groups[i + 1].cards;
    if (here < groups[best].cards + groups[best + 1].cards) best = i;
  }
  ColumnGroup& into = groups[best];
  const ColumnGroup& from = groups[best + 1];
  into.up_to = from.up_to;
  into.cards += from.cards;
  for (const auto& [box, count] : from.boxes) into.boxes[box] += count;
  groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(best) + 1);
}

/// Rows of all boxes, one below the other.
std::size_t rows_of(const std::vector<ColumnGroup>& groups,
                    const std::vector<std::uint32_t>& widths) {
  BoxCounts rows;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    for (const auto& [box, count] : groups[i].boxes) {
      rows[box] = std::max(rows[box], (count + widths[i] - 1) / widths[i]);
    }
  }
  std::size_t sum = 0;
  for (const auto& [box, count] : rows) sum += count;
  return sum;
}

}  // namespace

std::size_t Columns::of(long rank) const {
  std::size_t at = 0;
  while (at + 1 < groups.size() && groups[at].up_to < rank) ++at;
  return at;
}

Columns columns_of(const std::vector<RankCounts>& cards, std::uint32_t most) {
  std::vector<ColumnGroup> groups = groups_of(cards);
  while (groups.size() > most) join_smallest(groups);
  std::vector<std::uint32_t> widths(groups.size(), 1);
  std::size_t rows = rows_of(groups, widths);
  for (std::size_t left = most - std::min<std::size_t>(most, groups.size()); left > 0; --left) {
    std::size_t best = groups.size();
    for (std::size_t i = 0; i < groups.size(); ++i) {
      // Journeys stand one below the other while they fit.
      if (groups[i].up_to <= 0 && groups[i].cards <= most_journeys_in_a_column) continue;
      ++widths[i];
      const std::size_t here = rows_of(groups, widths);
      --widths[i];
      if (here >= rows) continue;
      rows = here;
      best = i;
    }
    if (best == groups.size()) break;
    ++widths[best];
  }
  Columns columns;
  std::uint32_t first = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    columns.groups.push_back({groups[i].up_to, first, widths[i]});
    first += widths[i];
  }
  return columns;
}

}  // namespace cutpoint
