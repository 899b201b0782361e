/// What may be typed next.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/language_server/format_words.hpp"
#include "app/language_server/markdown_texts.hpp"
#include "app/language_server/places.hpp"
#include "app/language_server/workspace.hpp"

namespace cutpoint {

/// What is named in and around a document.
struct CompletionNames {
  /// The models that it belongs to, as they were when last they could be read.
  std::vector<const CheckedRoot*> roots;
  /// Documents that it may include, relative to it; asked where one is to be named alone.
  std::function<std::vector<std::string>()> files;
};

/// Items of the protocol for that place of a text.
[[nodiscard]] RpcJson completions(std::string_view text, TextPlace place,
                                  const CompletionNames& names, const FormatWords& words);
/// The same for a claim of a Markdown document: its forms, then names.
[[nodiscard]] RpcJson claim_completions(const TypedClaim& claim,
                                        const std::vector<const CheckedRoot*>& roots);

}  // namespace cutpoint
