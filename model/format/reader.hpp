/// Reads one registered file in the format.
#pragma once

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/source.hpp"
#include "model/yaml/yaml_memory.hpp"

namespace cutpoint {

/// `memory`: of the same texts as they were before, if any.
[[nodiscard]] Draft read_document(FileId file, const SourceFiles& sources, Diagnostics& diagnostics,
                                  YamlMemory* memory = nullptr);

}  // namespace cutpoint
