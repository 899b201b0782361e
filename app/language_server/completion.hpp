/// What may be typed next.
#pragma once

#include "app/language_server/format_words.hpp"
#include "app/language_server/markdown_texts.hpp"
#include "app/language_server/places.hpp"
#include "app/language_server/workspace.hpp"

namespace cutpoint {

/// Items of the protocol for that place of a text. Names are those of the models it belongs to, as
/// they were when last they could be read.
[[nodiscard]] RpcJson completions(std::string_view text, TextPlace place,
                                  const std::vector<const CheckedRoot*>& roots,
                                  const FormatWords& words);
/// The same for a claim of a Markdown document: its forms, then names.
[[nodiscard]] RpcJson claim_completions(const TypedClaim& claim,
                                        const std::vector<const CheckedRoot*>& roots);

}  // namespace cutpoint
