#include <array>

#include "renderer/conclusions/conclusion_formats.hpp"

namespace cutpoint {

std::string_view name_of(ConclusionKind kind) {
  static constexpr std::array<std::string_view, 8> names = {
      "kind", "instances", "need", "group", "journey", "placement", "figure", "left out"};
  return names.at(static_cast<std::size_t>(kind));
}

std::string_view name_of(Strength strength) {
  static constexpr std::array<std::string_view, 3> names = {"declared", "inferred", "assumed"};
  return names.at(static_cast<std::size_t>(strength));
}

}  // namespace cutpoint
