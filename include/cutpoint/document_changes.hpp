/// What differs between two documents, key by key of the format.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/draft.hpp"

namespace cutpoint {

/// One value that differs, as the format writes it.
struct ValueChange {
  std::string path;    ///< below the key: "availability", "2.every"; empty: the key's own value
  std::string before;  ///< empty where it was not written
  std::string after;   ///< empty where it is not written any more
  friend bool operator==(const ValueChange&, const ValueChange&) = default;
};

/// A key of one object that differs, or an object that only one of the documents has.
struct DocumentChange {
  enum class Kind { added, removed, changed, renamed };
  Kind kind = Kind::changed;
  std::string section;  ///< "components", "journeys", …; empty: a key of the document itself
  std::string object;   ///< its name, the later one where it was renamed
  std::string key;      ///< empty: the whole object
  std::vector<ValueChange> values;  ///< of an object: its keys; of one renamed: its earlier name
  /// A promise, an objective or a safeguard is weaker: set by comparisons of models.
  bool weakens = false;
  [[nodiscard]] bool is_object() const { return key.empty(); }
};

/// Something that has another name now, and is the same otherwise or nearly so.
struct Renaming {
  std::string section;  ///< "components", "journeys", "common_causes" or "kinds"
  std::string before;
  std::string after;
};

/// What is only in `before` paired with what is only in `after`: alike but for names; or needed by
/// the same and alike in at least half of what either says. Near-linear.
[[nodiscard]] std::vector<Renaming> find_renamings(const Draft& before, const Draft& after);

/// The document with these names replaced, wherever they stand.
[[nodiscard]] Draft renamed(Draft draft, const std::vector<Renaming>& renamings);

/// Every key of the format that differs, in the order of its tables; objects are the same where
/// their names are. Near-linear.
[[nodiscard]] std::vector<DocumentChange> compare_documents(const Draft& before,
                                                            const Draft& after);

/// Makes `base` say what `other` says where the change is; the rest stays.
void take_over(Draft& base, const Draft& other, const DocumentChange& change);

}  // namespace cutpoint
