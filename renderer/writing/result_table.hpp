/// A table of a result before any format spells it: cells with what they mean.
#pragma once

#include <string>
#include <vector>

#include "renderer/writing/markup.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

struct ResultTable {
  enum class Meaning { plain, subject, faint, good, bad };
  struct Column {
    std::string heading;
    bool of_numbers = false;
    std::size_t widest = 0;  ///< columns of a terminal; 0: no limit of its own
    std::size_t narrowest = 0;
  };
  struct Cell {
    std::string text;
    Meaning meaning = Meaning::plain;
  };
  struct Row {
    std::vector<Cell> cells;
    std::string remark;  ///< empty where there is nothing more to say
  };

  std::string title;
  std::string scope;  ///< how the figures stand to others of the report: "part of …"
  std::vector<Column> columns;
  std::vector<Row> rows;
};

/// The first `most` rows; the first column needs no heading in a terminal.
[[nodiscard]] TextTable terminal_table(const ResultTable& table, std::size_t most);

/// All rows as a Markdown table, remarks in a column of their own where there are any.
[[nodiscard]] std::string markdown_table(const ResultTable& table);

/// All rows, remarks as a smaller line of the first cell.
[[nodiscard]] HtmlTable html_table(const ResultTable& table, const std::string& caption);

}  // namespace cutpoint
