#include "model/format/edit/document_positions.hpp"

#include <algorithm>

namespace cutpoint {

DocumentPositions::DocumentPositions(const YamlDocument& document, FileId file,
                                     const SourceFiles& sources)
    : document_(document),
      file_(file),
      sources_(sources),
      text_(sources.text(file)),
      comments_(find_comments(document, file, sources)) {
  line_starts_.push_back(0);
  for (std::size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
  }
  collect_starts(document.root());
}

/// Nesting is limited by the YAML reader, so this recursion is shallow.
void DocumentPositions::collect_starts(YamlNodeId node) {
  for (const auto& entry : document_.raw_entries(node)) {
    const SourceSpan span = document_.span(entry.key);
    starts_.push_back({span.line, span.column});
    if (!entry.alias) collect_starts(entry.value);
  }
  for (const auto& item : document_.raw_items(node)) {
    // An alias stands elsewhere in the text than its node.
    if (item.alias) continue;
    const SourceSpan span = document_.span(item.value);
    starts_.push_back({span.line, span.column});
    collect_starts(item.value);
  }
}

std::size_t DocumentPositions::line_start(std::uint32_t line) const {
  return line <= line_starts_.size() ? line_starts_[line - 1] : text_.size();
}

std::size_t DocumentPositions::start_of(YamlNodeId node) const {
  const SourceSpan span = document_.span(node);
  return line_start(span.line) + span.column - 1;
}

std::size_t DocumentPositions::end_of(YamlNodeId node) const {
  const std::size_t start = start_of(node);
  const YamlType type = document_.type(node);
  if (type == YamlType::null) return start;
  if (type != YamlType::scalar) return end_of_brackets(start);
  return start + document_.span(node).length;
}

/// Quoted text and comments hide brackets.
std::size_t DocumentPositions::end_of_brackets(std::size_t at) const {
  std::size_t depth = 0;
  for (; at < text_.size(); ++at) {
    const char c = text_[at];
    const char before = at == 0 ? '\n' : text_[at - 1];
    if (c == '#' && (before == ' ' || before == '\t' || before == '\n')) {
      at = std::min(text_.find('\n', at), text_.size()) - 1;
    } else if ((c == '"' || c == '\'') &&
               std::string_view(" \t\n[{,:").find(before) != std::string_view::npos) {
      for (++at; at < text_.size() && text_[at] != c; ++at) {
        if (c == '"' && text_[at] == '\\') ++at;
      }
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (c == ']' || c == '}') {
      if (--depth == 0) return at + 1;
    }
  }
  return text_.size();
}

TextRange DocumentPositions::value_of(const YamlDocument::Entry& entry) const {
  if (!entry.alias && document_.type(entry.value) != YamlType::null) {
    return {start_of(entry.value), end_of(entry.value)};
  }
  std::size_t at = text_.find(':', end_of(entry.key));
  at = at == std::string::npos ? text_.size() : at + 1;
  if (!entry.alias) {
    // `x: ~` and `x: null` are values to be replaced, too.
    const std::size_t word = text_.find_first_not_of(" \t", at);
    if (word == std::string::npos || text_[word] == '\n' || text_[word] == '#' ||
        text_[word] == ',' || text_[word] == '}') {
      return {at, at};
    }
    return {word, std::min(text_.find_first_of(" \t\r\n,}", word), text_.size())};
  }
  const std::size_t star = text_.find('*', at);
  return {star, std::min(text_.find_first_of(" \t\r\n,]}", star), text_.size())};
}

const YamlComment* DocumentPositions::own_comment_on(std::uint32_t line) const {
  const auto found = std::lower_bound(
      comments_.begin(), comments_.end(), line,
      [](const YamlComment& comment, std::uint32_t l) { return comment.line < l; });
  return found != comments_.end() && found->line == line && found->own_line ? &*found : nullptr;
}

bool DocumentPositions::is_blank(std::uint32_t line) const {
  return sources_.line(file_, line).find_first_not_of(" \t\r") == std::string_view::npos;
}

TextRange DocumentPositions::lines_of(const YamlDocument::Entry& entry) const {
  const SourceSpan key = document_.span(entry.key);
  const auto next = std::find_if(starts_.begin(), starts_.end(), [&](const Start& start) {
    return start.line > key.line && start.column <= key.column;
  });
  auto end = static_cast<std::uint32_t>(line_starts_.size());
  // The part behind the last line end is a line only where something stands in it.
  if (line_starts_.back() < text_.size()) ++end;
  if (next != starts_.end()) end = next->line;
  while (end > key.line + 1) {
    const YamlComment* comment = own_comment_on(end - 1);
    const bool outside = comment != nullptr && comment->column <= key.column;
    if (!is_blank(end - 1) && !outside) break;
    --end;
  }
  return {line_start(key.line), line_start(end)};
}

std::size_t DocumentPositions::above(const YamlDocument::Entry& entry) const {
  std::uint32_t line = document_.span(entry.key).line;
  while (line > 1 && own_comment_on(line - 1) != nullptr) --line;
  return line_start(line);
}

std::vector<std::string> DocumentPositions::comments_in(TextRange range) const {
  std::vector<std::string> found;
  for (const YamlComment& comment : comments_) {
    const std::size_t at = line_start(comment.line) + comment.column - 1;
    if (at >= range.from && at < range.to) found.push_back(comment.text);
  }
  return found;
}

}  // namespace cutpoint
