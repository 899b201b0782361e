#include "app/language_server/yaml_context.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

namespace cutpoint {

namespace {

/// A collection that is open at some place.
struct OpenCollection {
  std::size_t column = 0;  ///< of its entries, where it has no brackets
  bool in_brackets = false;
  bool is_list = false;
  std::string key;  ///< of a mapping: the one whose value comes
  std::set<std::string, std::less<>> keys;
};

/// Follows columns and brackets; knows no more of YAML than a cursor needs.
class ContextScan {
 public:
  explicit ContextScan(std::string_view text) : text_(text) {}

  YamlContext run() {
    while (at_ <= text_.size()) {
      scan_line();
      if (at_ >= text_.size()) break;
      ++at_;  // the end of the line
    }
    return context();
  }

 private:
  [[nodiscard]] bool in_brackets() const { return !open_.empty() && open_.back().in_brackets; }
  [[nodiscard]] bool at_end() const { return at_ >= text_.size() || text_[at_] == '\n'; }

  void scan_line() {
    const std::size_t start = at_;
    comment_ = false;
    word_.clear();
    while (!at_end() && text_[at_] == ' ') ++at_;
    const std::size_t column = at_ - start;
    if (block_text_ && (at_end() || column > *block_text_)) return skip_line();
    block_text_.reset();
    if (!in_brackets()) {
      // The end of the text on an empty line: the cursor's column says where it is.
      if (!at_end() || at_ >= text_.size()) close_to(column);
      column_ = column;
      at_entry_ = true;
    }
    while (!at_end()) step(start);
  }

  void skip_line() {
    while (!at_end()) ++at_;
    comment_ = true;
  }

  /// Collections that a line at this column is not in any more.
  void close_to(std::size_t column) {
    const bool is_item = at_ < text_.size() && text_[at_] == '-';
    while (!open_.empty() && !open_.back().in_brackets &&
           (open_.back().column > column ||
            (open_.back().column == column && open_.back().is_list && !is_item))) {
      open_.pop_back();
    }
    if (!open_.empty() && open_.back().column == column && !open_.back().is_list && !is_item) {
      open_.back().key.clear();
    }
  }

  void step(std::size_t line_start) {
    const char c = text_[at_];
    if (c == '#' && (at_ == line_start || text_[at_ - 1] == ' ')) return skip_line();
    if (c == '"' || c == '\'') return quoted(c);
    if (c == '{' || c == '[') return open_brackets(c == '[');
    if (in_brackets() && (c == '}' || c == ']')) return close_brackets();
    if (in_brackets() && c == ',') return next_entry();
    if (c == ':' && is_separator(at_ + 1)) return key_ends();
    if (c == '-' && !in_brackets() && at_entry_ && is_separator(at_ + 1)) return item();
    if ((c == '|' || c == '>') && word_.empty() && !in_brackets()) block_text_ = entry_column();
    if (c == ' ' && word_.empty()) {
      ++at_;
      return;
    }
    word_ += c;
    at_entry_ = at_entry_ && c == ' ';
    ++at_;
  }

  [[nodiscard]] bool is_separator(std::size_t at) const {
    return at >= text_.size() || text_[at] == ' ' || text_[at] == '\n';
  }
  [[nodiscard]] std::size_t entry_column() const { return open_.empty() ? 0 : open_.back().column; }

  void quoted(char quote) {
    ++at_;
    while (!at_end() && text_[at_] != quote) word_ += text_[at_++];
    if (!at_end()) ++at_;
    at_entry_ = false;
  }

  void open_brackets(bool is_list) {
    open_.push_back({0, true, is_list, {}, {}});
    word_.clear();
    at_entry_ = false;
    ++at_;
  }

  void close_brackets() {
    open_.pop_back();
    word_.clear();
    ++at_;
  }

  void next_entry() {
    open_.back().key.clear();
    word_.clear();
    ++at_;
  }

  void key_ends() {
    ++at_;
    while (!word_.empty() && word_.back() == ' ') word_.pop_back();
    if (!in_brackets()) {
      const bool goes_on =
          !open_.empty() && !open_.back().is_list && open_.back().column == column_;
      if (!goes_on) open_.push_back({column_, false, false, {}, {}});
    }
    if (open_.back().is_list) open_.push_back({0, true, false, {}, {}});  // [a: b]
    open_.back().key = word_;
    open_.back().keys.insert(word_);
    word_.clear();
    at_entry_ = false;
  }

  void item() {
    const bool goes_on = !open_.empty() && open_.back().is_list && open_.back().column == column_;
    if (!goes_on) open_.push_back({column_, false, true, {}, {}});
    ++at_;
    ++column_;
    while (!at_end() && text_[at_] == ' ') {
      ++at_;
      ++column_;
    }
    word_.clear();
  }

  [[nodiscard]] YamlContext context() const {
    YamlContext found;
    found.typed = word_;
    found.is_comment = comment_;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      const OpenCollection& one = open_[i];
      const bool is_last = i + 1 == open_.size();
      if (one.is_list) {
        found.path.emplace_back("[]");
        found.in_value = found.in_value || is_last;
      } else if (!is_last && !one.key.empty()) {
        found.path.push_back(one.key);
      } else if (is_last) {
        const bool deeper =
            !one.in_brackets && !one.key.empty() && column_ > one.column && at_entry_line();
        if (deeper) {
          found.path.push_back(one.key);  // the first key of a mapping below it
        } else {
          found.key = one.key;
          found.in_value = !one.key.empty();
          if (one.key.empty()) found.siblings = one.keys;
        }
      }
    }
    return found;
  }

  /// Nothing but the word stands on the last line.
  [[nodiscard]] bool at_entry_line() const {
    const std::size_t newline = text_.rfind('\n');
    const std::string_view last =
        newline == std::string_view::npos ? text_ : text_.substr(newline + 1);
    return last.find(':') == std::string_view::npos;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<OpenCollection> open_;
  std::string word_;
  std::size_t column_ = 0;                 ///< of the entry that is read
  std::optional<std::size_t> block_text_;  ///< text in lines, deeper than this
  bool at_entry_ = true;                   ///< nothing of the line was read but blanks and dashes
  bool comment_ = false;
};

}  // namespace

YamlContext yaml_context(std::string_view text, std::size_t end) {
  return ContextScan(text.substr(0, std::min(end, text.size()))).run();
}

}  // namespace cutpoint
