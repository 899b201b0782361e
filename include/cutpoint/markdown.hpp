/// Architecture descriptions inside Markdown documents.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/draft.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

/// A fenced block whose info string holds the word `cutpoint`, or a comment that names a file:
/// `<!-- cutpoint:model architecture.yaml -->`.
struct MarkdownModel {
  /// A block: the Markdown text with every line outside the block emptied, so that positions in it
  /// are those in the Markdown file. Empty for a reference.
  std::string text;
  WrittenName reference;  ///< the path as written, relative to the Markdown file; empty for a block
  [[nodiscard]] bool is_reference() const { return !reference.value.empty(); }
};

/// In the order of the document. Fences nest as CommonMark has it: a block shown inside another
/// fence, or inside an HTML comment that is no reference, is text.
[[nodiscard]] std::vector<MarkdownModel> find_markdown_models(FileId file,
                                                              const SourceFiles& sources);

}  // namespace cutpoint
