/// Text for terminals: safe names, display width, colours, aligned columns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cutpoint {

/// The text with everything that a terminal or a reader could be misled by made visible: control
/// characters, escapes and direction marks become \n, \x1b, \u202e.
[[nodiscard]] std::string visible(std::string_view text);

/// Columns that the text takes: wide East Asian characters count two, combining marks and colours
/// none.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// The text in at most `width` columns, its middle replaced by "…" where it is longer.
[[nodiscard]] std::string elided(std::string_view text, std::size_t width);

/// Steps joined by " → " in at most `width` columns: steps in the middle give way to "…" first, so
/// that both ends stay readable.
[[nodiscard]] std::string elided_path(std::string_view text, std::size_t width);

/// A bar of at most `width` columns, in eighths of a column: the share, in [0, 1], that is filled.
[[nodiscard]] std::string bar_text(double share, std::size_t width);

enum class Style { plain, bold, dim, red, amber, green, blue };

/// Adds ANSI colours, or nothing.
class Painter {
 public:
  explicit Painter(bool colour) : colour_(colour) {}
  [[nodiscard]] std::string operator()(Style style, std::string_view text) const;

 private:
  bool colour_;
};

/// Rows of cells, columns as wide as their widest cell.
class TextTable {
 public:
  enum class Align { left, right };
  struct Column {
    std::string heading;
    Align align = Align::left;
    std::size_t longest = 60;  ///< wider cells go on in further lines, figures are elided
    /// How far a table that is too wide may narrow the column; by default not at all.
    std::size_t shortest = std::string::npos;
    bool is_path = false;  ///< elided by steps
  };
  struct Cell {
    std::string text;
    Style style = Style::plain;
  };

  explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}
  /// A note stands behind its row where all notes fit, otherwise on a line of its own below it.
  void add(std::vector<Cell> row, std::string note = {}) {
    rows_.push_back({std::move(row), std::move(note)});
  }
  /// Lines of at most `limit` columns: columns are narrowed as far as they may be, and what has no
  /// room then stands below its row.
  [[nodiscard]] std::string text(std::size_t indent, const Painter& paint,
                                 std::size_t limit = std::string::npos) const;

 private:
  void break_headings(std::vector<std::size_t>& widths, std::size_t excess) const;
  [[nodiscard]] std::string heading_text(const std::vector<std::size_t>& widths, std::size_t indent,
                                         const Painter& paint) const;
  std::vector<Column> columns_;
  struct Row {
    std::vector<Cell> cells;
    std::string note;
  };
  [[nodiscard]] std::vector<std::size_t> natural_widths() const;
  [[nodiscard]] std::string line(const std::vector<Cell>& cells,
                                 const std::vector<std::size_t>& widths, std::size_t indent,
                                 const Painter& paint) const;
  [[nodiscard]] std::string lines(const std::vector<Cell>& cells,
                                  const std::vector<std::size_t>& widths, std::size_t indent,
                                  const Painter& paint) const;

  [[nodiscard]] std::size_t fitting_columns(const std::vector<std::size_t>& widths,
                                            std::size_t indent, std::size_t limit) const;
  void widen(std::vector<std::size_t>& widths, std::size_t fitting, std::size_t indent,
             std::size_t limit) const;
  [[nodiscard]] std::string rest_text(const Row& row, std::size_t first, std::size_t indent,
                                      std::size_t limit, const Painter& paint) const;

  std::vector<Row> rows_;
};

}  // namespace cutpoint
