#include "renderer/cards/sheet.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "renderer/cards/card_text.hpp"
#include "renderer/cards/columns.hpp"

namespace cutpoint {

namespace {

constexpr double row_height = card_size::height + card_size::row_gap;
constexpr double below_title = 6;
constexpr double edge_of_sheet = 6;
/// Lines pass above the first row and below the last.
constexpr double above_and_below = 12;

std::vector<Sheet::Line> lines_of(const CardTree& tree, const std::vector<std::uint32_t>& shown) {
  std::vector<Sheet::Line> lines;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> known;
  for (const CardNeed& need : tree.needs) {
    const std::uint32_t from = shown[need.from], to = shown[need.to];
    if (from == to) continue;
    const auto [at, is_new] = known.try_emplace({from, to}, lines.size());
    if (is_new) lines.push_back({from, to, need.style, 0});
    Sheet::Line& line = lines[at->second];
    line.style = std::min(line.style, need.style);
    ++line.count;
  }
  return lines;
}

std::size_t rows_in(std::size_t cards, const Column& column) {
  return (cards + column.width - 1) / column.width;
}

std::size_t columns_used(std::size_t cards, const Column& column) {
  const std::size_t rows = rows_in(cards, column);
  return (cards + rows - 1) / rows;
}

/// Lays out from the inside of frames to the outside. Frames nest as deep as the reader lets hosts
/// do, and by the few levels of what is gathered.
class SheetMaker {
 public:
  SheetMaker(const CardTree& tree, const OpenCards& open, const SheetForm& form)
      : tree_(tree), open_(open), form_(form) {}

  Sheet run() {
    sheet_.lines = lines_of(tree_, shown_cards(tree_, open_));
    boxes_.push_back({});
    fill(0, tree_.roots);
    columns_ = columns_of(leaf_counts(), form_.columns);
    for (Column& column : columns_.groups) physical_ += column.width;
    order_cells();
    for (std::size_t i = boxes_.size(); i-- > 0;) {
      span(i);
      fill_evenly(i);
    }
    physical_ = std::min(physical_, boxes_[0].last + 1);
    // Frames that hold frames are wider on both sides.
    const double margin = edge_of_sheet + form_.pad * (boxes_[0].nest - 1);
    sheet_.gutter = gutter();
    for (std::uint32_t i = 0; i < physical_; ++i) {
      left_.push_back(margin + i * (card_size::width + sheet_.gutter));
    }
    std::vector<double> sky(physical_, above_and_below);
    place(0, sky);
    double bottom = above_and_below;
    for (const double height : sky) bottom = std::max(bottom, height);
    sheet_.height = bottom - card_size::row_gap + above_and_below;
    // Lines that lead back pass beside the last column.
    const double reach = card_size::stack + sheet_.gutter * back_share * widest_lane;
    const double beside = std::max(margin, std::ceil(reach) + edge_of_sheet);
    sheet_.width = physical_ == 0 ? 2 * margin : left_.back() + card_size::width + beside;
    centre();
    return std::move(sheet_);
  }

 private:
  struct Box {
    std::uint32_t card = 0;
    std::vector<std::vector<std::uint32_t>> cells;  ///< leaves by column
    /// Instead of these where no order is lost: leaves by physical column, from the first.
    std::vector<std::vector<std::uint32_t>> even;
    std::uint32_t even_from = 0;
    std::vector<std::uint32_t> leaves;
    std::vector<std::size_t> frames;
    std::size_t around = 0;            ///< the box that this one lies in
    std::uint32_t first = UINT32_MAX;  ///< physical columns
    std::uint32_t last = 0;
    double nest = 1;
  };

  /// Few columns leave the room of the others to the lines.
  [[nodiscard]] double gutter() const {
    constexpr double widest = 64;
    if (physical_ < 2) return form_.gutter;
    const double spare = (form_.columns - physical_) * (card_size::width + form_.gutter);
    return std::clamp(std::floor(form_.gutter + spare / (physical_ - 1)), form_.gutter, widest);
  }

