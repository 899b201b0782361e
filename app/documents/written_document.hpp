/// Documents that the program writes, with the schema that their first line points editors to.
#pragma once

#include <string>

#include "app/console/console.hpp"
#include "cutpoint/draft.hpp"

namespace cutpoint {

/// A whole file: the line that points editors to the schema, comments (lines, or empty), the
/// architecture.
[[nodiscard]] std::string document_text(const Draft& draft, const std::string& comments = {});

/// Such a file, and the schema beside it; to standard output and to devices the architecture alone,
/// as nothing lies beside them.
[[nodiscard]] Exit write_document(const std::string& path, const Draft& draft, Console& console,
                                  const std::string& comments = {});
/// The schema beside the document at that path, over an older one: it is ours alone.
[[nodiscard]] Exit write_schema_beside(const std::string& path, Console& console);

}  // namespace cutpoint
