#include "app/language_server/markdown_texts.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <utility>

#include "model/format/markdown/markdown.hpp"

namespace cutpoint {

namespace {

constexpr std::string_view comment_start = "<!-- cutpoint:";

std::vector<MarkdownModel> models_in_text(const std::string& text) {
  SourceFiles sources;
  const FileId file = sources.add("document", text);
  return find_markdown_models(file, sources);
}

std::uint32_t line_at(std::string_view text, std::size_t byte) {
  return static_cast<std::uint32_t>(
      1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(byte), '\n'));
}

/// Lines of a block, from 1 on; the rest of its text is empty.
std::pair<std::uint32_t, std::uint32_t> lines_of_block(const std::string& block) {
  const std::size_t first = block.find_first_not_of('\n');
  if (first == std::string::npos) return {0, 0};
  return {line_at(block, first), line_at(block, block.find_last_not_of('\n'))};
}

bool is_fence(std::string_view line) {
  const std::size_t start = line.find_first_not_of(" \t>");
  return start != std::string_view::npos &&
         (line.substr(start, 3) == "```" || line.substr(start, 3) == "~~~");
}

bool is_of_name(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Whether a model of a Markdown document is one of those.
bool is_one_of(const MarkdownModel& model, const std::string& path,
               const std::vector<const CheckedModel*>& models, const SourceFiles& folder) {
  if (!model.is_reference()) {
    return std::any_of(models.begin(), models.end(), [&](const CheckedModel* each) {
      return each->target.has_text && normal_path(each->target.path) == path &&
             each->target.text == model.text;
    });
  }
  const auto named =
      normal_path((std::filesystem::path(path).parent_path() / model.reference.value).string());
  return std::any_of(models.begin(), models.end(), [&](const CheckedModel* each) {
    const auto& files = each->document.draft.files;
    return std::any_of(files.begin(), files.end(),
                       [&](const FileId file) { return normal_path(folder.name(file)) == named; });
  });
}

}  // namespace

std::vector<std::string> yaml_texts(const std::string& path, std::string text) {
  if (!is_markdown_path(path)) return {std::move(text)};
  std::vector<std::string> blocks;
  for (MarkdownModel& model : models_in_text(text)) {
    if (!model.is_reference()) blocks.push_back(std::move(model.text));
  }
  return blocks;
}

std::optional<std::string> yaml_text_at(const std::string& path, std::string text,
                                        std::uint32_t line) {
  if (!is_markdown_path(path)) return text;
  if (is_fence(line_of_text(text, line))) return std::nullopt;
  for (std::string& block : yaml_texts(path, std::move(text))) {
    const auto [first, last] = lines_of_block(block);
    if (first > 0 && first <= line && line <= last + 1) return std::move(block);
  }
  return std::nullopt;
}

std::optional<TypedClaim> typed_claim(std::string_view text, TextPlace place) {
  const std::string_view line = line_of_text(text, place.line).substr(0, place.column - 1);
  constexpr std::string_view start = "<!-- cutpoint:claim";
  const std::size_t open = line.rfind(start);
  if (open == std::string_view::npos) return std::nullopt;
  std::string_view typed = line.substr(open + start.size());
  if (typed.empty() || typed.front() != ' ' || typed.find("-->") != std::string_view::npos ||
      typed.find(')') != std::string_view::npos)
    return std::nullopt;
  typed.remove_prefix(std::min(typed.find_first_not_of(" `"), typed.size()));
  const std::size_t bracket = typed.find('(');
  return TypedClaim{typed.substr(0, bracket), bracket != std::string_view::npos};
}

std::vector<std::size_t> names_in_comments(const std::string& path, const std::string& text,
                                           const std::string& name,
                                           const std::vector<const CheckedModel*>& models,
                                           const SourceFiles& folder) {
  // From which line on comments are about one of the models.
  std::vector<std::pair<std::uint32_t, bool>> about;
  for (const MarkdownModel& model : models_in_text(text)) {
    const std::uint32_t line =
        model.is_reference() ? model.reference.span.line : lines_of_block(model.text).first;
    about.emplace_back(line, is_one_of(model, path, models, folder));
  }
  std::vector<std::size_t> found;
  if (about.empty()) return found;
  std::size_t counted = 0;
  std::uint32_t line = 1;
  const auto is_meant = [&](std::size_t byte) {
    line += line_at(std::string_view(text).substr(counted), byte - counted) - 1;
    counted = byte;
    const auto next = std::upper_bound(about.begin(), about.end(), std::pair(line, true));
    return next == about.begin() ? next->second : std::prev(next)->second;
  };
  for (std::size_t open = text.find(comment_start); open != std::string::npos;
       open = text.find(comment_start, open + 1)) {
    const std::size_t close = std::min(text.find("-->", open), text.size());
    // `cutpoint:model` names files.
    if (!is_meant(open) || text.compare(open + comment_start.size(), 5, "model") == 0) continue;
    const std::size_t kind = text.find(' ', open + comment_start.size());
    for (std::size_t at = text.find(name, kind); at < close; at = text.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      if (!is_of_name(text[at - 1]) && (end >= text.size() || !is_of_name(text[end]))) {
        found.push_back(at);
      }
    }
  }
  return found;
}

}  // namespace cutpoint
