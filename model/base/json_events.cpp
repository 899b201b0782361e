#include "model/base/json_events.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/base/utf8.hpp"

namespace cutpoint {

namespace {

bool is_json_number(std::string_view word) {
  constexpr std::string_view starts = "-0123456789";
  if (word.empty() || starts.find(word.front()) == std::string_view::npos) return false;
  double number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  return error != std::errc::invalid_argument && end == word.data() + word.size();
}

/// Walks the text once; collections that are open stand on a stack of their own.
class JsonScanner {
 public:
  JsonScanner(std::string_view text, JsonReceiver& receiver, const JsonAllowance& allowance)
      : text_(text), receiver_(receiver), allowance_(allowance) {}

  std::optional<JsonError> run() {
    try {
      skip_blanks();
      do {
        read_document();
        skip_blanks();
        if (at_ < text_.size() && !allowance_.several_documents) refuse("nothing may follow here");
      } while (at_ < text_.size());
    } catch (const Ended&) {
      // As the receiver wanted, or because of an error.
    }
    return std::move(error_);
  }

 private:
  struct Ended {};

  void read_document() {
    bool is_first = read_value();  // a collection was opened, and holds nothing yet
    while (!open_.empty()) {
      skip_blanks();
      const bool is_mapping = open_.back() == JsonCollection::mapping;
      const char close = is_mapping ? '}' : ']';
      if (peek() == close) {
        ++at_;
        receiver_.finish(open_.back());
        open_.pop_back();
        is_first = false;
        continue;
      }
      if (!is_first) {
        if (peek() != ',') refuse(fmt::format("a `,` or `{}` is missing here", close));
        ++at_;
        skip_blanks();
      }
      if (is_mapping) read_key();
      is_first = read_value();
    }
    receiver_.end_of_document();
  }

  void read_key() {
    if (peek() != '"') refuse("a key in double quotes is missing here");
    const JsonPlace place = here();
    const std::string_view name = read_text();
    go_on(receiver_.key(name, place, static_cast<std::uint32_t>(at_ - place.offset)));
    skip_blanks();
    if (peek() != ':') refuse("a `:` is missing here");
    ++at_;
    skip_blanks();
  }

  /// True where it opened a collection.
  bool read_value() {
    const JsonPlace place = here();
    const char next = peek();
    if (next == '{' || next == '[') {
      const auto kind = next == '{' ? JsonCollection::mapping : JsonCollection::list;
      go_on(receiver_.start(kind, place));
      open_.push_back(kind);
      ++at_;
      return true;
    }
    if (next == '"') {
      const std::string_view text = read_text();
      go_on(receiver_.text(text, place, static_cast<std::uint32_t>(at_ - place.offset)));
    } else {
      go_on(receiver_.word(read_word(), place));
    }
    return false;
  }

  std::string_view read_word() {
    constexpr std::string_view ends = " \t\r\n,:]}[{\"";
    std::size_t end = at_;
    while (end < text_.size() && ends.find(text_[end]) == std::string_view::npos) ++end;
    const std::string_view word = text_.substr(at_, end - at_);
    const bool known = word == "null" || word == "true" || word == "false";
    if (!known && !is_json_number(word)) refuse("a value is missing here");
    at_ = end;
    return word;
  }

  /// Good until the next text is read.
  std::string_view read_text() {
    const std::size_t start = ++at_;
    at_ = plain_until(at_);
    if (peek() == '"') return text_.substr(start, at_++ - start);
    resolved_.assign(text_, start, at_ - start);
    while (peek() != '"') {
      if (at_ >= text_.size() || text_[at_] == '\n') refuse("the text is not closed by a `\"`");
      if (text_[at_] == '\\') {
        read_escape();
      } else if (allowance_.damaged_texts) {
        resolved_ += text_[at_++];
      } else {
        refuse("a control character cannot stand in a text");
      }
      const std::size_t end = plain_until(at_);
      resolved_.append(text_, at_, end - at_);
      at_ = end;
    }
    ++at_;
    return resolved_;
  }

  /// Where the first character stands that does not stand for itself.
  [[nodiscard]] std::size_t plain_until(std::size_t at) const {
    const auto is_plain = [](char c) {
      return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20;
    };
    while (at < text_.size() && is_plain(text_[at])) ++at;
    return at;
  }

  void read_escape() {
    constexpr std::string_view names = "\"\\/bfnrt";
    constexpr std::string_view values = "\"\\/\b\f\n\r\t";
    const char kind = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    if (kind == 'u') {
      append_utf8(resolved_, read_code_point());
      return;
    }
    const std::size_t known = names.find(kind);
    if (known == std::string_view::npos) refuse(fmt::format("`\\{}` is no escape", kind));
    resolved_ += values[known];
    at_ += 2;
  }

  /// Two escapes of a surrogate pair are one character.
  std::uint32_t read_code_point() {
    const std::uint32_t first = read_four_digits();
    if (first < 0xD800 || first > 0xDFFF) return first;
    if (first > 0xDBFF || text_.substr(at_, 2) != "\\u") return half_a_pair();
    const std::uint32_t second = read_four_digits();
    if (second < 0xDC00 || second > 0xDFFF) return half_a_pair();
    return 0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00);
  }

  std::uint32_t half_a_pair() {
    if (!allowance_.damaged_texts) refuse("half a surrogate pair is no character");
    return 0xFFFD;
  }

  std::uint32_t read_four_digits() {
    const std::string_view digits = text_.substr(std::min(at_ + 2, text_.size()), 4);
    std::uint32_t code = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (digits.size() < 4 || error != std::errc() || end != digits.data() + 4)
      refuse("`\\u` takes four hexadecimal digits");
    at_ += 6;
    return code;
  }

  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

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

  [[nodiscard]] JsonPlace here() const {
    return {at_, line_, static_cast<std::uint32_t>(at_ - line_start_) + 1};
  }

  static void go_on(bool wanted) {
    if (!wanted) throw Ended();
  }

  [[noreturn]] void refuse(std::string message) {
    if (at_ >= text_.size()) message = "the file ends within a value";
    error_ = JsonError{std::move(message), here()};
    throw Ended();
  }

  std::string_view text_;
  JsonReceiver& receiver_;
  const JsonAllowance& allowance_;
  std::optional<JsonError> error_;
  std::vector<JsonCollection> open_;
  std::string resolved_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::size_t line_start_ = 0;
};

}  // namespace

std::optional<JsonError> read_json_events(std::string_view text, JsonReceiver& receiver,
                                          const JsonAllowance& allowance) {
  return JsonScanner(text, receiver, allowance).run();
}

}  // namespace cutpoint
