#include <algorithm>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "app/documents/document_update.hpp"
#include "app/lint/targets.hpp"
#include "app/options/analysis_options.hpp"
#include "app/options/option_list.hpp"
#include "model/base/utf8.hpp"
#include "model/format/markdown/markdown.hpp"
#include "model/yaml/yaml_document.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

enum class Outcome { unchanged, changed, failed };

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Whether the file lies in the folder of the document or below it, links followed.
bool is_beside(const std::string& path, const std::string& document, Console& console) {
  const std::string folder = std::filesystem::path(document).parent_path().string();
  return console.files.is_inside(path, folder);
}

/// Writes what differs from what is there, or says that it does.
Outcome settle(const std::string& path, const std::string& fresh, const std::string& document,
               bool write, Console& console) {
  const auto text = console.files.read(path);
  if (text && *text == fresh) return Outcome::unchanged;
  if (!write) {
    console.out << fmt::format("{} is {}; `cutpoint docs --write {}` mends it\n", visible(path),
                               text ? "out of date" : "missing", visible(document));
    return Outcome::changed;
  }
  if (path != document && !is_beside(path, document, console)) {
    fail(console, fmt::format("cannot write {}: it leads out of the folder of {}", visible(path),
                              visible(document)));
    return Outcome::failed;
  }
  const Exit written =
      text ? write_change(path, *text, fresh, console) : write_output(path, fresh, console);
  if (written != Exit::success) return Outcome::failed;
  tell(console, fmt::format("updated {}", path));
  return Outcome::changed;
}

Outcome update_one(const std::string& path, bool write, const AnalysisOptions& options,
                   Console& console, std::size_t& regions) {
  const auto text = console.files.read(path);
  if (!text) {
    fail(console, fmt::format("cannot read {}: {}", path, text.error.message));
    return Outcome::failed;
  }
  const std::string_view mark = text->rfind(byte_order_mark, 0) == 0 ? byte_order_mark : "";
  const std::string bare = text->substr(mark.size());
  const auto utf8 = to_utf8(*text);
  if (!utf8 || *utf8 != bare) {
    fail(console, fmt::format("cannot update {}: {}", path,
                              utf8 ? "it is UTF-16; save it as UTF-8" : utf8.error.message));
    return Outcome::failed;
  }
  const auto updated = DocumentUpdate(path, options, console).run(bare);
  if (!updated) return Outcome::failed;
  regions += updated->regions;
  Outcome outcome = Outcome::unchanged;
  for (const auto& [file, content] : updated->files) {
    const Outcome of_file = settle(file, content, path, write, console);
    // The document must not link what could not be written.
    if (of_file == Outcome::failed) return of_file;
    outcome = std::max(outcome, of_file);
  }
  return std::max(outcome, settle(path, std::string(mark) + updated->text, path, write, console));
}

/// Files as they are, folders as the Markdown files in them.
std::optional<std::vector<std::string>> markdown_files(const std::vector<std::string>& paths,
                                                       Console& console) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!std::filesystem::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    auto found = find_documents(path, {});
    if (!found) {
      fail(console, fmt::format("cannot search {}: {}", path, found.error.message));
      return std::nullopt;
    }
    std::erase_if(*found, [](const std::string& name) { return !is_markdown_path(name); });
    files.insert(files.end(), found->begin(), found->end());
  }
  return files;
}

Exit run_docs(const Arguments& arguments, Console& console) {
  const bool write = arguments.flag("write");
  if (write == arguments.flag("check")) return fail(console, "give either --write or --check");
  const auto options = usual_analysis_options.read(arguments, console);
  if (!options) return Exit::failure;
  const auto files = markdown_files(arguments.values("FILE"), console);
  if (!files) return Exit::failure;
  Exit exit = Exit::success;
  std::size_t regions = 0;
  for (const std::string& path : *files) {
    const Outcome outcome = update_one(path, write, *options, console, regions);
    if (outcome == Outcome::failed) exit = Exit::failure;
    if (outcome == Outcome::changed && !write && exit == Exit::success) exit = Exit::findings;
  }
  if (exit == Exit::success && regions == 0) {
    return fail(console, "nothing to do: no region such as <!-- cutpoint:spofs --> was found");
  }
  return exit;
}

}  // namespace

const Command& docs_command() {
  static const Command command{
      "docs",
      "Write, or check, the generated regions of Markdown documents",
      {{"FILE", "Markdown files, and folders to search for them", true, true}},
      option_list({{"--write", "", "make the regions anew, in place"},
                   {"--check", "", "change nothing; exit with 1 where a region is out of date"}},
                  {usual_analysis_options.specs()}),
      "cutpoint docs --check docs/generated-regions.md",
      run_docs};
  return command;
}

}  // namespace cutpoint
