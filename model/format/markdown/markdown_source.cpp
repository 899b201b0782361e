#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "model/base/meant_words.hpp"
#include "model/base/number_text.hpp"
#include "model/format/markdown/directive_fault.hpp"
#include "model/format/markdown/markdown.hpp"
#include "model/format/markdown/markdown_lines.hpp"
#include "model/format/markdown/unmarked_model.hpp"

namespace cutpoint {

namespace {

class MarkdownReader {
 public:
  MarkdownReader(FileId file, const SourceFiles& sources) : file_(file), sources_(sources) {}

  std::vector<MarkdownModel> read() {
    const std::string& text = sources_.text(file_);
    lines_ = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n') + 1);
    for (std::uint32_t number = 1; number <= lines_; ++number) {
      read_line(number, sources_.line(file_, number));
    }
    close_block();
    attach_claims();
    return std::move(models_);
  }

  [[nodiscard]] const UnmarkedModel& unmarked() const { return unmarked_; }

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
    if (models == 0 && !(regions_.empty() && claims_.empty())) {
      const bool is_region = !regions_.empty();
      diagnostics_
          ->error("no-model", is_region ? regions_.front().kind.span : claims_.front().second.span,
                  fmt::format("the document has no model that this could be {}",
                              is_region ? "made from" : "judged by"))
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
        unmarked_.read(number, line.substr(*start));
        read_block_line(line, *start);
        return;
      }
      close_block();
    }
    if (!in_comment_ && is_indented_code(line)) return;
    const Container container = container_of(line);
    const Fence fence = fence_of(line.substr(container.width));
    if (!in_comment_ && fence.length > 0) {
      open_ = fence;
      container_ = container;
      in_model_ = has_word(fence.info, "cutpoint");
      unmarked_.open(fence.info, in_model_);
      // Empty lines in front keep the numbers of the Markdown file.
      if (in_model_) block_.assign(number, '\n');
      return;
    }
    read_comments(number, line);
  }

  /// A line of an indented code block: four columns in, behind an empty line, in no list.
  bool is_indented_code(std::string_view line) {
    if (trimmed(line).empty()) {
      after_blank_ = true;
      return false;
    }
    const std::size_t columns = indentation(line);
    if (columns >= 4 && !in_container_ && (after_blank_ || in_indented_code_)) {
      in_indented_code_ = true;
      return true;
    }
    if (opens_container(line)) {
      in_container_ = true;
    } else if (columns == 0 && after_blank_) {
      in_container_ = false;
    }
    after_blank_ = in_indented_code_ = false;
    return false;
  }

  /// Position of `wanted` from `at` on, outside code spans; npos where there is none on the line.
  std::size_t find_outside_code(std::uint32_t number, std::string_view line,
                                std::string_view wanted, std::size_t at) {
    if (number < code_end_.line) return std::string_view::npos;
    if (number == code_end_.line) at = std::max(at, code_end_.column);
    while (at < line.size()) {
      const std::size_t tick = find_unescaped(line, "`", at);
      const std::size_t found = find_unescaped(line, wanted, at);
      if (found < tick || tick == std::string_view::npos) return found;
      const std::size_t end = std::min(line.find_first_not_of('`', tick), line.size());
      const std::size_t closed = behind_ticks(line, end - tick, end);
      if (closed == std::string_view::npos && closes_below(number, end - tick)) {
        return std::string_view::npos;
      }
      at = closed == std::string_view::npos ? end : closed;
    }
    return std::string_view::npos;
  }

  /// Does a code span that opens on the line end on a later line of the same paragraph? Notes
  /// where.
  bool closes_below(std::uint32_t number, std::size_t ticks) {
    constexpr std::uint32_t longest_paragraph = 200;
    for (std::uint32_t next = number + 1; next <= number + longest_paragraph; ++next) {
      if (next > lines_) return false;
      const std::string_view line = sources_.line(file_, next);
      const std::string_view text = trimmed(line);
      const bool ends = text.empty() || text[0] == '#' || text[0] == '>' ||
                        text.rfind("<!--", 0) == 0 || fence_of(line).length > 0 ||
                        opens_container(line);
      if (ends) return false;
      const std::size_t closed = behind_ticks(line, ticks, 0);
      if (closed == std::string_view::npos) continue;
      code_end_ = {next, closed};
      return true;
    }
    return false;
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
      const std::size_t opened = find_outside_code(number, line, start, at);
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
    auto fault = directive_fault(inside, kinds_);
    if (!fault) return;
    const std::string message = fault->why.message;
    explain(directive_error(number, line, fault->word, message), std::move(fault->why));
  }

  void refuse_open_comment(std::uint32_t number, std::string_view line, std::size_t from) {
    const std::string_view inside = trimmed(line.substr(from));
    if (diagnostics_ == nullptr || inside.rfind(directive_prefix, 0) != 0) return;
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
    if (diagnostics_ == nullptr || inside.rfind(directive_prefix, 0) != 0) return;
    const std::string_view rest = inside.substr(directive_prefix.size());
    const std::size_t end = std::min(rest.find_first_of(" \t"), rest.size());
    const std::string_view kind = rest.substr(0, end);
    if (kind == "end" && !in_region_) {
      directive_error(number, line, inside.substr(0, directive_prefix.size() + end),
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
                        models_.empty() ? 0 : models_.size() - 1,
                        margin_of(line)});
  }

  void attach_claims() {
    for (auto& [models_before, claim] : claims_) {
      if (models_.empty()) return;
      const std::size_t model = models_before == 0 ? 0 : models_before - 1;
      models_[model].claims.push_back(std::move(claim));
    }
  }

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
  UnmarkedModel unmarked_;
  bool in_comment_ = false;
  std::uint32_t lines_ = 0;
  struct Position {
    std::uint32_t line = 0;
    std::size_t column = 0;  ///< bytes in front of it
  };
  Position code_end_;  ///< of the last code span of several lines
  bool after_blank_ = true;
  bool in_container_ = false;      ///< a list or the like is open: indentation is no code
  bool in_indented_code_ = false;  ///< the line before was code
  std::string block_;
};

}  // namespace

bool is_markdown_path(std::string_view path) {
  const std::string ending = lower_case(path.substr(std::min(path.rfind('.'), path.size())));
  return ending == ".md" || ending == ".markdown";
}

std::vector<MarkdownModel> find_markdown_models(FileId file, const SourceFiles& sources) {
  return MarkdownReader(file, sources).read();
}

std::string missing_model_help(FileId file, const SourceFiles& sources) {
  MarkdownReader reader(file, sources);
  (void)reader.read();
  const UnmarkedModel& unmarked = reader.unmarked();
  if (unmarked.line() > 0) return unmarked.help();
  return "a model is a ```cutpoint block or a <!-- cutpoint:model FILE --> comment";
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
