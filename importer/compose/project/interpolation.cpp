#include "importer/compose/project/interpolation.hpp"

#include <cctype>

namespace cutpoint::compose {

namespace {

bool is_name_character(char c, bool first) {
  return c == '_' || (first ? std::isalpha(static_cast<unsigned char>(c)) != 0
                            : std::isalnum(static_cast<unsigned char>(c)) != 0);
}

std::size_t name_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_name_character(text[length], length == 0)) ++length;
  return length;
}

/// The position of the brace that closes the one before `from`.
std::size_t closing_brace(std::string_view text, std::size_t from) {
  int depth = 1;
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] == '{' && at > 0 && text[at - 1] == '$') ++depth;
    if (text[at] == '}' && --depth == 0) return at;
  }
  return std::string_view::npos;
}

}  // namespace

std::string Interpolation::apply(std::string_view text, int depth) {
  constexpr int deepest = 16;
  constexpr std::size_t longest = 1U << 20U;
  if (depth > deepest) return {};
  std::string out;
  for (std::size_t at = 0; at < text.size() && out.size() < longest;) {
    const bool refers = text[at] == '$' && at + 1 < text.size();
    if (refers && text[at + 1] == '$') {
      out += '$';
      at += 2;
    } else if (refers && text[at + 1] == '{') {
      const std::size_t end = closing_brace(text, at + 2);
      if (end == std::string_view::npos) return out + std::string(text.substr(at));
      out += expand(text.substr(at + 2, end - at - 2), depth + 1);
      at = end + 1;
    } else if (const std::size_t length = refers ? name_length(text.substr(at + 1)) : 0;
               length > 0) {
      out += expand(text.substr(at + 1, length), depth + 1);
      at += 1 + length;
    } else {
      out += text[at++];
    }
  }
  return out;
}

/// What stands between the braces: NAME, NAME:-default, NAME?message, NAME:+replacement …
std::string Interpolation::expand(std::string_view body, int depth) {
  const std::size_t length = name_length(body);
  const std::string name(body.substr(0, length));
  std::string_view rest = body.substr(length);
  const bool empty_counts = !rest.empty() && rest.front() == ':';
  if (empty_counts) rest.remove_prefix(1);
  const char action = rest.empty() ? ' ' : rest.front();
  const std::string_view argument = rest.empty() ? rest : rest.substr(1);
  const auto found = variables_.find(name);
  const bool is_set = found != variables_.end() && !(empty_counts && found->second.empty());
  switch (action) {
    case '-':
      return is_set ? found->second : apply(argument, depth);
    case '+':
      return is_set ? apply(argument, depth) : std::string();
    default:
      break;
  }
  if (is_set) return found->second;
  if (!name.empty()) missing_.insert(name);
  return {};
}

}  // namespace cutpoint::compose
