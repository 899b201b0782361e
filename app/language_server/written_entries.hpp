/// Where the entries of a document begin and end, by name.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "app/language_server/names.hpp"

namespace cutpoint {

/// One component, journey, common cause or kind as it is written.
struct WrittenEntry {
  std::string name;
  NameUse::Of of = NameUse::Of::component;
  std::size_t name_from = 0;  ///< bytes of the name
  std::size_t name_to = 0;
  std::size_t from = 0;  ///< bytes of all of it
  std::size_t to = 0;
  /// Where another key may be written, and what stands in front of it, between two and behind.
  std::size_t insertion = 0;
  std::string before;
  std::string between;  ///< two keys
  std::string after;
};

/// Of a YAML text; none where it cannot be read. Near-linear.
[[nodiscard]] std::vector<WrittenEntry> written_entries(const std::string& text);

}  // namespace cutpoint
