#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

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

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// Behind a list marker at `at` (`-`, `*`, `+`, `1.`, `1)`), or `at` where there is none.
std::size_t behind_list_marker(std::string_view line, std::size_t at) {
  std::size_t end = at;
  while (end < line.size() && line[end] >= '0' && line[end] <= '9') ++end;
  const std::string_view ends = end > at ? ".)" : "-*+";
  const bool is_marker = end + 1 < line.size() && ends.find(line[end]) != std::string_view::npos &&
                         is_blank(line[end + 1]);
  return is_marker ? end + 1 : at;
}

/// What a fence stands in: block quotes, and list items that begin on its line.
struct Container {
  std::size_t quotes = 0;
  std::size_t width = 0;  ///< bytes in front of the fence
};

Container container_of(std::string_view line) {
  Container container;
  std::size_t at = 0;
  while (at < line.size()) {
    if (is_blank(line[at])) {
      ++at;
      continue;
    }
    const std::size_t behind = line[at] == '>' ? at + 1 : behind_list_marker(line, at);
    if (behind == at) break;
    if (line[at] == '>') ++container.quotes;
    at = behind;
  }
  container.width = at;
  return container;
}

/// Behind so many block quote markers; nothing where the line has fewer.
std::optional<std::size_t> behind_quotes(std::string_view line, std::size_t quotes) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < quotes; ++i) {
    while (at < line.size() && is_blank(line[at])) ++at;
    if (at == line.size() || line[at] != '>') return std::nullopt;
    ++at;
  }
  return at;
}

bool has_word(std::string_view info, std::string_view word) {
  while (!info.empty()) {
    const std::size_t end = std::min(info.find_first_of(" \t"), info.size());
    if (info.substr(0, end) == word) return true;
    info = trimmed(info.substr(end));
  }
  return false;
}

