/// Reads a registered file, YAML or JSON by its content, as values.
#pragma once

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/file_access.hpp"
#include "cutpoint/source.hpp"
#include "importer/documents/reading_limits.hpp"
#include "importer/documents/value_tree.hpp"

namespace cutpoint::documents {

/// All documents of a file: those of a YAML stream, or JSON values one behind the other. Syntax
/// errors and exceeded limits are errors in `diagnostics`, and what could be read before them is
/// returned. Of a key that is written twice the last counts, with a warning. Iterative, in time and
/// memory linear in the text.
[[nodiscard]] ValueTree read_documents(FileId file, const SourceFiles& sources,
                                       Diagnostics& diagnostics, const ReadingLimits& limits = {});

/// Files that nobody is shown: the next of them has the number that the next of `shown` will have,
/// for texts of which it is known only when they were read what to hide in them.
[[nodiscard]] SourceFiles unshown_beside(const SourceFiles& shown);

/// Reads the file at `path` as UTF-8 and registers it; an error without a place where it cannot be
/// read, and an invalid id.
[[nodiscard]] FileId register_file(const std::string& path, FileAccess& access,
                                   SourceFiles& sources, Diagnostics& diagnostics);

}  // namespace cutpoint::documents
