/// Rows as CSV that spreadsheets read as text and numbers, never as formulas.
#pragma once

#include <string>
#include <vector>

namespace cutpoint {

class CsvTable {
 public:
  explicit CsvTable(std::vector<std::string> columns) { add(std::move(columns)); }
  /// Cells are numbers as text, or names. A name that a spreadsheet would run (`=`, `+`, `-`, `@`
  /// at its start) gets an apostrophe in front; control and direction marks are made visible.
  void add(const std::vector<std::string>& cells);
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace cutpoint
