/// What of a document is an architecture, and what of a Markdown document speaks of one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/language_server/places.hpp"
#include "app/language_server/workspace.hpp"

namespace cutpoint {

/// The YAML of a document: its text, or each block of a Markdown document with every other line
/// emptied, so that lines and columns are those of the document.
[[nodiscard]] std::vector<std::string> yaml_texts(const std::string& path, std::string text);
/// The one that holds the line, the empty line behind a block's last included.
[[nodiscard]] std::optional<std::string> yaml_text_at(const std::string& path, std::string text,
                                                      std::uint32_t line);

/// A claim that is being typed: `survives(zo`.
struct TypedClaim {
  std::string_view form;     ///< what stands before the bracket, as far as it is typed
  bool in_argument = false;  ///< behind the bracket, which is not closed yet
};
/// Nothing where no `<!-- cutpoint:claim` is open at that place.
[[nodiscard]] std::optional<TypedClaim> typed_claim(std::string_view text, TextPlace place);

/// Bytes at which comments of a Markdown document say the name of something in one of the models,
/// which lie in `folder`: comments of other models in the same document are left out.
[[nodiscard]] std::vector<std::size_t> names_in_comments(
    const std::string& path, const std::string& text, const std::string& name,
    const std::vector<const CheckedModel*>& models, const SourceFiles& folder);

}  // namespace cutpoint
