#include "model/yaml/yaml_comments.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace cutpoint {

namespace {

bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

std::size_t leading_blanks(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

std::uint32_t line_count(FileId file, const SourceFiles& sources) {
  const std::string& text = sources.text(file);
  return static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n')) + 1;
}

/// Where a quoted scalar ends: the line, and the byte behind its quote.
std::pair<std::uint32_t, std::size_t> end_of_quoted(const SourceSpan& span,
                                                    const SourceFiles& sources) {
  const std::string_view text = sources.text(span.file);
  const std::string_view line = sources.line(span.file, span.line);
  auto start = static_cast<std::size_t>(line.data() - text.data());  // of the line
  std::uint32_t number = span.line;
  std::size_t at = start + span.column - 1;
  const char quote = text[at++];
  for (; at < text.size(); ++at) {
    const bool is_escape = quote == '"' && text[at] == '\\';
    const bool is_doubled =
        quote == '\'' && text[at] == quote && at + 1 < text.size() && text[at + 1] == quote;
    // An escaped end of a line is one.
    if (is_doubled || (is_escape && at + 1 < text.size() && text[at + 1] != '\n')) {
      ++at;
    } else if (text[at] == '\n') {
      ++number;
      start = at + 1;
    } else if (text[at] == quote) {
      return {number, at + 1 - start};
    }
  }
  return {span.line, span.column};
}

}  // namespace

BlockScalar read_block_scalar(const SourceSpan& span, const SourceFiles& sources) {
  BlockScalar result;
  const std::string_view first = sources.line(span.file, span.line).substr(span.column - 1);
  result.header = std::string(first.substr(0, first.find_first_of(" \t#")));
  result.last_line = span.line;
  std::size_t indent = std::string::npos;
  const std::size_t parent = leading_blanks(sources.line(span.file, span.line));
  for (std::uint32_t number = span.line + 1;; ++number) {
    const std::string_view line = sources.line(span.file, number);
    if (line.data() == nullptr) break;  // behind the last
    if (!is_blank(line)) {
      if (indent == std::string::npos) {
        if (leading_blanks(line) <= parent) break;
        indent = leading_blanks(line);
      }
      if (leading_blanks(line) < indent) break;
      result.last_line = number;
    }
    result.lines.emplace_back(is_blank(line) || indent == std::string::npos ? std::string_view()
                                                                            : line.substr(indent));
  }
  const auto kept = static_cast<std::size_t>(result.last_line - span.line);
  // Empty lines behind the text belong to it only where the header says so.
  if (result.header.find('+') == std::string::npos && result.lines.size() > kept) {
    result.lines.resize(kept);
  } else {
    result.last_line = span.line + static_cast<std::uint32_t>(result.lines.size());
  }
  return result;
}

std::uint32_t last_line_of_quoted(const SourceSpan& span, const SourceFiles& sources) {
  return end_of_quoted(span, sources).first;
}

std::vector<YamlComment> find_comments(const YamlDocument& document, FileId file,
                                       const SourceFiles& sources) {
  const std::uint32_t lines = line_count(file, sources);
  struct Hidden {
    std::size_t from;
    std::size_t to;
  };
  std::vector<std::vector<Hidden>> hidden(lines + 2U);
  const auto hide = [&hidden](std::uint32_t line, std::size_t from, std::size_t to) {
    hidden[line].push_back({from, to});
  };
  for (std::size_t i = 0; i < document.size(); ++i) {
    const YamlNodeId id(i);
    const SourceSpan span = document.span(id);
    if (!span.known() || document.type(id) != YamlType::scalar) continue;
    if (document.style(id) == YamlStyle::quoted) {
      const auto [last, end] = end_of_quoted(span, sources);
      for (std::uint32_t line = span.line; line <= last; ++line) {
        hide(line, line == span.line ? span.column - 1 : 0, line == last ? end : std::string::npos);
      }
    } else if (document.style(id) == YamlStyle::literal) {
      const std::uint32_t last = read_block_scalar(span, sources).last_line;
      for (std::uint32_t line = span.line + 1; line <= last; ++line) {
        hide(line, 0, std::string::npos);
      }
    }
  }
  std::vector<YamlComment> comments;
  for (std::uint32_t number = 1; number <= lines; ++number) {
    const std::string_view line = sources.line(file, number);
    for (std::size_t at = line.find('#'); at != std::string_view::npos;
         at = line.find('#', at + 1)) {
      const bool starts = at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t';
      // They stand in the order of the text, and apart.
      const auto behind =
          std::upper_bound(hidden[number].begin(), hidden[number].end(), at,
                           [](std::size_t a, const Hidden& h) { return a < h.from; });
      const bool covered = behind != hidden[number].begin() && at < std::prev(behind)->to;
      if (!starts || covered) continue;
      YamlComment comment;
      comment.line = number;
      comment.column = static_cast<std::uint32_t>(at) + 1;
      comment.own_line = is_blank(line.substr(0, at));
      comment.blank_before = number > 1 && is_blank(sources.line(file, number - 1));
      comment.text = std::string(line.substr(at));
      while (comment.text.back() == ' ' || comment.text.back() == '\t') comment.text.pop_back();
      comments.push_back(std::move(comment));
      break;
    }
  }
  return comments;
}

}  // namespace cutpoint
