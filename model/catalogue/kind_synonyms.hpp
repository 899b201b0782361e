/// What people call things that have a kind here.
#pragma once

#include <span>
#include <string_view>

namespace cutpoint {

/// A word, and the kind that it means; the other one where it may mean two.
struct KindSynonym {
  std::string_view word;  ///< in lower case, words joined by `_`
  std::string_view kind;
  std::string_view other = {};
};

[[nodiscard]] std::span<const KindSynonym> kind_synonyms();
/// Whatever its case and its joints, also with a version behind it ("postgres:16", "Redis 7"); null
/// where the word is not known.
[[nodiscard]] const KindSynonym* find_kind_synonym(std::string_view word);

}  // namespace cutpoint
