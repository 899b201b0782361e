/// What is generated into Markdown documents.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "cutpoint/rendering.hpp"

namespace cutpoint {

/// One kind of region: `<!-- cutpoint:spofs checkout -->`.
struct DocumentRegionKind {
  std::string_view name;
  std::string_view summary;
  /// Markdown, ending with a line end. With a journey, of this one only.
  std::string (*render)(const RenderInput& input, std::optional<JourneyId> journey);
};

[[nodiscard]] std::span<const DocumentRegionKind> document_region_kinds();

}  // namespace cutpoint
