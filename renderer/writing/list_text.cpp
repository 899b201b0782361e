#include "renderer/writing/list_text.hpp"

#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

std::string ListText::text() const {
  const Painter plain(false);
  if (width_ == std::string::npos) {
    std::vector<TextTable::Column> columns = columns_;
    columns.push_back({heading_, TextTable::Align::left, std::string::npos});
    TextTable table(std::move(columns));
    for (const Row& row : rows_) {
      std::vector<TextTable::Cell> cells = row.cells;
      cells.push_back({row.sentence});
      table.add(std::move(cells));
    }
    return table.text(0, plain);
  }
  TextTable table(columns_);
  for (const Row& row : rows_) table.add(row.cells, row.sentence);
  return table.text(0, plain, width_);
}

}  // namespace cutpoint
