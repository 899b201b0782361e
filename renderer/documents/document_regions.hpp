/// What is generated into Markdown documents.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// What stands behind a region's kind: `<!-- cutpoint:diagram format=svg file=shop.svg -->`.
struct RegionArguments {
  std::optional<JourneyId> journey;      ///< kinds about journeys: only this one
  std::optional<ComponentId> component;  ///< kinds about components: only this one
  std::string format;                    ///< `format=…`; empty where not given
  std::string file;                      ///< `file=…`, relative to the document
};

struct RegionContent {
  std::string markdown;  ///< ends with a line end
  std::string file;      ///< a further file that belongs to it, relative to the document; or empty
  std::string file_content;
};

/// One kind of region: `<!-- cutpoint:spofs checkout -->`.
struct DocumentRegionKind {
  enum class About { journeys, components, whole };

  std::string_view name;
  std::string_view summary;
  About about;  ///< what the text behind the kind names, if anything
  bool takes_format;
  Result<RegionContent> (*render)(const RenderInput& input, const RegionArguments& arguments);
};

[[nodiscard]] std::span<const DocumentRegionKind> document_region_kinds();

/// Resolves the text behind a kind, or says what is wrong with it.
[[nodiscard]] Result<RegionArguments> read_region_arguments(const DocumentRegionKind& kind,
                                                            std::string_view text,
                                                            const Model& model);

}  // namespace cutpoint
