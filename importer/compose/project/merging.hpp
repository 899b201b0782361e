/// Laying one Compose value over another.
#pragma once

#include <cstdint>
#include <string_view>

#include "importer/compose/project/value.hpp"

namespace cutpoint::compose {

/// Where in a file a value stands: names of services are no keys that Compose knows.
enum class Level : std::uint8_t {
  file,
  services,  ///< a mapping from names
  service,   ///< a mapping from keys that Compose knows
  key,       ///< what stands under such a key
  other,     ///< what stands elsewhere
};

/// Lays `later` over `base` by the rules of Compose for services in normal form: mappings are
/// merged, lists joined, commands replaced, mounts unique by target; `!reset` removes and
/// `!override` replaces. `key`: under which both stand.
void merge(Value& base, Value later, Level level, std::string_view key = {});

}  // namespace cutpoint::compose
