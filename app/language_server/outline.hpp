/// The document as a list of its parts: symbols, folds, colours, and lines above journeys.
#pragma once

#include <string>
#include <vector>

#include "app/language_server/places.hpp"
#include "app/language_server/workspace.hpp"
#include "app/language_server/written_entries.hpp"

namespace cutpoint {

/// Of the YAML of a document, one text or several with the same lines.
[[nodiscard]] RpcJson symbols_json(const std::vector<std::string>& texts);
[[nodiscard]] RpcJson folds_json(const std::vector<std::string>& texts);
/// One above each journey of the file: what is known of it.
[[nodiscard]] RpcJson lenses_json(const std::string& path,
                                  const std::vector<const CheckedRoot*>& roots);
/// Types of the tokens, in the order of their numbers.
[[nodiscard]] RpcJson token_types_json();
/// Names in the file where they are given and used, as the protocol packs them.
[[nodiscard]] RpcJson tokens_json(const std::string& path,
                                  const std::vector<const CheckedRoot*>& roots);

}  // namespace cutpoint
