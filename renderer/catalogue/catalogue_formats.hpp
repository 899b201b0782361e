/// The built-in kinds and the catalogue of figures as lists.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "cutpoint/kind.hpp"
#include "renderer/writing/formats.hpp"

namespace cutpoint {

struct KindList {
  std::span<const Kind> kinds;
  std::size_t width = std::string::npos;  ///< columns to fill, text only; by default one line each

  [[nodiscard]] auto begin() const { return kinds.begin(); }
  [[nodiscard]] auto end() const { return kinds.end(); }
};
[[nodiscard]] Formats<KindList> kind_formats();

struct ProfileList {
  std::span<const CatalogueProfile> profiles;
  std::size_t width = std::string::npos;  ///< as of kinds

  [[nodiscard]] auto begin() const { return profiles.begin(); }
  [[nodiscard]] auto end() const { return profiles.end(); }
};
[[nodiscard]] Formats<ProfileList> profile_formats();

}  // namespace cutpoint
