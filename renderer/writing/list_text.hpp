/// Lists of what the program knows, with a sentence each.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// Columns, and the sentence behind them; where a width is given and there is no room beside them,
/// below them. Never cut: half a sentence explains nothing.
class ListText {
 public:
  ListText(std::vector<TextTable::Column> columns, std::string sentence_heading, std::size_t width)
      : columns_(std::move(columns)), heading_(std::move(sentence_heading)), width_(width) {}

  void add(std::vector<TextTable::Cell> cells, std::string_view sentence) {
    rows_.push_back({std::move(cells), std::string(sentence)});
  }
  [[nodiscard]] std::string text() const;

 private:
  struct Row {
    std::vector<TextTable::Cell> cells;
    std::string sentence;
  };

  std::vector<TextTable::Column> columns_;
  std::string heading_;
  std::size_t width_;
  std::vector<Row> rows_;
};

}  // namespace cutpoint