/// Position of `wanted` from `at` on, outside code spans that open and close on the line.
std::size_t find_outside_code(std::string_view line, std::string_view wanted, std::size_t at) {
  while (at < line.size()) {
    const std::size_t tick = line.find('`', at);
    const std::size_t found = line.find(wanted, at);
    if (found < tick || tick == std::string_view::npos) return found;
    const std::size_t end = std::min(line.find_first_not_of('`', tick), line.size());
    const std::size_t length = end - tick;
    // The closing run is as long as the opening one.
    std::size_t close = end;
    std::size_t close_end = end;
    for (;;) {
      close = line.find('`', close_end);
      if (close == std::string_view::npos) break;
      close_end = std::min(line.find_first_not_of('`', close), line.size());
      if (close_end - close == length) break;
    }
    at = close == std::string_view::npos ? end : close_end;
  }
  return std::string_view::npos;
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
    attach_claims();
    return std::move(models_);
  }

  /// Regions of these kinds are noted as well.
  void look_for(const std::vector<std::string_view>& kinds, Diagnostics& diagnostics) {
    kinds_ = kinds;
    diagnostics_ = &diagnostics;
  }

  /// What was noted, after `read` has given so many models.
  std::vector<MarkdownRegion> regions(std::size_t models) {
    if (in_region_) {
      diagnostics_->error("open-region", regions_.back().kind.span, "this region is not closed")
          .help = "put `<!-- cutpoint:end -->` behind it";
      regions_.pop_back();
    }
    if (models == 0 && !regions_.empty()) {
      diagnostics_
          ->error("no-model", regions_.front().kind.span,
                  "the document has no model that this could be made from")
          .help = "add a ```cutpoint block or `<!-- cutpoint:model FILE -->`";
      regions_.clear();
    }
    return std::move(regions_);
  }

 private:
  void read_line(std::uint32_t number, std::string_view line) {
    if (open_.length > 0) {
      // A block ends with the quote that it stands in.
      if (const auto start = behind_quotes(line, container_.quotes)) {
        read_block_line(line, *start);
        return;
      }
      close_block();
    }
    const Container container = container_of(line);
    const Fence fence = fence_of(line.substr(container.width));
    if (!in_comment_ && fence.length > 0) {
      open_ = fence;
      container_ = container;
      in_model_ = has_word(fence.info, "cutpoint");
      // Empty lines in front keep the numbers of the Markdown file.
      if (in_model_) block_.assign(number, '\n');
      return;
    }
    read_comments(number, line);
  }

  void read_block_line(std::string_view line, std::size_t start) {
    const Fence fence = fence_of(line.substr(start));
    if (fence.mark == open_.mark && fence.length >= open_.length && fence.info.empty()) {
      close_block();
      return;
    }
    if (!in_model_) return;
    // Blanks instead of markers keep the columns; YAML takes no tabs.
    std::string text(line);
    std::fill_n(text.begin(), start, ' ');
    for (std::size_t at = start; at < std::min(text.size(), container_.width); ++at) {
      if (text[at] == '\t') text[at] = ' ';
    }
    block_ += text + '\n';
  }

  void close_block() {
    if (in_model_ && open_.length > 0) models_.push_back({std::move(block_), {}, {}, {}});
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
      const std::size_t opened = find_outside_code(line, start, at);
      if (opened == std::string_view::npos) return;
      const std::size_t closed = line.find(end, opened + start.size());
      in_comment_ = closed == std::string_view::npos;
      if (in_comment_) {
        refuse_open_comment(number, line, opened + start.size());
        return;
      }
      const std::size_t from = opened + start.size();
      read_comment(number, line, from, closed);
      at = closed + end.size();
    }
  }

  /// The text behind a key in a comment, with its place; empty where the comment is another.
  [[nodiscard]] WrittenName text_behind(std::string_view key, std::uint32_t number,
                                        std::string_view line, std::string_view inside) const {
    if (inside.rfind(key, 0) != 0 || inside.size() == key.size()) return {};
    if (inside[key.size()] != ' ' && inside[key.size()] != '\t') return {};
    const std::string_view text = trimmed(inside.substr(key.size()));
    if (text.empty()) return {};
    const auto column = static_cast<std::uint32_t>(text.data() - line.data() + 1);
    return {std::string(text), {file_, number, column, static_cast<std::uint32_t>(text.size())}};
  }

  void read_comment(std::uint32_t number, std::string_view line, std::size_t from, std::size_t to) {
    const std::string_view inside = trimmed(line.substr(from, to - from));
    const WrittenName reference = text_behind("cutpoint:model", number, line, inside);
    if (!reference.value.empty()) add_reference(reference);
    read_region(number, line, inside);
    WrittenName claim = text_behind("cutpoint:claim", number, line, inside);
    if (!claim.value.empty()) claims_.emplace_back(models_.size(), std::move(claim));
    if (diagnostics_ != nullptr) check_directive(number, line, inside);
  }

  /// A comment that was meant for us and would say nothing is an error: the document would seem to
  /// be checked where it is not.
  void check_directive(std::uint32_t number, std::string_view line, std::string_view inside) {
    if (inside.rfind(prefix, 0) != 0) return;
    const std::string_view word = inside.substr(0, inside.find_first_of(" \t"));
    const std::string_view name = word.substr(prefix.size());
    if (name == "model" || name == "claim") {
      if (word.size() < inside.size()) return;
      directive_error(number, line, word, fmt::format("`{}` names nothing", word)).help =
          name == "model" ? "write it as `<!-- cutpoint:model architecture.yaml -->`"
                          : "write it as `<!-- cutpoint:claim survives(zone-a) -->`";
      return;
    }
    std::vector<std::string_view> names = kinds_;
    names.insert(names.end(), {"model", "claim", "end"});
    if (std::find(names.begin(), names.end(), name) != names.end()) return;
    const auto near = nearest_name(name, names);
    directive_error(number, line, word, fmt::format("there is no comment `{}`", word)).help =
        near ? fmt::format("did you mean `{}{}`?", prefix, *near)
             : fmt::format("there are {}", fmt::join(names, ", "));
  }

  void refuse_open_comment(std::uint32_t number, std::string_view line, std::size_t from) {
    const std::string_view inside = trimmed(line.substr(from));
    if (diagnostics_ == nullptr || inside.rfind(prefix, 0) != 0) return;
    const std::string_view word = inside.substr(0, inside.find_first_of(" \t"));
    directive_error(number, line, word, fmt::format("`{}` must end on its line", word)).help =
        "put `-->` behind it";
  }

  Diagnostic& directive_error(std::uint32_t number, std::string_view line, std::string_view word,
                              std::string message) {
    const auto column = static_cast<std::uint32_t>(word.data() - line.data() + 1);
    return diagnostics_->error(
        "unknown-comment",
        SourceSpan{file_, number, column, static_cast<std::uint32_t>(word.size())},
        std::move(message));
  }

  /// One path, or several joined by ` + `.
  void add_reference(const WrittenName& written) {
    constexpr std::string_view joint = " + ";
    std::vector<WrittenName> paths;
    const std::string_view text = written.value;
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find(joint, at), text.size());
      const std::string_view path = trimmed(text.substr(at, end - at));
      SourceSpan span = written.span;
      span.column += static_cast<std::uint32_t>(path.data() - text.data());
      span.length = static_cast<std::uint32_t>(path.size());
      if (!path.empty()) paths.push_back({std::string(path), span});
      at = end + joint.size();
    }
    if (paths.empty()) return;
    models_.push_back({{}, paths.front(), {paths.begin() + 1, paths.end()}, {}});
  }

  void read_region(std::uint32_t number, std::string_view line, std::string_view inside) {
    if (diagnostics_ == nullptr || inside.rfind(prefix, 0) != 0) return;
    const std::string_view rest = inside.substr(prefix.size());
    const std::size_t end = std::min(rest.find_first_of(" \t"), rest.size());
    const std::string_view kind = rest.substr(0, end);
    if (kind == "end" && !in_region_) {
      directive_error(number, line, inside.substr(0, prefix.size() + end),
                      "no region is open here");
      return;
    }
    if (kind == "end") {
      if (number == regions_.back().first_line) {
        diagnostics_->error("open-region", regions_.back().kind.span,
                            "a region must end on a line of its own");
      }
      regions_.back().last_line = number;
      in_region_ = false;
      return;
    }
    if (std::find(kinds_.begin(), kinds_.end(), kind) == kinds_.end()) return;
    const auto column = static_cast<std::uint32_t>(kind.data() - line.data() + 1);
    const SourceSpan span{file_, number, column, static_cast<std::uint32_t>(kind.size())};
    if (in_region_) {
      diagnostics_->error("open-region", span, "a region begins inside another")
          .notes.push_back({"this one is not closed", regions_.back().kind.span});
      return;
    }
    in_region_ = true;
    regions_.push_back({{std::string(kind), span},
                        std::string(trimmed(rest.substr(end))),
                        number,
                        number,
                        models_.empty() ? 0 : models_.size() - 1});
  }

  void attach_claims() {
    for (auto& [models_before, claim] : claims_) {
      if (models_.empty()) return;
      const std::size_t model = models_before == 0 ? 0 : models_before - 1;
      models_[model].claims.push_back(std::move(claim));
    }
  }

  static constexpr std::string_view prefix = "cutpoint:";

  FileId file_;
  const SourceFiles& sources_;
  std::vector<MarkdownModel> models_;
  /// With the number of models in front of each.
  std::vector<std::pair<std::size_t, WrittenName>> claims_;
  Fence open_;
  Container container_;  ///< of the open fence
  std::vector<std::string_view> kinds_;
  Diagnostics* diagnostics_ = nullptr;  ///< null: regions are not looked for
  std::vector<MarkdownRegion> regions_;
  bool in_region_ = false;  ///< the last of them is open
  bool in_model_ = false;
  bool in_comment_ = false;
  std::string block_;
};

}  // namespace

std::vector<MarkdownModel> find_markdown_models(FileId file, const SourceFiles& sources) {
  return MarkdownReader(file, sources).read();
}

std::vector<MarkdownRegion> find_markdown_regions(FileId file, const SourceFiles& sources,
                                                  const std::vector<std::string_view>& kinds,
                                                  Diagnostics& diagnostics) {
  MarkdownReader reader(file, sources);
  reader.look_for(kinds, diagnostics);
  const std::size_t models = reader.read().size();
  return reader.regions(models);
}

}  // namespace cutpoint
