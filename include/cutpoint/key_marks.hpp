/// What a reader noticed about the keys of an object beside their values.
///
/// A plain value that owns what it holds; linear in the marks, of which there are few.
#pragma once

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "cutpoint/boxed.hpp"

namespace cutpoint {

enum class KeyMark {
  unread,   ///< written, but something in it is wrong and has been reported
  cleared,  ///< written as an empty list: removes what an earlier file lists
};

/// Marks by key; one pointer wide where there are none. Keys are names of the format: literals,
/// which outlive every draft.
class KeyMarks {
 public:
  void set(std::string_view key, KeyMark mark) {
    if (!has(key, mark)) marks_.emplace().emplace_back(key, mark);
  }
  [[nodiscard]] bool has(std::string_view key, KeyMark mark) const {
    return marks_ &&
           std::find(marks_->begin(), marks_->end(), std::pair(key, mark)) != marks_->end();
  }
  /// Takes over the marks of what is laid over this.
  void add(const KeyMarks& later) {
    if (!later.marks_) return;
    for (const auto& [key, mark] : *later.marks_) set(key, mark);
  }

  friend bool operator==(const KeyMarks&, const KeyMarks&) = default;

 private:
  Boxed<std::vector<std::pair<std::string_view, KeyMark>>> marks_;
};

}  // namespace cutpoint
