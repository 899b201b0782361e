#include "renderer/writing/result_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "renderer/writing/markdown_text.hpp"

namespace cutpoint {

namespace {

Style style_for(ResultTable::Meaning meaning) {
  switch (meaning) {
    case ResultTable::Meaning::subject:
      return Style::bold;
    case ResultTable::Meaning::faint:
      return Style::dim;
    case ResultTable::Meaning::good:
      return Style::green;
    case ResultTable::Meaning::bad:
      return Style::red;
    case ResultTable::Meaning::plain:
      break;
  }
  return Style::plain;
}

std::string css_for(ResultTable::Meaning meaning) {
  if (meaning == ResultTable::Meaning::good) return "good";
  return meaning == ResultTable::Meaning::bad ? "bad" : "";
}

}  // namespace

TextTable terminal_table(const ResultTable& table, std::size_t most) {
  std::vector<TextTable::Column> columns;
  for (const ResultTable::Column& column : table.columns) {
    TextTable::Column& made = columns.emplace_back();
    made.heading = columns.size() == 1 ? "" : column.heading;
    made.align = column.of_numbers ? TextTable::Align::right : TextTable::Align::left;
    if (column.widest > 0) made.longest = column.widest;
    if (column.narrowest > 0) made.shortest = column.narrowest;
  }
  TextTable made(std::move(columns));
  for (std::size_t i = 0; i < table.rows.size() && i < most; ++i) {
    std::vector<TextTable::Cell> cells;
    for (const ResultTable::Cell& cell : table.rows[i].cells) {
      cells.push_back({cell.text, style_for(cell.meaning)});
    }
    made.add(std::move(cells), table.rows[i].remark);
  }
  return made;
}

std::string markdown_table(const ResultTable& table) {
  const bool has_remarks = std::any_of(table.rows.begin(), table.rows.end(),
                                       [](const auto& row) { return !row.remark.empty(); });
  std::string head = "|";
  std::string rule = "|";
  for (const ResultTable::Column& column : table.columns) {
    head += fmt::format(" {} |", column.heading);
    rule += "---|";
  }
  std::string out =
      head + (has_remarks ? " remark |\n" : "\n") + rule + (has_remarks ? "---|\n" : "\n");
  for (const ResultTable::Row& row : table.rows) {
    out += '|';
    for (const ResultTable::Cell& cell : row.cells) {
      out += fmt::format(" {} |", markdown_text(cell.text));
    }
    if (has_remarks) out += fmt::format(" {} |", markdown_text(row.remark));
    out += '\n';
  }
  return out;
}

HtmlTable html_table(const ResultTable& table, const std::string& caption) {
  std::vector<HtmlTable::Column> columns;
  for (const ResultTable::Column& column : table.columns) {
    columns.push_back(
        {column.heading, column.of_numbers ? HtmlTable::Align::right : HtmlTable::Align::left});
  }
  HtmlTable made(caption, std::move(columns));
  for (const ResultTable::Row& row : table.rows) {
    std::vector<HtmlTable::Cell> cells;
    for (const ResultTable::Cell& cell : row.cells)
      cells.push_back({cell.text, css_for(cell.meaning)});
    cells.front().note = row.remark;
    made.add(std::move(cells));
  }
  return made;
}

}  // namespace cutpoint
