/// Rows as CSV that spreadsheets read as text and numbers, never as formulas.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace cutpoint {

/// As many digits as give the number back; "inf" where it is infinite.
[[nodiscard]] std::string csv_number(double value);
/// Empty where there is none.
[[nodiscard]] std::string csv_number(const std::optional<double>& value);

class CsvTable {
 public:
  explicit CsvTable(const std::vector<std::string>& columns) { add(columns); }
  /// Cells are numbers as text, or names. A name that a spreadsheet would run (`=`, `+`, `-`, `@`
  /// at its start) gets an apostrophe in front; control and direction marks are made visible.
  void add(const std::vector<std::string>& cells);
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace cutpoint
