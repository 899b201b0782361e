#include "importer/kubernetes/objects/shares.hpp"

#include <string_view>

#include "model/base/number_text.hpp"

namespace cutpoint::kubernetes {

std::optional<std::int64_t> share_of(const documents::Value& written, std::uint32_t of,
                                     Rounding rounding) {
  constexpr std::int64_t whole = 100;
  if (const auto number = written.whole_number()) return number;
  const std::string_view text = written.text();
  if (text.empty() || text.back() != '%') return std::nullopt;
  const auto percent = number_of_text<std::int64_t>(text.substr(0, text.size() - 1));
  if (!percent || *percent < 0 || *percent > whole) return std::nullopt;
  return (*percent * of + (rounding == Rounding::up ? whole - 1 : 0)) / whole;
}

}  // namespace cutpoint::kubernetes
