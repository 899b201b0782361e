#include "importer/documents/json_reader.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <unordered_map>

#include <fmt/format.h>

namespace cutpoint::documents {

namespace {

void append_utf8(std::string& out, std::uint32_t code) {
  const auto byte = [&out](std::uint32_t bits) { out += static_cast<char>(bits); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | code >> 6U);
    byte(0x80 | (code & 0x3FU));
  } else if (code < 0x10000) {
    byte(0xE0 | code >> 12U);
    byte(0x80 | (code >> 6U & 0x3FU));
    byte(0x80 | (code & 0x3FU));
  } else {
    byte(0xF0 | code >> 18U);
    byte(0x80 | (code >> 12U & 0x3FU));
    byte(0x80 | (code >> 6U & 0x3FU));
    byte(0x80 | (code & 0x3FU));
  }
}

/// Walks the text once; collections that are open stand on a stack of their own.
class JsonReader {
 public:
  /// Ends the reading: what is wrong has been reported.
  struct Refused {};

  JsonReader(FileId file, std::string_view text, Diagnostics& diagnostics,
             const ReadingLimits& limits)
      : text_(text), diagnostics_(diagnostics), limits_(limits), tree_(file) {}

  ValueTree run() {
    try {
      for (skip_blanks(); at_ < text_.size(); skip_blanks()) tree_.add_document(read_document());
    } catch (const Refused&) {
      // Reported where it was met.
    }
    return std::move(tree_);
  }

 private:
  struct Open {
    ValueId id;
    bool is_mapping;
    std::size_t first_child;  ///< in children_
  };

  ValueId read_document() {
    ValueId value = read_value();
    while (!open_.empty()) {
      Open& open = open_.back();
      const bool is_first = children_.size() == open.first_child && !value.valid();
      if (value.valid()) add_child(value);
      skip_blanks();
      const char close = open.is_mapping ? '}' : ']';
      if (peek() == close) {
        value = finish();
        continue;
      }
      if (!is_first && peek() != ',') refuse(fmt::format("a `,` or `{}` is missing here", close));
      if (!is_first) skip(1);
      skip_blanks();
      value = open.is_mapping ? read_entry() : read_value();
    }
    return value;
  }

  /// The key is kept until its value is read, which may be a collection that is only opened here.
  ValueId read_entry() {
    if (peek() != '"') refuse("a key in double quotes is missing here");
    children_.push_back({read_string(), ValueId()});
    skip_blanks();
    if (peek() != ':') refuse("a `:` is missing here");
    skip(1);
    skip_blanks();
    return read_value();
  }

  void add_child(ValueId value) {
    if (open_.back().is_mapping) {
      children_.back().value = value;
    } else {
      children_.push_back({ValueId(), value});
    }
  }

  ValueId finish() {
    const Open done = open_.back();
    skip(1);
    if (done.is_mapping) drop_repeated_keys(children_, done.first_child, tree_, diagnostics_);
    tree_.set_children(done.id, children_.data() + done.first_child,
                       children_.size() - done.first_child);
    children_.resize(done.first_child);
    open_.pop_back();
    return done.id;
  }

  /// A scalar, or an invalid id where a collection was opened.
  ValueId read_value() {
    if (tree_.size() >= limits_.values)
      refuse(fmt::format("the file has more than {} values", limits_.values));
    const char next = peek();
    if (next == '{' || next == '[') {
      if (open_.size() >= limits_.depth)
        refuse(fmt::format("lists and mappings are nested more than {} deep", limits_.depth));
      const ValueType type = next == '{' ? ValueType::mapping : ValueType::list;
      open_.push_back({tree_.add_collection(type, here(1)), next == '{', children_.size()});
      skip(1);
      return ValueId();
    }
    return next == '"' ? read_string() : read_word();
  }

  ValueId read_word() {
    std::size_t end = at_;
    while (end < text_.size() &&
           std::string_view(" \t\r\n,:]}[{\"").find(text_[end]) == std::string_view::npos)
      ++end;
    const std::string_view word = text_.substr(at_, end - at_);
    const SourceSpan span = here(static_cast<std::uint32_t>(word.size()));
    ValueType type = ValueType::number;
    if (word == "null") type = ValueType::null;
    if (word == "true" || word == "false") type = ValueType::boolean;
    if (type == ValueType::number && !is_number(word)) refuse("a value is missing here");
    skip(word.size());
    return tree_.add_scalar(type, word, span);
  }

