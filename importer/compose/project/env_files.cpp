#include "importer/compose/project/env_files.hpp"

#include <algorithm>
#include <cctype>

#include "model/base/number_text.hpp"

namespace cutpoint::compose {

namespace {

constexpr std::string_view setting_blanks = " \t\r\v\f";

std::string_view trimmed_setting(std::string_view text) {
  return trimmed(text, setting_blanks);
}

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-' ||
           c == '[' || c == ']';
  });
}

/// What stands for a character behind a backslash inside of double quotes. A dollar sign that is
/// escaped is doubled, as interpolation comes after.
std::string unescaped(char c) {
  switch (c) {
    case 'n':
      return "\n";
    case 'r':
      return "\r";
    case 't':
      return "\t";
    case '$':
      return "$$";
    case '\\':
    case '"':
      return std::string(1, c);
    default:
      return std::string{'\\', c};
  }
}

class SettingsReader {
 public:
  SettingsReader(std::string_view text, const Variables& outer, bool raw)
      : text_(text), outer_(outer), scope_(outer), raw_(raw) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text_.substr(0, 3) == byte_order_mark) text_.remove_prefix(3);
  }

  Settings run() {
    while (at_ < text_.size()) read_statement();
    settings_.missing = scope_.missing();
    return std::move(settings_);
  }

 private:
  void read_statement() {
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    std::string_view line = trimmed_setting(text_.substr(at_, end - at_));
    ++line_;
    if (line.empty() || line.front() == '#') {
      at_ = end + 1;
      return;
    }
    if (line.substr(0, 6) == "export" && line.size() > 6 &&
        setting_blanks.find(line[6]) != std::string_view::npos) {
      line = trimmed_setting(line.substr(7));
    }
    const std::size_t sign = line.find_first_of(raw_ ? "=" : "=:");
    const std::string_view name = trimmed_setting(line.substr(0, sign));
    if (!is_name(name)) {
      settings_.faulty_lines.push_back(line_);
      at_ = end + 1;
    } else if (sign == std::string_view::npos) {
      const auto found = outer_.find(name);
      if (found != outer_.end()) store(name, found->second);
      at_ = end + 1;
    } else {
      const auto value_at = static_cast<std::size_t>(line.data() - text_.data()) + sign + 1;
      read_value(name, value_at, end);
    }
  }

  void read_value(std::string_view name, std::size_t from, std::size_t end) {
    std::string_view rest = trimmed_setting(text_.substr(from, end - from));
    at_ = end + 1;
    if (raw_) return store(name, std::string(rest));
    const bool quoted = !rest.empty() && (rest.front() == '"' || rest.front() == '\'');
    if (quoted) {
      const auto start = static_cast<std::size_t>(rest.data() - text_.data());
      if (read_quoted(name, start)) return;
      settings_.faulty_lines.push_back(line_);
    }
    rest = trimmed_setting(rest.substr(0, rest.find(" #")));
    store(name, scope_.apply(rest));
  }

  /// A value in the quotes that open at `start`; false where they do not close.
  bool read_quoted(std::string_view name, std::size_t start) {
    const char quote = text_[start];
    std::string value;
    std::size_t i = start + 1;
    for (; i < text_.size() && text_[i] != quote; ++i) {
      if (text_[i] != '\\' || i + 1 == text_.size()) {
        value += text_[i];
        continue;
      }
      ++i;
      if (quote == '"') {
        value += unescaped(text_[i]);
      } else {
        if (text_[i] != quote) value += '\\';
        value += text_[i];
      }
    }
    if (i >= text_.size()) return false;
    store(name, quote == '"' ? scope_.apply(value) : value);
    const std::size_t end = std::min(text_.find('\n', i), text_.size());
    line_ +=
        static_cast<std::size_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(start),
                                            text_.begin() + static_cast<std::ptrdiff_t>(i), '\n'));
    at_ = end + 1;
    return true;
  }

  void store(std::string_view name, std::string value) {
    const std::string key(name);
    // What is set outside wins where it is referred to.
    if (!outer_.contains(key)) scope_.set(key, value);
    settings_.values[key] = std::move(value);
  }

  std::string_view text_;
  const Variables& outer_;
  Interpolation scope_;
  bool raw_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  Settings settings_;
};

}  // namespace

Settings read_settings(std::string_view text, const Variables& outer, bool raw) {
  return SettingsReader(text, outer, raw).run();
}

}  // namespace cutpoint::compose
