#include "model/yaml/yaml_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>

#include <fmt/format.h>

#include "model/base/code_points.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t written_line_width = 100;

bool is_reserved_word(std::string_view text) {
  constexpr std::array words = {
      std::string_view("true"), std::string_view("false"), std::string_view("yes"),
      std::string_view("no"),   std::string_view("on"),    std::string_view("off"),
      std::string_view("y"),    std::string_view("n"),     std::string_view("null"),
      std::string_view("~"),    std::string_view("<<"),    std::string_view("="),
  };
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return std::find(words.begin(), words.end(), lower) != words.end();
}

/// Letters, digits and the marks that mean nothing to YAML anywhere inside a plain scalar.
bool is_plain_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
         std::string_view("_-./+()%$@^;<>=~ ").find(c) != std::string_view::npos;
}

bool is_plain(std::string_view text) {
  if (text.empty() || is_reserved_word(text)) return false;
  const auto first = static_cast<unsigned char>(text.front());
  if (std::isalnum(first) == 0 && text.front() != '_' && text.front() != '/' &&
      text.front() != '.' && text.front() != '(') {
    return false;
  }
  if (text.back() == ' ') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_plain_character(text[i])) continue;
    // A colon is harmless between characters of a word, as in an image name; a hash as in web#1.
    const bool inside = i + 1 < text.size() && text[i + 1] != ' ' && text[i - 1] != ' ';
    if ((text[i] == ':' || text[i] == '#') && inside) continue;
    return false;
  }
  return true;
}

/// A character that YAML, or its reader, could not stand as it is.
std::string escape_of(std::uint32_t code) {
  switch (code) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '\r':
      return "\\r";
    default:
      break;
  }
  if (code < 0x100) return fmt::format("\\x{:02x}", code);
  return code < 0x10000 ? fmt::format("\\u{:04x}", code) : fmt::format("\\U{:08x}", code);
}

std::string double_quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const std::uint32_t code = next_code_point(text, at);
    if (code == '"' || code == '\\' || is_misleading(code)) {
      out += escape_of(code);
    } else {
      out += text.substr(start, at - start);
    }
  }
  return out + '"';
}

}  // namespace

std::string quoted_if_needed(std::string_view text) {
  return is_plain(text) ? std::string(text) : double_quoted(text);
}

YamlText YamlText::scalar(std::string value) {
  YamlText text(Type::scalar, true);
  text.scalar_ = std::move(value);
  return text;
}

YamlText YamlText::text(const std::string& value) {
  YamlText text = scalar(double_quoted(value));
  text.verbatim_ = true;
  return text;
}

YamlText YamlText::number(std::int64_t value) {
  YamlText text = scalar(fmt::format("{}", value));
  text.verbatim_ = true;
  return text;
}

YamlText YamlText::boolean(bool value) {
  YamlText text = scalar(value ? "true" : "false");
  text.verbatim_ = true;
  return text;
}

std::string YamlText::scalar_text() const {
  return verbatim_ ? scalar_ : quoted_if_needed(scalar_);
}

std::string YamlText::document() const {
  std::string out;
  write_block(out, 0);
  return out;
}

std::string YamlText::flow_text() const {
  if (type_ == Type::scalar) return scalar_text();
  std::string out = type_ == Type::list ? "[" : "{";
  bool first = true;
  for (const auto& [key, value] : items_) {
    if (!first) out += ", ";
    first = false;
    if (type_ == Type::mapping) out += quoted_if_needed(key) + ": ";
    out += value.flow_text();
  }
  return out + (type_ == Type::list ? "]" : "}");
}

/// The text after "key:" or "-": on the same line, or as a block below.
void YamlText::write_value(std::string& out, std::size_t indent) const {
  if (type_ == Type::scalar || items_.empty()) {
    out += ' ' +
           (items_.empty() && type_ != Type::scalar ? std::string(type_ == Type::list ? "[]" : "{}")
                                                    : scalar_text()) +
           '\n';
    return;
  }
  if (flow_) {
    const std::string text = flow_text();
    const std::size_t line =
        out.size() - (out.rfind('\n') == std::string::npos ? 0 : out.rfind('\n'));
    if (line + text.size() <= written_line_width) {
      out += ' ' + text + '\n';
      return;
    }
  }
  out += '\n';
  write_block(out, indent);
}

void YamlText::write_block(std::string& out, std::size_t indent) const {
  const std::string margin(indent, ' ');
  for (const auto& [key, value] : items_) {
    out += margin;
    if (type_ == Type::mapping) {
      out += quoted_if_needed(key) + ':';
      value.write_value(out, indent + 2);
      continue;
    }
    out += '-';
    const std::string text = value.flow_text();
    if (value.type_ == Type::mapping && !value.items_.empty() &&
        (!value.flow_ || indent + 2 + text.size() > written_line_width)) {
      // The first key follows the dash.
      std::string block;
      value.write_block(block, indent + 2);
      out += ' ' + block.substr(indent + 2);
    } else {
      value.write_value(out, indent + 2);
    }
  }
}

}  // namespace cutpoint
