/// What an import concluded, in writing: text, csv, json.
#pragma once

#include <vector>

#include "cutpoint/source.hpp"
#include "renderer/writing/formats.hpp"
#include "session/import_plan.hpp"
#include "session/joined_imports.hpp"

namespace cutpoint {

struct ConclusionReport {
  const Imported& imported;
  const ImportPlan& plan;
  const SourceFiles& sources;
  RenderOptions options;
};
[[nodiscard]] Formats<ConclusionReport> conclusion_formats();

/// "need", as all formats and the reference spell it; static.
[[nodiscard]] std::string_view name_of(ConclusionKind kind);
/// "declared", "inferred" or "assumed"; static.
[[nodiscard]] std::string_view name_of(Strength strength);

}  // namespace cutpoint
