#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "app/pipeline.hpp"
#include "app/text_in_place.hpp"
#include "cutpoint/document_regions.hpp"
#include "cutpoint/markdown.hpp"

namespace cutpoint {

namespace {

enum class Outcome { unchanged, changed, failed };

/// A document whose regions are made anew.
class DocumentUpdate {
 public:
  DocumentUpdate(std::string path, const AnalysisOptions& options, Console& console)
      : path_(std::move(path)), options_(options), console_(console) {}

  /// The document with fresh regions; nothing, with the reason printed, where that cannot be done.
  std::optional<std::string> run(std::string text) {
    file_ = sources_.add(path_, std::move(text));
    models_ = find_markdown_models(file_, sources_);
    std::vector<std::string_view> names;
    for (const DocumentRegionKind& kind : document_region_kinds()) names.push_back(kind.name);
    const auto regions = find_markdown_regions(file_, sources_, names, diagnostics_);
    std::vector<std::string> contents;
    for (const MarkdownRegion& region : regions) contents.push_back(content_of(region));
    print_diagnostics(diagnostics_, sources_, console_);
    if (diagnostics_.has_errors() || failed_) return std::nullopt;
    return with_contents(regions, contents);
  }

 private:
  /// The loaded model of that number, read once; null where it has errors.
  LoadedModel* model_of(std::size_t number) {
    loaded_.resize(models_.size());
    tried_.resize(models_.size(), false);
    if (tried_[number]) return loaded_[number].get();
    tried_[number] = true;
    const MarkdownModel& model = models_[number];
    const auto folder = std::filesystem::path(path_).parent_path();
    const std::string path =
        model.is_reference() ? (folder / model.reference.value).lexically_normal().string() : path_;
    TextInPlace access(console_.files, path_, model.is_reference() ? nullptr : &model.text);
    Console console{console_.out,        console_.err,        access,
                    console_.colour_out, console_.colour_err, console_.width,
                    console_.progress,   console_.quiet,      console_.verbose};
    loaded_[number] = load_model({path}, console);
    failed_ = failed_ || loaded_[number] == nullptr;
    return loaded_[number].get();
  }

  std::string content_of(const MarkdownRegion& region) {
    const LoadedModel* loaded = model_of(region.model);
    if (loaded == nullptr) return {};
    std::optional<JourneyId> journey;
    for (std::size_t i = 0; i < loaded->model->journeys.size(); ++i) {
      if (loaded->model->journeys[JourneyId(i)].name == region.argument) journey.emplace(i);
    }
    if (!region.argument.empty() && !journey) {
      diagnostics_.error("unknown-name", region.kind.span,
                         fmt::format("there is no journey `{}`", region.argument));
      return {};
    }
    const auto kinds = document_region_kinds();
    const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                   [&](const auto& row) { return row.name == region.kind.value; });
    const Analysis analysis = analyze(*loaded->model, *loaded->function, options_);
    return kind->render({*loaded->model, *loaded->function, analysis, loaded->sources,
                         loaded->diagnostics, RenderOptions{false, 100, loaded->file_name}},
                        journey);
  }

  [[nodiscard]] std::string with_contents(const std::vector<MarkdownRegion>& regions,
                                          const std::vector<std::string>& contents) const {
    const std::string& text = sources_.text(file_);
    std::string out;
    std::size_t next = 0;
    std::uint32_t number = 1;
    for (std::size_t at = 0; at < text.size(); ++number) {
      const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
      const bool inside = next < regions.size() && number > regions[next].first_line &&
                          number < regions[next].last_line;
      if (next < regions.size() && number == regions[next].last_line) {
        out += "\n" + contents[next++] + "\n";
      }
      if (!inside) out += text.substr(at, end - at);
      at = end;
    }
    return out;
  }

  std::string path_;
  const AnalysisOptions& options_;
  Console& console_;
  SourceFiles sources_;
  Diagnostics diagnostics_;
  FileId file_;
  std::vector<MarkdownModel> models_;
  std::vector<std::unique_ptr<LoadedModel>> loaded_;
  std::vector<bool> tried_;
  bool failed_ = false;
};

Outcome update_one(const std::string& path, bool write, const AnalysisOptions& options,
                   Console& console) {
  std::string error;
  const auto text = console.files.read(path, error);
  if (!text) {
    fail(console, fmt::format("cannot read {}: {}", path, error));
    return Outcome::failed;
  }
  const auto updated = DocumentUpdate(path, options, console).run(*text);
  if (!updated) return Outcome::failed;
  if (*updated == *text) return Outcome::unchanged;
  if (!write) {
    console.out << fmt::format("{} is out of date; `cutpoint docs --write {}` mends it\n", path,
                               path);
    return Outcome::changed;
  }
  if (write_output(path, *updated, console) != Exit::success) return Outcome::failed;
  console.err << fmt::format("updated {}\n", path);
  return Outcome::changed;
}

Exit run(const Arguments& arguments, Console& console) {
  const bool write = arguments.flag("write");
  if (write == arguments.flag("check")) return fail(console, "give either --write or --check");
  const auto options = analysis_options(arguments, console);
  if (!options) return Exit::failure;
  Exit exit = Exit::success;
  for (const std::string& path : arguments.values("FILE")) {
    const Outcome outcome = update_one(path, write, *options, console);
    if (outcome == Outcome::failed) exit = Exit::failure;
    if (outcome == Outcome::changed && !write && exit == Exit::success) exit = Exit::findings;
  }
  return exit;
}

}  // namespace

const Command& docs_command() {
  static const Command command = [] {
    Command row{"docs",
                "Write, or check, the generated regions of Markdown documents",
                {{"FILE", "Markdown files", true, true}},
                {{"--write", "", "make the regions anew, in place"},
                 {"--check", "", "change nothing; exit with 1 where a region is out of date"}},
                "cutpoint docs --check docs/generated-regions.md",
                run};
    for (OptionSpec& spec : analysis_option_specs()) row.options.push_back(std::move(spec));
    return row;
  }();
  return command;
}

}  // namespace cutpoint
