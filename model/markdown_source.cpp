#include <algorithm>

#include "cutpoint/markdown.hpp"

namespace cutpoint {

namespace {

/// The run of backticks or tildes that opens or closes a fenced block.
struct Fence {
  char mark = '\0';
  std::size_t length = 0;
  std::string_view info;
};

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The fence that a line consists of; a length of 0 where it is none. Indentation is free, so that
/// blocks in list items count.
Fence fence_of(std::string_view line) {
  const std::string_view text = trimmed(line);
  if (text.size() < 3 || (text[0] != '`' && text[0] != '~')) return {};
  const std::size_t end = std::min(text.find_first_not_of(text[0]), text.size());
  if (end < 3) return {};
  const Fence fence{text[0], end, trimmed(text.substr(end))};
  // Backticks behind backticks make an inline code span.
  if (fence.mark == '`' && fence.info.find('`') != std::string_view::npos) return {};
  return fence;
}

bool has_word(std::string_view info, std::string_view word) {
  while (!info.empty()) {
    const std::size_t end = std::min(info.find_first_of(" \t"), info.size());
    if (info.substr(0, end) == word) return true;
    info = trimmed(info.substr(end));
  }
  return false;
}

class MarkdownReader {
 public:
  MarkdownReader(FileId file, const SourceFiles& sources) : file_(file), sources_(sources) {}

  std::vector<MarkdownModel> read() {
    const std::string& text = sources_.text(file_);
    const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n') + 1);
    for (std::uint32_t number = 1; number <= lines; ++number) {
      read_line(number, sources_.line(file_, number));
    }
    close_block();
    return std::move(models_);
  }

 private:
  void read_line(std::uint32_t number, std::string_view line) {
    const Fence fence = fence_of(line);
    if (open_.length > 0) {
      if (fence.mark == open_.mark && fence.length >= open_.length && fence.info.empty()) {
        close_block();
      } else if (in_model_) {
        block_ += std::string(line) + '\n';
      }
      return;
    }
    if (!in_comment_ && fence.length > 0) {
      open_ = fence;
      in_model_ = has_word(fence.info, "cutpoint");
      // Empty lines in front keep the numbers of the Markdown file.
      if (in_model_) block_.assign(number, '\n');
      return;
    }
    read_comments(number, line);
  }

  void close_block() {
    if (in_model_ && open_.length > 0) models_.push_back({std::move(block_), {}});
    block_.clear();
    in_model_ = false;
    open_ = {};
  }

  void read_comments(std::uint32_t number, std::string_view line) {
    constexpr std::string_view start = "<!--";
    constexpr std::string_view end = "-->";
    std::size_t at = 0;
    while (at < line.size()) {
      if (in_comment_) {
        const std::size_t closed = line.find(end, at);
        if (closed == std::string_view::npos) return;
        in_comment_ = false;
        at = closed + end.size();
        continue;
      }
      const std::size_t opened = line.find(start, at);
      if (opened == std::string_view::npos) return;
      const std::size_t closed = line.find(end, opened + start.size());
      in_comment_ = closed == std::string_view::npos;
      if (in_comment_) return;
      const std::size_t from = opened + start.size();
      read_reference(number, line, from, closed);
      at = closed + end.size();
    }
  }

  void read_reference(std::uint32_t number, std::string_view line, std::size_t from,
                      std::size_t to) {
    constexpr std::string_view key = "cutpoint:model";
    const std::string_view inside = trimmed(line.substr(from, to - from));
    if (inside.rfind(key, 0) != 0 || inside.size() == key.size()) return;
    if (inside[key.size()] != ' ' && inside[key.size()] != '\t') return;
    const std::string_view path = trimmed(inside.substr(key.size()));
    if (path.empty()) return;
    const auto column = static_cast<std::uint32_t>(path.data() - line.data() + 1);
    MarkdownModel model;
    model.reference = {std::string(path),
                       {file_, number, column, static_cast<std::uint32_t>(path.size())}};
    models_.push_back(std::move(model));
  }

  FileId file_;
  const SourceFiles& sources_;
  std::vector<MarkdownModel> models_;
  Fence open_;
  bool in_model_ = false;
  bool in_comment_ = false;
  std::string block_;
};

}  // namespace

std::vector<MarkdownModel> find_markdown_models(FileId file, const SourceFiles& sources) {
  return MarkdownReader(file, sources).read();
}

}  // namespace cutpoint
