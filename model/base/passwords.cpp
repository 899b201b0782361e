#include "model/base/passwords.hpp"

#include <algorithm>
#include <array>

#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

void star(std::string& text, std::size_t begin, std::size_t end) {
  std::fill(text.begin() + static_cast<std::ptrdiff_t>(begin),
            text.begin() + static_cast<std::ptrdiff_t>(end), '*');
}

void star_addresses(std::string_view text, std::string& shown) {
  constexpr std::string_view scheme_end = "://";
  for (std::size_t at = text.find(scheme_end); at != std::string_view::npos;
       at = text.find(scheme_end, at + 1)) {
    const std::size_t user = at + scheme_end.size();
    const std::size_t behind = std::min(text.find_first_of("/?# \t\"'`<>", user), text.size());
    const std::size_t colon = text.find(':', user);
    // Nothing in front of it is looked at again: a line may be a document full of addresses.
    const std::size_t at_sign = text.substr(user, behind - user).rfind('@');
    if (colon == std::string_view::npos || at_sign == std::string_view::npos) continue;
    const std::size_t host = user + at_sign;
    if (host >= colon) star(shown, colon + 1, host);
  }
}

/// The name that ends in front of a separator, without quotes: `"db.password" :`.
std::string_view name_before(std::string_view text, std::size_t separator) {
  constexpr std::size_t longest = 256;
  std::size_t end = separator;
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '"' || text[end - 1] == '\'')) --end;
  std::size_t begin = end;
  const auto is_part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  };
  while (begin > 0 && end - begin < longest && is_part(text[begin - 1])) --begin;
  return text.substr(begin, end - begin);
}

/// Whether a value is told here, as in `a: b`, `"a":"b"` and `A=b`, and not in `db:5432`.
bool tells_a_value(std::string_view text, std::size_t separator) {
  if (text[separator] == '=') return true;
  const bool quoted = separator > 0 && (text[separator - 1] == '"' || text[separator - 1] == '\'');
  return quoted || (separator + 1 < text.size() && text[separator + 1] == ' ');
}

/// `${NAME}` tells where a value is taken from, and so it is left; a default within it is a value.
std::size_t behind_reference(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "${") return at;
  const std::size_t end = text.find_first_of("}:-?+ ", at);
  return end == std::string_view::npos || text[end] != '}' ? at : end + 1;
}

/// Stars the value behind a separator, and says where it ends.
std::size_t star_value(std::string_view text, std::size_t separator, std::string& shown) {
  std::size_t begin = std::min(text.find_first_not_of(' ', separator + 1), text.size());
  if (begin == text.size()) return begin;
  // Collections and blocks are no values of one line, and names of anchors none at all.
  if (std::string_view("{[|>&*!").find(text[begin]) != std::string_view::npos) return begin;
  std::string_view ends = text[separator] == '=' ? " \t\"'&;,`" : ",}]\"";
  if (text[begin] == '"' || text[begin] == '\'') ends = text.substr(begin++, 1);
  begin = behind_reference(text, begin);
  const std::size_t end = std::min(text.find_first_of(ends, begin), text.size());
  star(shown, begin, end);
  return end;
}

}  // namespace

bool names_secret(std::string_view name) {
  // Where a secret lies is none.
  if (name == "secret_key_ref" || name == "secretKeyRef") return false;
  constexpr std::array words = {
      std::string_view("password"),          std::string_view("passwd"),
      std::string_view("private_key"),       std::string_view("secret_string"),
      std::string_view("secret_data"),       std::string_view("secret_key"),
      std::string_view("secret_binary"),     std::string_view("auth_token"),
      std::string_view("access_key"),        std::string_view("connection_string"),
      std::string_view("credential"),        std::string_view("client_secret"),
      std::string_view("shared_key"),        std::string_view("preshared_key"),
      std::string_view("kube_config"),       std::string_view("token"),
      std::string_view("master_user_secret")};
  const std::string small = lower_case(name);
  return std::any_of(words.begin(), words.end(), [&small](std::string_view word) {
    return small.find(word) != std::string::npos;
  });
}

std::string without_passwords(std::string_view text) {
  std::string shown(text);
  star_addresses(text, shown);
  for (std::size_t at = text.find_first_of("=:"); at != std::string_view::npos;
       at = text.find_first_of("=:", at)) {
    const bool is_secret = tells_a_value(text, at) && names_secret(name_before(text, at));
    at = is_secret ? std::max(at + 1, star_value(text, at, shown)) : at + 1;
  }
  return shown;
}

}  // namespace cutpoint
