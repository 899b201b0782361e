/// HTML: everything that a user can name is escaped here, and nowhere else.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cutpoint {

/// The text as HTML text or attribute value. Control and direction marks are made visible, as in
/// terminals.
[[nodiscard]] std::string escaped(std::string_view text);

/// The star of what is assumed stays beside its name.
[[nodiscard]] std::string with_stars_held(std::string words);

/// `<name class="…">text</name>` with the text escaped.
[[nodiscard]] std::string element(std::string_view name, std::string_view text,
                                  std::string_view css = "");

/// A table with a caption that screen readers announce; wide ones scroll by themselves.
class HtmlTable {
 public:
  enum class Align { left, right };
  struct Column {
    std::string heading;
    Align align = Align::left;
    std::string css = {};  ///< class of the column's cells
  };
  struct Cell {
    std::string text;       ///< escaped when written
    std::string css = {};   ///< class of the cell
    std::string note = {};  ///< a second, smaller line; escaped when written
    std::string html = {};  ///< trusted markup after the text, such as a bar
  };

  HtmlTable(std::string caption, std::vector<Column> columns)
      : caption_(std::move(caption)), columns_(std::move(columns)) {}
  void add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  [[nodiscard]] std::string html() const;
  /// The same, closed under its caption until somebody opens it; `below`: markup that only tells
  /// of its rows.
  [[nodiscard]] std::string folded(std::string_view below = {}) const;

 private:
  [[nodiscard]] std::string html_with(std::string_view caption_css) const;

  std::string caption_;
  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace cutpoint
