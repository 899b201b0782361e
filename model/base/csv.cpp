#include "model/base/csv.hpp"

#include <algorithm>

namespace cutpoint {

namespace {

class CsvReader {
 public:
  CsvReader(FileId file, std::string_view text, Diagnostics& diagnostics)
      : file_(file), text_(text), diagnostics_(diagnostics) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text_.substr(0, mark.size()) == mark) at_ = mark.size();
    separator_ = separator_of(text_.substr(at_, text_.find_first_of("\r\n", at_) - at_));
  }

  std::vector<CsvRow> read() {
    std::vector<CsvRow> rows;
    while (at_ < text_.size()) {
      CsvRow row;
      do {
        row.push_back(field());
      } while (skip(separator_));
      end_line();
      if (row.size() > 1 || !row.front().value.empty()) rows.push_back(std::move(row));
    }
    return rows;
  }

 private:
  /// Spreadsheets write semicolons where the comma is the decimal sign, and tabs: what the line of
  /// headings has most of. No heading of ours holds any.
  [[nodiscard]] static char separator_of(std::string_view headings) {
    char most = ',';
    for (const char candidate : {';', '\t'}) {
      if (std::count(headings.begin(), headings.end(), candidate) >
          std::count(headings.begin(), headings.end(), most)) {
        most = candidate;
      }
    }
    return most;
  }

  [[nodiscard]] bool at_line_end() const {
    return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
  }

  [[nodiscard]] SourceSpan span_from(std::size_t start) const {
    return {file_, line_, static_cast<std::uint32_t>(start - line_start_ + 1),
            first_line_of(start)};
  }

  /// How much of what was read from `start` on stands on its first line; at least one. Looks at
  /// nothing behind it: a line may have very many fields.
  [[nodiscard]] std::uint32_t first_line_of(std::size_t start) const {
    const std::string_view read = text_.substr(start, at_ - start);
    const std::size_t length = std::min(read.find_first_of("\r\n"), read.size());
    return static_cast<std::uint32_t>(std::max<std::size_t>(1, length));
  }

  bool skip(char wanted) {
    if (at_ == text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  void end_line() {
    if (at_ == text_.size()) return;
    const bool carriage_return = text_[at_] == '\r';
    ++at_;
    // Places count line feeds, as excerpts do: a carriage return alone ends the row only.
    if (carriage_return && !skip('\n')) return;
    new_line();
  }

  void new_line() {
    ++line_;
    line_start_ = at_;
  }

  Spanned<std::string> field() {
    if (at_ < text_.size() && text_[at_] == '"') return quoted();
    const std::size_t start = at_;
    while (!at_line_end() && text_[at_] != separator_) {
      if (text_[at_] == '"') {
        diagnostics_
            .error("invalid-csv",
                   {file_, line_, static_cast<std::uint32_t>(at_ - line_start_ + 1), 1},
                   "a quote in the middle of a field")
            .help = "put the whole field in quotes and double the quotes inside";
        while (!at_line_end()) ++at_;
        break;
      }
      ++at_;
    }
    return {std::string(text_.substr(start, at_ - start)), span_from(start)};
  }

  Spanned<std::string> quoted() {
    const std::size_t start = at_;
    const std::uint32_t line = line_;
    const std::size_t line_start = line_start_;
    SourceSpan span{file_, line, static_cast<std::uint32_t>(start - line_start + 1), 1};
    std::string value;
    for (++at_; at_ < text_.size();) {
      const char c = text_[at_++];
      if (c == '"' && !skip('"')) {
        span.length = first_line_of(start);
        refuse_rest();
        return {std::move(value), span};
      }
      value += c;
      if (c == '\n') new_line();
    }
    span.length = first_line_of(start);
    diagnostics_.error("invalid-csv", span, "this quote is never closed");
    return {std::move(value), span};
  }

  void refuse_rest() {
    if (at_line_end() || text_[at_] == separator_) return;
    diagnostics_.error("invalid-csv",
                       {file_, line_, static_cast<std::uint32_t>(at_ - line_start_ + 1), 1},
                       "text behind the closing quote of a field");
    while (!at_line_end() && text_[at_] != separator_) ++at_;
  }

  FileId file_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  char separator_ = ',';
  std::uint32_t line_ = 1;
  std::size_t line_start_ = 0;
};

}  // namespace

std::vector<CsvRow> read_csv(FileId file, const SourceFiles& sources, Diagnostics& diagnostics) {
  return CsvReader(file, sources.text(file), diagnostics).read();
}

}  // namespace cutpoint