  void fill(std::size_t box, const std::vector<std::uint32_t>& inside) {
    for (const std::uint32_t card : inside) {
      if (!open_[card]) {
        boxes_[box].leaves.push_back(card);
        continue;
      }
      const std::size_t inner = boxes_.size();
      boxes_.push_back({});
      boxes_.back().card = card;
      boxes_.back().around = box;
      boxes_[box].frames.push_back(inner);
      fill(inner, tree_.cards[card].inside);
    }
  }

  [[nodiscard]] std::vector<RankCounts> leaf_counts() const {
    std::vector<RankCounts> counts;
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
      for (const std::uint32_t card : boxes_[i].leaves) {
        counts.push_back({std::lround(tree_.cards[card].rank), i});
      }
    }
    return counts;
  }

  /// Cards of a cell beside what they are joined to: by the mean of the rows of their neighbours.
  void order_cells() {
    std::vector<double> row(tree_.cards.size(), 0);
    std::vector<std::vector<std::uint32_t>> neighbours(tree_.cards.size());
    for (const Sheet::Line& line : sheet_.lines) {
      neighbours[line.from].push_back(line.to);
      neighbours[line.to].push_back(line.from);
    }
    double next = 0;
    for (Box& box : boxes_) {
      box.cells.resize(columns_.groups.size());
      for (const std::uint32_t card : box.leaves) {
        box.cells[columns_.of(std::lround(tree_.cards[card].rank))].push_back(card);
      }
      double longest = 0;
      for (const auto& cell : box.cells) {
        for (std::size_t i = 0; i < cell.size(); ++i) {
          row[cell[i]] = next + static_cast<double>(i) + 0.5 - static_cast<double>(cell.size()) / 2;
        }
        longest = std::max(longest, static_cast<double>(cell.size()));
      }
      next += longest;
    }
    constexpr int sweeps = 4;
    for (int sweep = 0; sweep < sweeps; ++sweep) {
      for (Box& box : boxes_) {
        for (auto& cell : box.cells) sort_cell(cell, row, neighbours);
      }
    }
  }

