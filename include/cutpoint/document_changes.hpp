/// What differs between two documents, key by key of the format. Plain values that own what they
/// hold.
#pragma once

#include <string>
#include <vector>

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

}  // namespace cutpoint
