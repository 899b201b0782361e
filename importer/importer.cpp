#include <algorithm>

#include "importer/importing.hpp"

namespace cutpoint {

const Importer* find_importer(std::string_view name) {
  const auto table = importers();
  const auto found = std::find_if(table.begin(), table.end(),
                                  [name](const Importer* row) { return row->name == name; });
  return found == table.end() ? nullptr : *found;
}

}  // namespace cutpoint
