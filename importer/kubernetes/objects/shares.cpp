#include "importer/kubernetes/objects/shares.hpp"

#include <charconv>
#include <string_view>

namespace cutpoint::kubernetes {

std::optional<std::int64_t> share_of(const documents::Value& written, std::uint32_t of,
                                     Rounding rounding) {
  constexpr std::int64_t whole = 100;
  if (const auto number = written.whole_number()) return number;
  const std::string_view text = written.text();
  if (text.empty() || text.back() != '%') return std::nullopt;
  std::int64_t percent = 0;
  const char* last = text.data() + text.size() - 1;
  const auto [end, error] = std::from_chars(text.data(), last, percent);
  if (error != std::errc() || end != last || percent < 0 || percent > whole) return std::nullopt;
  return (percent * of + (rounding == Rounding::up ? whole - 1 : 0)) / whole;
}

}  // namespace cutpoint::kubernetes
