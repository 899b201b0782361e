#include "model/base/passwords.hpp"

#include <algorithm>

namespace cutpoint {

std::string without_passwords(std::string_view text) {
  std::string shown(text);
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
    if (host < colon) continue;
    std::fill(shown.begin() + static_cast<std::ptrdiff_t>(colon + 1),
              shown.begin() + static_cast<std::ptrdiff_t>(host), '*');
  }
  return shown;
}

}  // namespace cutpoint
