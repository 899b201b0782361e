/// Where the parts of a YAML text begin and end, so that one can be replaced and the rest stays.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/yaml/yaml_comments.hpp"
#include "model/yaml/yaml_document.hpp"

namespace cutpoint {

/// Bytes of a text, from `from` up to but not with `to`.
struct TextRange {
  std::size_t from = 0;
  std::size_t to = 0;
};

class DocumentPositions {
 public:
  DocumentPositions(const YamlDocument& document, FileId file, const SourceFiles& sources);

  [[nodiscard]] const std::string& text() const { return text_; }
  /// The byte at which a node starts, its anchor and tag left out.
  [[nodiscard]] std::size_t start_of(YamlNodeId node) const;
  /// The byte behind a scalar on one line or a collection in brackets.
  [[nodiscard]] std::size_t end_of(YamlNodeId node) const;
  /// The value of an entry as it is written: an alias is `*name`, an empty value an empty range
  /// behind the colon. For values that stand on one line or in brackets.
  [[nodiscard]] TextRange value_of(const YamlDocument::Entry& entry) const;
  /// The lines of an entry of a block mapping, from its key on; comments above it left out, those
  /// inside it and its own empty lines taken in.
  [[nodiscard]] TextRange lines_of(const YamlDocument::Entry& entry) const;
  /// The start of the comments on lines of their own directly above an entry, or of its line.
  [[nodiscard]] std::size_t above(const YamlDocument::Entry& entry) const;
  /// Comments inside a range, in order.
  [[nodiscard]] std::vector<std::string> comments_in(TextRange range) const;
  [[nodiscard]] std::size_t column_of(YamlNodeId node) const {
    return document_.span(node).column - 1;
  }

 private:
  struct Start {
    std::uint32_t line;
    std::uint32_t column;
  };
  void collect_starts(YamlNodeId node);
  [[nodiscard]] std::size_t line_start(std::uint32_t line) const;
  [[nodiscard]] const YamlComment* own_comment_on(std::uint32_t line) const;
  [[nodiscard]] bool is_blank(std::uint32_t line) const;
  [[nodiscard]] std::size_t end_of_brackets(std::size_t at) const;

  const YamlDocument& document_;
  FileId file_;
  const SourceFiles& sources_;
  const std::string& text_;
  std::vector<std::size_t> line_starts_;
  std::vector<Start> starts_;  ///< of entries and items, in the order of the text
  std::vector<YamlComment> comments_;
};

}  // namespace cutpoint
