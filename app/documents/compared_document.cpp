#include "app/documents/compared_document.hpp"

#include <fmt/format.h>

#include "model/base/utf8.hpp"
#include "model/format/markdown/markdown.hpp"

namespace cutpoint {

namespace {

/// The models of a Markdown document; nothing, with the reason printed, where it cannot be read or
/// has none.
std::optional<std::vector<MarkdownModel>> models_of(const std::string& path, Console& console) {
  auto bytes = console.files.read(path);
  if (!bytes) {
    fail(console, fmt::format("cannot read {}: {}", path, bytes.error.message));
    return std::nullopt;
  }
  SourceFiles sources;
  Diagnostics diagnostics;
  const auto file = add_outside_text(path, std::move(*bytes), sources, diagnostics);
  print_diagnostics(diagnostics, sources, console);
  if (!file) return std::nullopt;
  auto models = find_markdown_models(*file, sources);
  if (models.empty()) {
    fail(console, fmt::format("{} holds no model: {}", path, missing_model_help(*file, sources)));
    return std::nullopt;
  }
  return models;
}

std::optional<std::size_t> chosen_model(const std::string& path, std::size_t count,
                                        std::optional<std::size_t> wanted, Console& console) {
  if (!wanted && count > 1) {
    fail(console, fmt::format("{} holds {} models: say which is compared with --model 1 to "
                              "--model {}",
                              path, count, count));
    return std::nullopt;
  }
  if (wanted.value_or(1) > count) {
    fail(console, fmt::format("{} holds {} model{}, and so no --model {}", path, count,
                              count == 1 ? "" : "s", *wanted));
    return std::nullopt;
  }
  return wanted.value_or(1) - 1;
}

}  // namespace

std::optional<ComparedDocument> load_compared(const ComparedPaths& paths,
                                              std::optional<std::size_t> model, Console& console) {
  const std::string& path = paths.path;
  if (!is_markdown_path(path)) {
    std::vector<std::string> all{path};
    all.insert(all.end(), paths.overlays.begin(), paths.overlays.end());
    auto system = load_system(all, console, LoadOptions());
    if (!system) return std::nullopt;
    return ComparedDocument{std::move(*system), {}};
  }
  const auto models = models_of(path, console);
  if (!models) return std::nullopt;
  const auto position = chosen_model(path, models->size(), model, console);
  if (!position) return std::nullopt;
  System system = load_markdown(path, console.files, *position, {}, paths.overlays);
  print_diagnostics(system.diagnostics(), system.sources(), console);
  if (!system) return std::nullopt;
  return ComparedDocument{std::move(system), (*models)[*position].claims};
}

}  // namespace cutpoint
