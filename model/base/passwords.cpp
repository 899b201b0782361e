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
    const std::size_t host = text.substr(0, behind).rfind('@');
    if (colon == std::string_view::npos || host == std::string_view::npos || host < colon) continue;
    std::fill(shown.begin() + static_cast<std::ptrdiff_t>(colon + 1),
              shown.begin() + static_cast<std::ptrdiff_t>(host), '*');
  }
  return shown;
}

}  // namespace cutpoint