  [[nodiscard]] static bool is_number(std::string_view word) {
    double number = 0;
    if (word.empty() ||
        std::string_view("-0123456789").find(word.front()) == std::string_view::npos)
      return false;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    return error != std::errc::invalid_argument && end == word.data() + word.size();
  }

  ValueId read_string() {
    const std::size_t start = at_;
    const SourceSpan from = here(1);
    skip(1);
    scratch_.clear();
    while (true) {
      std::size_t end = at_;
      while (end < text_.size() && text_[end] != '"' && text_[end] != '\\' && text_[end] != '\n')
        ++end;
      scratch_ += text_.substr(at_, end - at_);
      at_ = end;
      if (at_ >= text_.size() || text_[at_] == '\n') refuse("the text is not closed by a `\"`");
      if (text_[at_] == '"') break;
      read_escape();
    }
    skip(1);
    SourceSpan span = from;
    span.length = static_cast<std::uint32_t>(at_ - start);
    return tree_.add_scalar(ValueType::text, scratch_, span);
  }

  void read_escape() {
    constexpr std::string_view names = "\"\\/bfnrt";
    constexpr std::string_view values = "\"\\/\b\f\n\r\t";
    const char kind = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (kind == 'u') {
      append_utf8(scratch_, read_code_point());
      return;
    }
    const std::size_t known = names.find(kind);
    if (known == std::string_view::npos) refuse(fmt::format("`\\{}` is no escape", kind));
    scratch_ += values[known];
    skip(2);
  }

  /// Two escapes of a surrogate pair are one character; a lone one becomes the replacement mark.
  std::uint32_t read_code_point() {
    const std::uint32_t first = read_four_digits();
    if (first < 0xD800 || first > 0xDFFF) return first;
    if (first > 0xDBFF || text_.substr(at_, 2) != "\\u") return 0xFFFD;
    const std::uint32_t second = read_four_digits();
    if (second < 0xDC00 || second > 0xDFFF) return 0xFFFD;
    return 0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00);
  }

  std::uint32_t read_four_digits() {
    const std::string_view digits = text_.substr(std::min(at_ + 2, text_.size()), 4);
    std::uint32_t code = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (digits.size() < 4 || error != std::errc() || end != digits.data() + 4)
      refuse("`\\u` takes four hexadecimal digits");
    skip(6);
    return code;
  }

  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip(std::size_t bytes) { at_ += bytes; }

  void skip_blanks() {
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') {
        ++line_;
        line_start_ = at_ + 1;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        return;
      }
    }
  }

  [[nodiscard]] SourceSpan here(std::uint32_t length) const {
    return {tree_.file(), line_, static_cast<std::uint32_t>(at_ - line_start_) + 1, length};
  }

  [[noreturn]] void refuse(std::string message) {
    if (at_ >= text_.size()) message = "the file ends within a value";
    diagnostics_.error("json-syntax", here(1), std::move(message));
    throw Refused();
  }

  std::string_view text_;
  Diagnostics& diagnostics_;
  const ReadingLimits& limits_;
  ValueTree tree_;
  std::vector<Open> open_;
  std::vector<ValueTree::Child> children_;  ///< of open collections, one behind the other
  std::string scratch_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::size_t line_start_ = 0;
};

}  // namespace

ValueTree read_json(FileId file, const SourceFiles& sources, Diagnostics& diagnostics,
                    const ReadingLimits& limits) {
  return JsonReader(file, sources.text(file), diagnostics, limits).run();
}

void drop_repeated_keys(std::vector<ValueTree::Child>& children, std::size_t first,
                        const ValueTree& tree, Diagnostics& diagnostics) {
  const auto key_of = [&tree](const ValueTree::Child& child) {
    return Value(tree, child.key).text();
  };
  std::unordered_map<std::string_view, std::size_t> last;
  last.reserve(children.size() - first);
  for (std::size_t i = first; i < children.size(); ++i) last[key_of(children[i])] = i;
  if (last.size() == children.size() - first) return;
  std::size_t kept = first;
  for (std::size_t i = first; i < children.size(); ++i) {
    const std::size_t winner = last[key_of(children[i])];
    if (winner != i) {
      Diagnostic& warning = diagnostics.warning(
          "duplicate-key", Value(tree, children[i].key).span(),
          fmt::format("`{}` is written twice: this one is overruled by the later",
                      key_of(children[i])));
      warning.help = "two documents without a separating `---` look like this";
      warning.notes.push_back({"the one that counts", Value(tree, children[winner].key).span()});
    } else {
      children[kept++] = children[i];
    }
  }
  children.resize(kept);
}

}  // namespace cutpoint::documents