  void sort_cell(std::vector<std::uint32_t>& cell, std::vector<double>& row,
                 const std::vector<std::vector<std::uint32_t>>& neighbours) const {
    if (cell.size() < 2) return;
    std::vector<std::pair<double, std::uint32_t>> wished;
    std::vector<double> rows;
    for (const std::uint32_t card : cell) {
      double sum = row[card];
      double count = 1;
      for (const std::uint32_t other : neighbours[card]) {
        if (open_[other]) continue;
        sum += row[other];
        count += 1;
      }
      wished.emplace_back(sum / count, card);
      rows.push_back(row[card]);
    }
    std::stable_sort(wished.begin(), wished.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::sort(rows.begin(), rows.end());
    for (std::size_t i = 0; i < cell.size(); ++i) {
      cell[i] = wished[i].second;
      row[cell[i]] = rows[i];
    }
  }

  /// From the inside out: frames come behind the boxes around them.
  void span(std::size_t number) {
    Box& box = boxes_[number];
    for (std::size_t i = 0; i < box.cells.size(); ++i) {
      if (box.cells[i].empty()) continue;
      const Column& column = columns_.groups[i];
      box.first = std::min(box.first, column.first);
      const auto used = static_cast<std::uint32_t>(columns_used(box.cells[i].size(), column));
      box.last = std::max(box.last, column.first + used - 1);
    }
    for (const std::size_t inner : box.frames) {
      box.first = std::min(box.first, boxes_[inner].first);
      box.last = std::max(box.last, boxes_[inner].last);
      box.nest = std::max(box.nest, boxes_[inner].nest + 1);
    }
  }

  /// Places, whatever runs in them, and journeys are not read from the user to the data.
  [[nodiscard]] bool has_order(const Box& box) const {
    const auto is_place = [this](std::uint32_t card) {
      while (tree_.cards[card].role == Card::Role::gathered && tree_.cards[card].opens()) {
        card = tree_.cards[card].inside.front();
      }
      const Card& place = tree_.cards[card];
      return place.role == Card::Role::component && (place.opens() || place.is_place);
    };
    return std::any_of(box.leaves.begin(), box.leaves.end(), [&](std::uint32_t leaf) {
      const Card& card = tree_.cards[leaf];
      return card.glyph != tree_.cards[box.leaves.front()].glyph ||
             (card.role != Card::Role::journey && !is_place(leaf));
    });
  }

  /// The only frame in a box may reach from its neighbour on the left to that on the right.
  void widen(const Box& frame, std::uint32_t& first, std::uint32_t& last) const {
    const Box& around = boxes_[frame.around];
    if (&around == &frame || around.frames.size() != 1) return;
    std::optional<std::uint32_t> left, right;
    for (std::size_t i = 0; i < around.cells.size(); ++i) {
      if (around.cells[i].empty()) continue;
      const Column& column = columns_.groups[i];
      const auto used = static_cast<std::uint32_t>(columns_used(around.cells[i].size(), column));
      const std::uint32_t end = column.first + used - 1;
      if (end < first) left = std::max(left.value_or(end), end);
      if (column.first > last) right = std::min(right.value_or(column.first), column.first);
    }
    if (left) first = *left + 1;
    if (right) last = *right - 1;
  }

  /// What has no order takes all columns of the frames that it stands above, and those that are
  /// free beside it, where that saves rows.
  void fill_evenly(std::size_t number) {
    Box& box = boxes_[number];
    if (box.leaves.size() < 2 || has_order(box)) return;
    std::vector<std::uint32_t> cards;
    std::size_t rows = 0;
    std::uint32_t first = UINT32_MAX, last = 0;
    for (std::size_t i = 0; i < box.cells.size(); ++i) {
      const auto& cell = box.cells[i];
      if (cell.empty()) continue;
      const Column& column = columns_.groups[i];
      rows = std::max(rows, rows_in(cell.size(), column));
      first = std::min(first, column.first);
      last = column.first + static_cast<std::uint32_t>(columns_used(cell.size(), column)) - 1;
      cards.insert(cards.end(), cell.begin(), cell.end());
    }
    const std::uint32_t own_first = first, own_last = last;
    for (const std::size_t inner : box.frames) {
      if (boxes_[inner].first > own_last || boxes_[inner].last < own_first) continue;
      first = std::min(first, boxes_[inner].first);
      last = std::max(last, boxes_[inner].last);
    }
    widen(box, first, last);
    const std::size_t width = std::min<std::size_t>(cards.size(), last - first + 1);
    if ((cards.size() + width - 1) / width >= rows) return;
    auto next = cards.begin();
    for (std::size_t i = 0; i < width; ++i) {
      const std::size_t count = cards.size() / width + (i < cards.size() % width ? 1 : 0);
      box.even.emplace_back(next, next + static_cast<std::ptrdiff_t>(count));
      next += static_cast<std::ptrdiff_t>(count);
    }
    box.first = first;
    box.last = first + static_cast<std::uint32_t>(width) - 1;
    for (const std::size_t inner : box.frames) {
      box.first = std::min(box.first, boxes_[inner].first);
      box.last = std::max(box.last, boxes_[inner].last);
    }
    box.even_from = first;
  }

  void place(std::size_t number, std::vector<double>& sky) {
    const Box& box = boxes_[number];
    for (std::size_t i = 0; i < box.even.size(); ++i) {
      place_cell(box.even[i], {0, box.even_from + static_cast<std::uint32_t>(i), 1}, sky, number);
    }
    for (std::size_t i = 0; box.even.empty() && i < box.cells.size(); ++i) {
      place_cell(box.cells[i], columns_.groups[i], sky, number);
    }
    for (const std::size_t inner : box.frames) place_frame(inner, sky);
  }

  void place_cell(const std::vector<std::uint32_t>& cell, const Column& column,
                  std::vector<double>& sky, std::size_t box) {
    if (cell.empty()) return;
    const std::size_t rows = rows_in(cell.size(), column);
    const std::size_t used = columns_used(cell.size(), column);
    double top = 0;
    for (std::size_t i = 0; i < used; ++i) top = std::max(top, sky[column.first + i]);
    for (std::size_t i = 0; i < cell.size(); ++i) {
      const std::size_t at = column.first + i / rows;
      const double y = top + static_cast<double>(i % rows) * row_height;
      if (box == 0) loose_.push_back({sheet_.cards.size(), at});
      sheet_.cards.push_back({cell[i], left_[at], y, card_size::width, card_size::height});
      sky[at] = y + row_height;
    }
  }

  void place_frame(std::size_t number, std::vector<double>& sky) {
    const Box& box = boxes_[number];
    double top = 0;
    for (std::uint32_t i = box.first; i <= box.last; ++i) top = std::max(top, sky[i]);
    const std::size_t at = sheet_.frames.size();
    sheet_.frames.push_back({});
    std::vector<double> inner(physical_, top + card_size::title_height + below_title);
    place(number, inner);
    double bottom = 0;
    for (std::uint32_t i = box.first; i <= box.last; ++i) bottom = std::max(bottom, inner[i]);
    bottom += form_.pad - card_size::row_gap;
    const double beside = form_.pad * box.nest;
    sheet_.frames[at] = {box.card, left_[box.first] - beside, top,
                         left_[box.last] + card_size::width - left_[box.first] + 2 * beside,
                         bottom - top};
    for (std::uint32_t i = box.first; i <= box.last; ++i) {
      sky[i] = bottom + card_size::row_gap;
      framed_.push_back(i);
    }
  }

  /// Columns beside all frames stand in the middle of the height.
  void centre() {
    for (std::uint32_t column = 0; column < physical_; ++column) {
      if (std::find(framed_.begin(), framed_.end(), column) != framed_.end()) continue;
      double bottom = 0;
      for (const auto& [card, at] : loose_) {
        if (at == column) bottom = std::max(bottom, sheet_.cards[card].y + card_size::height);
      }
      const double down = (sheet_.height - above_and_below - bottom) / 2;
      for (const auto& [card, at] : loose_) {
        if (at == column) sheet_.cards[card].y += down;
      }
    }
  }

  const CardTree& tree_;
  const OpenCards& open_;
  const SheetForm& form_;
  std::vector<Box> boxes_;
  Columns columns_;
  std::uint32_t physical_ = 0;
  std::vector<double> left_;
  std::vector<std::pair<std::size_t, std::size_t>> loose_;  ///< cards in no frame, their columns
  std::vector<std::uint32_t> framed_;                       ///< columns that frames reach over
  Sheet sheet_;
};

}  // namespace

std::vector<std::uint32_t> shown_cards(const CardTree& tree, const OpenCards& open) {
  std::vector<std::uint32_t> shown(tree.cards.size(), 0);
  std::vector<std::pair<std::uint32_t, int>> waiting;  // with the closed card around it, or -1
  for (const std::uint32_t root : tree.roots) waiting.emplace_back(root, -1);
  while (!waiting.empty()) {
    const auto [card, closed] = waiting.back();
    waiting.pop_back();
    shown[card] = closed < 0 ? card : static_cast<std::uint32_t>(closed);
    const int around = closed < 0 && !open[card] ? static_cast<int>(card) : closed;
    for (const std::uint32_t inner : tree.cards[card].inside) waiting.emplace_back(inner, around);
  }
  return shown;
}

std::size_t parts_behind(const CardTree& tree, const Sheet& sheet) {
  const auto is_part = [](const Card& card) { return card.role != Card::Role::gathered; };
  const auto is_shown_part = [&](const Sheet::Place& place) {
    return is_part(tree.cards[place.card]);
  };
  const auto all = std::count_if(tree.cards.begin(), tree.cards.end(), is_part);
  const auto shown = std::count_if(sheet.cards.begin(), sheet.cards.end(), is_shown_part) +
                     std::count_if(sheet.frames.begin(), sheet.frames.end(), is_shown_part);
  return static_cast<std::size_t>(all - shown);
}

Sheet lay_out(const CardTree& tree, const OpenCards& open, const SheetForm& form) {
  return SheetMaker(tree, open, form).run();
}

}  // namespace cutpoint
