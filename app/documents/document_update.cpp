#include "app/documents/document_update.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace cutpoint {

namespace {

/// An empty line, the content, and another one, as lines of the block quote or list item that the
/// region stands in.
std::string in_margin(const std::string& content, const std::string& margin) {
  std::string text = "\n" + content + "\n";
  if (margin.empty()) return text;
  const std::size_t last_mark = margin.find_last_not_of(" \t");
  const std::string empty = last_mark == std::string::npos ? "" : margin.substr(0, last_mark + 1);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at) + 1;
    out += (text[at] == '\n' ? empty : margin) + text.substr(at, end - at);
    at = end;
  }
  return out;
}

std::string with_line_ends(std::string text, bool crlf) {
  if (!crlf) return text;
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

}  // namespace

std::optional<UpdatedDocument> DocumentUpdate::run(std::string text) {
  file_ = sources_.add(path_, std::move(text));
  models_ = find_markdown_models(file_, sources_);
  loaded_.resize(models_.size());
  std::vector<std::string_view> names;
  for (const DocumentRegionKind& kind : document_region_kinds()) names.push_back(kind.name);
  const auto regions = find_markdown_regions(file_, sources_, names, diagnostics_);
  std::vector<std::string> contents;
  if (!diagnostics_.has_errors()) {
    for (const MarkdownRegion& region : regions) contents.push_back(content_of(region));
  }
  print_diagnostics(diagnostics_, sources_, console_);
  if (diagnostics_.has_errors() || failed_) return std::nullopt;
  return UpdatedDocument{with_contents(regions, contents), std::move(files_), regions.size()};
}

const DocumentUpdate::Loaded* DocumentUpdate::model_of(std::size_t number) {
  std::optional<Loaded>& loaded = loaded_[number];
  if (!loaded) {
    loaded.emplace();
    LoadOptions how;
    how.keeps_draft = false;
    System system = load_markdown(path_, console_.files, number, how);
    print_diagnostics(system.diagnostics(), system.sources(), console_);
    if (system) {
      loaded->system = std::move(system);
      loaded->analysis = analyze(*loaded->system, options_, console_);
    }
    failed_ = failed_ || !loaded->system;
  }
  return loaded->system ? &*loaded : nullptr;
}

std::string DocumentUpdate::content_of(const MarkdownRegion& region) {
  const Loaded* loaded = model_of(region.model);
  if (loaded == nullptr) return {};
  const System& system = *loaded->system;
  const auto kinds = document_region_kinds();
  const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                 [&](const auto& row) { return row.name == region.kind.value; });
  const auto arguments = read_region_arguments(*kind, region.argument, system.model());
  if (!arguments) return refuse(region, arguments.error);
  auto content =
      kind->render({system.model(), system.function(), loaded->analysis, system.sources(),
                    system.diagnostics(), RenderOptions{false, 100, system.name()}},
                   *arguments);
  if (!content) return refuse(region, content.error);
  const auto folder = std::filesystem::path(path_).parent_path();
  if (!content->file.empty()) {
    files_[(folder / content->file).lexically_normal().string()] = std::move(content->file_content);
  }
  return std::move(content->markdown);
}

std::string DocumentUpdate::refuse(const MarkdownRegion& region, const Failure& why) {
  diagnostics_.error("invalid-region", region.kind.span, why.message);
  return {};
}

std::string DocumentUpdate::with_contents(const std::vector<MarkdownRegion>& regions,
                                          const std::vector<std::string>& contents) const {
  const std::string& text = sources_.text(file_);
  // Lines end as the first one does.
  const std::size_t line_end = text.find('\n');
  const bool crlf = line_end != std::string::npos && line_end > 0 && text[line_end - 1] == '\r';
  std::string out;
  std::size_t next = 0;
  std::uint32_t number = 1;
  for (std::size_t at = 0; at < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
    const bool inside = next < regions.size() && number > regions[next].first_line &&
                        number < regions[next].last_line;
    if (next < regions.size() && number == regions[next].last_line) {
      out += with_line_ends(in_margin(contents[next], regions[next].margin), crlf);
      ++next;
    }
    if (!inside) out += text.substr(at, end - at);
    at = end;
  }
  return out;
}

}  // namespace cutpoint
