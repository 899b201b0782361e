/// Descriptions in formats that are not read as architectures: which one it is, and what reads it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

struct ForeignFormat {
  std::string_view what;          ///< "a Docker Compose file"
  std::string_view importer;      ///< the name that its import has, or would have
  std::string_view instead = {};  ///< what to do, where it is to be read in another form
};

/// The format that a text is in where that is plain from its first level; nothing where it is a
/// document of ours, or may be anything. Linear in the text.
[[nodiscard]] std::optional<ForeignFormat> foreign_format(std::string_view path,
                                                          std::string_view text);

/// True, with an error that says which format it is and what reads it, where a file is in one.
[[nodiscard]] bool refuse_foreign_format(const std::string& path, std::string_view text,
                                         SourceFiles& sources, Diagnostics& diagnostics);

}  // namespace cutpoint
