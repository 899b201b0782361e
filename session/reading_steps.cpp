#include "session/reading_steps.hpp"

#include <filesystem>
#include <utility>

#include "analyzer/compile/compile.hpp"
#include "analyzer/observation/observed_figures.hpp"
#include "cutpoint/linting.hpp"
#include "lint/lint.hpp"
#include "model/architecture/build_model.hpp"
#include "model/base/repository.hpp"
#include "model/format/reading.hpp"

namespace cutpoint {

Draft read_written(const std::vector<std::string>& paths, FileAccess& files, SourceFiles& sources,
                   Diagnostics& diagnostics, YamlMemory* memory) {
  Draft draft = read_architecture(paths, files, sources, diagnostics, memory);
  IncidentFiles incidents(draft, files, sources, diagnostics);
  take_observed_figures(draft, incidents, diagnostics);
  return draft;
}

bool may_be_named(const std::string& document, const std::string& path, FileAccess& files) {
  if (files.is_inside(document, ".") && files.is_inside(path, ".")) return true;
  const std::string folder = std::filesystem::path(document).parent_path().string();
  return files.is_inside(path, enclosing_repository(folder, files));
}

std::vector<std::string> files_of_markdown_model(const std::string& path,
                                                 const MarkdownModel& model) {
  const auto folder = std::filesystem::path(path).parent_path();
  const auto beside = [&](const WrittenName& name) {
    return (folder / name.value).lexically_normal().string();
  };
  std::vector<std::string> paths{model.is_reference() ? beside(model.reference) : path};
  for (const WrittenName& overlay : model.overlays) paths.push_back(beside(overlay));
  return paths;
}

std::optional<CompiledModel> build_and_compile(const Draft& draft, Diagnostics& diagnostics,
                                               SolvedChains* chains) {
  auto model = build_model(draft, diagnostics);
  check_accepted_rules(draft, diagnostics);
  const bool journeys_unread = draft.marks.has("journeys", KeyMark::unread);
  if (draft.complete && draft.journeys.empty() && !journeys_unread) {
    SourceSpan start;
    if (!draft.files.empty()) start = {draft.files.back(), 1, 1, 1};
    diagnostics
        .error("no-journeys", draft.name ? draft.name->span : start,
               "the document has no journeys, so there is nothing to analyse")
        .help = "say what must work, such as `journeys: {checkout: {needs: [load-balancer]}}`";
  }
  if (!model || diagnostics.has_errors()) return std::nullopt;
  auto function = compile(*model, diagnostics, {.chains = chains});
  if (!function || diagnostics.has_errors()) return std::nullopt;
  return CompiledModel{std::move(*model), std::move(*function)};
}

}  // namespace cutpoint
