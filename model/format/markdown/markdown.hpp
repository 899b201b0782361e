/// Architecture descriptions inside Markdown documents.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/draft.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint {

/// Whether a file is a Markdown document by its name.
[[nodiscard]] bool is_markdown_path(std::string_view path);

/// A fenced block whose info string holds the word `cutpoint`, or a comment that names a file:
/// `<!-- cutpoint:model architecture.yaml -->`.
struct MarkdownModel {
  /// A block: the Markdown text with every line outside the block emptied, so that positions in it
  /// are those in the Markdown file. Empty for a reference.
  std::string text;
  WrittenName reference;  ///< the path as written, relative to the Markdown file; empty for a block
  /// Further files laid over it: `<!-- cutpoint:model base.yaml + prod.yaml -->`.
  std::vector<WrittenName> overlays = {};
  /// What the document claims of it, `<!-- cutpoint:claim survives(zone-a) -->`: between this model
  /// and the next, and for the first model before it as well.
  std::vector<WrittenName> claims;
  [[nodiscard]] bool is_reference() const { return !reference.value.empty(); }
};

/// A stretch that the program writes: everything between `<!-- cutpoint:spofs checkout -->` and
/// `<!-- cutpoint:end -->`.
struct MarkdownRegion {
  WrittenName kind;
  std::string argument;          ///< the text behind the kind; may be empty
  std::uint32_t first_line = 0;  ///< that of the opening comment
  std::uint32_t last_line = 0;   ///< that of the closing one
  std::size_t model = 0;         ///< position among the document's models: the one in front
  std::string margin;            ///< what its lines begin with, in block quotes and list items
};

/// Regions of the kinds given, in the order of the document. One that is not closed, is opened
/// inside another or has no model in the document is an error, and so is a claim without a model,
/// and a comment that begins with `cutpoint:`, or nearly so, and is none that is known.
[[nodiscard]] std::vector<MarkdownRegion> find_markdown_regions(
    FileId file, const SourceFiles& sources, const std::vector<std::string_view>& kinds,
    Diagnostics& diagnostics);

/// In the order of the document. Blocks may stand in lists and block quotes. Comments inside code
/// spans, indented code and behind a backslash are text. Fences nest as CommonMark has
/// it: a block shown inside another fence, or inside an HTML comment that is no reference, is text.
[[nodiscard]] std::vector<MarkdownModel> find_markdown_models(FileId file,
                                                              const SourceFiles& sources);

/// What to do about a document without a model: a YAML block that begins with `cutpoint:` and is
/// not marked as a model, by its line; or how a model is given at all.
[[nodiscard]] std::string missing_model_help(FileId file, const SourceFiles& sources);

}  // namespace cutpoint
