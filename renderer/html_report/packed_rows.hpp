/// Many rows with the same keys, column by column: a key is written once, values that repeat are
/// numbered, numbers that grow are written as steps. `page/packing.js` makes rows of them again.
#pragma once

#include <nlohmann/json.hpp>

namespace cutpoint {

/// {"rows": how many, "columns": {key: {"v": values, …}}}. Of a column, `at` has the rows that have
/// the key where some do not, `of` the values that `v` numbers, and `d` says that `v` holds steps
/// from value to value; `at` always does.
[[nodiscard]] nlohmann::ordered_json packed_rows(const nlohmann::ordered_json& rows);

}  // namespace cutpoint
