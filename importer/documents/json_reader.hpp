/// JSON with places, which the JSON library does not keep.
#pragma once

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/source.hpp"
#include "importer/documents/reading_limits.hpp"
#include "importer/documents/value_tree.hpp"

namespace cutpoint::documents {

/// As `read_documents`, for a text that starts with `{` or `[`.
[[nodiscard]] ValueTree read_json(FileId file, const SourceFiles& sources, Diagnostics& diagnostics,
                                  const ReadingLimits& limits);

/// Keeps the last entry of each key and warns of the others. `children` are those of one mapping
/// whose keys are in `tree`.
void drop_repeated_keys(std::vector<ValueTree::Child>& children, std::size_t first,
                        const ValueTree& tree, Diagnostics& diagnostics);

}  // namespace cutpoint::documents
