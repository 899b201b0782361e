/// Dense, strongly typed indices: a ComponentId cannot be used where an EventId is meant.
///
/// Four bytes; copied freely. To index with an invalid id is an assert, beyond the end undefined as
/// in `std::vector`.
#pragma once

#include <cassert>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

namespace cutpoint {

/// A dense 0-based index tagged with what it numbers. Default-constructed ids are invalid.
template <class Tag>
class Id {
 public:
  using Value = std::uint32_t;

  constexpr Id() = default;
  constexpr explicit Id(Value value) : value_(value) {}
  constexpr explicit Id(std::size_t value) : value_(static_cast<Value>(value)) {
    assert(value < none);
  }

  [[nodiscard]] constexpr bool valid() const { return value_ != none; }
  [[nodiscard]] constexpr Value value() const { return value_; }
  [[nodiscard]] constexpr std::size_t index() const {
    assert(valid());
    return value_;
  }

  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  static constexpr Value none = std::numeric_limits<Value>::max();
  Value value_ = none;
};

/// A vector that is indexed by one kind of id only.
template <class IdType, class T>
class IdVector {
 public:
  using value_type = T;

  IdVector() = default;
  explicit IdVector(std::size_t size, const T& value = T()) : items_(size, value) {}

  IdType push_back(T item) {
    items_.push_back(std::move(item));
    return IdType(items_.size() - 1);
  }

  [[nodiscard]] decltype(auto) operator[](IdType id) { return items_[id.index()]; }
  [[nodiscard]] decltype(auto) operator[](IdType id) const { return items_[id.index()]; }

  [[nodiscard]] std::size_t size() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.empty(); }
  [[nodiscard]] IdType id_at(std::size_t position) const { return IdType(position); }
  [[nodiscard]] IdType next_id() const { return IdType(items_.size()); }
  void resize(std::size_t size, const T& value = T()) { items_.resize(size, value); }
  void assign(std::size_t size, const T& value) { items_.assign(size, value); }
  void reserve(std::size_t size) { items_.reserve(size); }

  [[nodiscard]] auto begin() { return items_.begin(); }
  [[nodiscard]] auto end() { return items_.end(); }
  [[nodiscard]] auto begin() const { return items_.begin(); }
  [[nodiscard]] auto end() const { return items_.end(); }
  [[nodiscard]] auto& back() { return items_.back(); }
  [[nodiscard]] const std::vector<T>& raw() const { return items_; }
  friend bool operator==(const IdVector&, const IdVector&) = default;

 private:
  std::vector<T> items_;
};

}  // namespace cutpoint

template <class Tag>
struct std::hash<cutpoint::Id<Tag>> {
  std::size_t operator()(cutpoint::Id<Tag> id) const noexcept {
    return std::hash<std::uint32_t>{}(id.value());
  }
};
