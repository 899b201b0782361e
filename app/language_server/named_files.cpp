#include "app/language_server/named_files.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>
#include <vector>

#include "app/language_server/markdown_texts.hpp"
#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/source.hpp"
#include "model/format/markdown/markdown.hpp"
#include "model/format/reading.hpp"

namespace cutpoint {

namespace {

std::vector<WrittenName> named_files(const std::string& path, const std::string& text) {
  std::vector<WrittenName> files;
  const auto add = [&files](std::vector<WrittenName> more) {
    std::move(more.begin(), more.end(), std::back_inserter(files));
  };
  SourceFiles sources;
  if (is_markdown_path(path)) {
    for (MarkdownModel& model : find_markdown_models(sources.add(path, text), sources)) {
      if (model.is_reference()) files.push_back(std::move(model.reference));
      add(std::move(model.overlays));
    }
  }
  for (std::string& yaml : yaml_texts(path, text)) {
    Diagnostics ignored;
    add(read_architecture_text(path, std::move(yaml), sources, ignored).include);
  }
  return files;
}

}  // namespace

std::optional<std::string> named_file_at(const std::string& path, const std::string& text,
                                         TextPlace place) {
  for (const WrittenName& file : named_files(path, text)) {
    const SourceSpan& span = file.span;
    if (span.line != place.line || place.column < span.column ||
        place.column > span.column + span.length)
      continue;
    return normal_path((std::filesystem::path(path).parent_path() / file.value).string());
  }
  return std::nullopt;
}

}  // namespace cutpoint
