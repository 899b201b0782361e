/// What people call things that have a kind here.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace cutpoint {

/// A kind, or one that may be meant beside it, and the words for them.
struct KindSynonyms {
  std::string_view kind;
  std::string_view other;  ///< empty where the words mean one kind
  std::string_view words;  ///< parted by commas, in lower case, each joined by `_`
};

/// In the order of the kinds, each word once.
[[nodiscard]] std::span<const KindSynonyms> kind_synonyms();

/// The one or two kinds that a word means, whatever its case and joints: a kind itself ("Load
/// Balancer"), or a word of the table, also with a version ("postgres:16", "redis7") or in the
/// plural. Empty where it is not known; static.
[[nodiscard]] std::vector<std::string_view> kinds_meant_by(std::string_view word);

/// The one or two kinds that a word speaks of with one of the words it is made of: "redis-cluster",
/// "leaf switch". Empty where none is known; static.
[[nodiscard]] std::vector<std::string_view> kinds_named_in(std::string_view word);

}  // namespace cutpoint
