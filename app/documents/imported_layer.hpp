/// The file that an import writes: a layer that nobody edits, and that is held against its sources.
#pragma once

#include <string>
#include <vector>

#include "app/console/console.hpp"
#include "cutpoint/draft.hpp"

namespace cutpoint {

/// The whole file: schema line, where it comes from, the architecture.
[[nodiscard]] std::string imported_layer(const Draft& draft,
                                         const std::vector<std::string>& sources);

/// Writes it, as `write_document` does. A file that is there and that no import wrote is left alone
/// unless `force`.
[[nodiscard]] Exit write_imported_layer(const std::string& path, const Draft& draft,
                                        const std::vector<std::string>& sources, bool force,
                                        Console& console);

/// Success where the file says what its sources say now; otherwise the difference in results and
/// keys, as `diff` shows it, and Exit::findings.
[[nodiscard]] Exit check_imported_layer(const std::string& path, const std::string& layer,
                                        Console& console);

}  // namespace cutpoint
