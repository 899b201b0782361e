/// Reads one registered file in the format.
#pragma once

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

[[nodiscard]] Draft read_document(FileId file, const SourceFiles& sources,
                                  Diagnostics& diagnostics);

}  // namespace cutpoint
