#include "importer/terraform/inventory/plan_text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace cutpoint::terraform {

namespace {

/// Behind the closing quote of the string that starts at `at`.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return text.size();
}

bool is_plain_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// What stands under these keys comes from the configuration's values, wherever they are.
constexpr std::array secret_keys = {
    std::string_view("attributes"),     std::string_view("attributes_flat"),
    std::string_view("before"),         std::string_view("after"),
    std::string_view("constant_value"), std::string_view("default"),
    std::string_view("outputs"),        std::string_view("output_changes"),
    std::string_view("variables"),      std::string_view("primary"),
    std::string_view("deposed"),        std::string_view("private"),
    std::string_view("identity"),       std::string_view("checks")};

/// Walks the text once and hides scalars below secret keys.
class Masker {
 public:
  explicit Masker(std::string_view text) : text_(text), out_(text) {}

  std::string run() {
    std::size_t at = 0;
    while (at < text_.size()) at = step(at);
    return std::move(out_);
  }

 private:
  struct Level {
    bool is_list;
    bool is_secret;
  };

  std::size_t step(std::size_t at) {
    const char c = text_[at];
    if (c == '{' || c == '[') {
      levels_.push_back({c == '[', is_secret()});
      lists_ += c == '[' ? 1 : 0;
      key_ = {};
      return at + 1;
    }
    if (c == '}' || c == ']') {
      if (!levels_.empty()) {
        lists_ -= levels_.back().is_list ? 1 : 0;
        levels_.pop_back();
      }
      key_ = {};
      return at + 1;
    }
    if (c == ',') key_ = {};
    if (c == '"') return string_at(at);
    if (is_plain_blank(c) || c == ',' || c == ':') return at + 1;
    return word_at(at);
  }

  std::size_t string_at(std::size_t at) {
    const std::size_t end = end_of_string(text_, at);
    std::size_t behind = end;
    while (behind < text_.size() && is_plain_blank(text_[behind])) ++behind;
    if (behind < text_.size() && text_[behind] == ':') {
      key_ = text_.substr(at + 1, end - at - 2);
      return behind + 1;
    }
    if (is_secret()) hide(at + 1, std::max(at + 1, end - 1));
    return end;
  }

  std::size_t word_at(std::size_t at) {
    std::size_t end = at;
    while (end < text_.size() &&
           std::string_view(" \t\r\n,:]}[{\"").find(text_[end]) == std::string_view::npos)
      ++end;
    const std::string_view word = text_.substr(at, end - at);
    if (is_secret() && word != "true" && word != "false" && word != "null") hide(at, end);
    return end;
  }

  /// `values` is a level of its own at the top of a state, and the attributes of a resource below.
  [[nodiscard]] bool is_secret() const {
    if (!levels_.empty() && levels_.back().is_secret) return true;
    if (key_ == "values") return lists_ > 0;
    return std::find(secret_keys.begin(), secret_keys.end(), key_) != secret_keys.end();
  }

  void hide(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < std::min(to, out_.size()); ++i) {
      if (out_[i] != '\n') out_[i] = '*';
    }
  }

  std::string_view text_;
  std::string out_;
  std::vector<Level> levels_;
  std::size_t lists_ = 0;
  std::string_view key_;
};

/// A line that merely holds a brace, as "[command]… {}" or a block of a configuration, is no object
/// with keys.
bool starts_object(std::string_view text, std::size_t brace) {
  const std::size_t key = text.find_first_not_of(" \t\r\n", brace + 1);
  if (key == std::string_view::npos || text[key] != '"') return false;
  const std::size_t behind = text.find_first_not_of(" \t\r\n", end_of_string(text, key));
  return behind != std::string_view::npos && text[behind] == ':';
}

}  // namespace

JsonExtent find_json(std::string_view text) {
  JsonExtent extent;
  std::size_t at = text.find('{');
  while (at != std::string_view::npos && !starts_object(text, at)) at = text.find('{', at + 1);
  if (at == std::string_view::npos) return extent;
  extent.begin = at;
  std::size_t depth = 0;
  while (at < text.size()) {
    if (text[at] == '"') {
      at = end_of_string(text, at);
      continue;
    }
    if (text[at] == '{' || text[at] == '[') ++depth;
    if (text[at] == '}' || text[at] == ']') --depth;
    ++at;
    if (depth == 0) break;
  }
  extent.end = at;
  const auto has_text = [](std::string_view part) {
    return !std::all_of(part.begin(), part.end(), is_plain_blank);
  };
  extent.has_text_before = has_text(text.substr(0, extent.begin));
  extent.has_text_behind = has_text(text.substr(extent.end));
  return extent;
}

std::string only_json(std::string_view text, const JsonExtent& extent) {
  std::string out(text.substr(0, extent.end));
  for (std::size_t i = 0; i < extent.begin; ++i) {
    if (out[i] != '\n') out[i] = ' ';
  }
  return out;
}

std::string masked(std::string_view text) {
  return Masker(text).run();
}

void mask_secrets(std::string& text, const Secrets& secrets) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t length = secrets.length_at(text, at);
    for (std::size_t i = at; i < at + length; ++i) text[i] = '*';
  }
}

}  // namespace cutpoint::terraform
