/// The values of a YAML or JSON file as one compact tree with places.
///
/// A tree owns its texts. Values are cursors of two words into it: they are copied freely and must
/// not outlive it. Reading is const and may be done by several threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/id.hpp"
#include "cutpoint/source.hpp"

namespace cutpoint::documents {

enum class ValueType : std::uint8_t { missing, null, boolean, number, text, list, mapping };

using ValueId = Id<struct ValueTag>;

class ValueTree;
struct Entry;
template <class T>
class Children;

/// One value, or none: what is not there answers like an empty value, so that paths may be followed
/// without asking at each step.
class Value {
 public:
  Value() = default;
  Value(const ValueTree& tree, ValueId id) : tree_(&tree), id_(id) {}

  [[nodiscard]] ValueType type() const;
  /// Written, and not null.
  explicit operator bool() const {
    return type() != ValueType::missing && type() != ValueType::null;
  }
  [[nodiscard]] bool is_mapping() const { return type() == ValueType::mapping; }
  [[nodiscard]] bool is_list() const { return type() == ValueType::list; }
  [[nodiscard]] bool is_scalar() const;
  /// Of a scalar as it was written, quotes and escapes resolved; empty for all else.
  [[nodiscard]] std::string_view text() const;
  /// A number without a fraction, also one written as text.
  [[nodiscard]] std::optional<std::int64_t> whole_number() const;
  /// `true` or `false`; YAML's other words for them too where they are not quoted.
  [[nodiscard]] std::optional<bool> boolean() const;
  /// Of a scalar its extent on its first line, of a collection its first character.
  [[nodiscard]] SourceSpan span() const;

  /// Of a list; nothing for all else.
  [[nodiscard]] Children<Value> items() const;
  /// The first item of a list; none of all else.
  [[nodiscard]] Value first() const;
  /// Of a mapping in the order written, merge keys resolved; nothing for all else.
  [[nodiscard]] Children<Entry> entries() const;
  /// How many items or entries there are.
  [[nodiscard]] std::size_t size() const;
  /// The value of a key, in time linear in the mapping.
  [[nodiscard]] Value find(std::string_view key) const;
  /// The value at the end of a path of keys.
  [[nodiscard]] Value at(std::initializer_list<std::string_view> keys) const;

  [[nodiscard]] ValueId id() const { return id_; }

 private:
  template <class T>
  friend class Children;
  const ValueTree* tree_ = nullptr;
  ValueId id_;
};

/// A key of a mapping and its value.
struct Entry {
  std::string_view key;
  SourceSpan key_span;
  Value value;
};

/// The documents of one file. Aliases share their anchor's value, so a tree may be a graph without
/// circles; how far it expands is limited by who reads it.
class ValueTree {
 public:
  /// As stored. A scalar has a stretch of the texts, a collection one of the children.
  struct Node {
    ValueType type = ValueType::null;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t length = 0;
  };
  struct Child {
    ValueId key;  ///< of a mapping only
    ValueId value;
  };

  explicit ValueTree(FileId file) : file_(file) {}

  [[nodiscard]] FileId file() const { return file_; }
  [[nodiscard]] std::size_t document_count() const { return roots_.size(); }
  [[nodiscard]] Value document(std::size_t index) const { return {*this, roots_[index]}; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }

  /// For readers: room for so many values, so that a large file is not copied as it grows.
  void reserve(std::size_t values) { nodes_.reserve(values); }
  /// For readers: a scalar with its text, a collection with its children, the root of a document.
  ValueId add_scalar(ValueType type, std::string_view text, const SourceSpan& span);
  ValueId add_collection(ValueType type, const SourceSpan& span);
  void set_children(ValueId collection, const Child* first, std::size_t count);
  void add_document(ValueId root) { roots_.push_back(root); }

 private:
  friend class Value;
  template <class T>
  friend class Children;
  [[nodiscard]] std::string_view text_of(const Node& node) const {
    return std::string_view(texts_).substr(node.first, node.count);
  }
  [[nodiscard]] SourceSpan span_of(const Node& node) const {
    return {file_, node.line, node.column, node.length};
  }

  FileId file_;
  IdVector<ValueId, Node> nodes_;
  std::vector<Child> children_;
  std::string texts_;
  std::vector<ValueId> roots_;
};

/// What a range-based for loop walks: values of a list, or entries of a mapping.
template <class T>
class Children {
 public:
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = T;
    Iterator(const ValueTree* tree, std::size_t at) : tree_(tree), at_(at) {}
    [[nodiscard]] T operator*() const;
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    const ValueTree* tree_;
    std::size_t at_;
  };

  Children() = default;
  Children(const ValueTree* tree, std::size_t first, std::size_t count)
      : tree_(tree), first_(first), count_(count) {}
  [[nodiscard]] Iterator begin() const { return {tree_, first_}; }
  [[nodiscard]] Iterator end() const { return {tree_, first_ + count_}; }
  [[nodiscard]] std::size_t size() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }

 private:
  const ValueTree* tree_ = nullptr;
  std::size_t first_ = 0;
  std::size_t count_ = 0;
};

template <>
[[nodiscard]] Value Children<Value>::Iterator::operator*() const;
template <>
[[nodiscard]] Entry Children<Entry>::Iterator::operator*() const;

}  // namespace cutpoint::documents
