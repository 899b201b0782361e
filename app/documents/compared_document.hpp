/// One side of a comparison: an architecture file with its overlays, or a model of a Markdown
/// document, on the disk or in a git revision.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "app/console/console.hpp"

namespace cutpoint {

struct ComparedDocument {
  System system;
  std::vector<Spanned<std::string>> claims;  ///< of a Markdown document, about this model
};

/// What one side is read from.
struct ComparedPaths {
  std::string path;
  std::vector<std::string> overlays;  ///< laid over it, later ones over earlier ones
};

/// `model`: which one of a Markdown document, from 1 on; absent where it must be the only one.
/// Nothing, with the reason printed, where it cannot be read or has errors.
[[nodiscard]] std::optional<ComparedDocument> load_compared(const ComparedPaths& paths,
                                                            std::optional<std::size_t> model,
                                                            Console& console);

}  // namespace cutpoint
