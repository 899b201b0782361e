/// Numbers of instances that are written as numbers or as percentages.
#pragma once

#include <cstdint>
#include <optional>

#include "importer/documents/value_tree.hpp"

namespace cutpoint::kubernetes {

enum class Rounding : std::uint8_t { down, up };

/// "2", or "30%" of `of`; nothing where it is neither.
[[nodiscard]] std::optional<std::int64_t> share_of(const documents::Value& written,
                                                   std::uint32_t of, Rounding rounding);

}  // namespace cutpoint::kubernetes
