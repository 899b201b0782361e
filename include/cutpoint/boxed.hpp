/// Optional values and lists on the heap: one pointer wide where they are absent, copied deeply.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace cutpoint {

/// Keeps rarely written parts of a component out of its footprint.
template <class T>
class Boxed {
 public:
  Boxed() = default;
  Boxed(T value) : value_(std::make_unique<T>(std::move(value))) {}  // NOLINT: wraps a value
  Boxed(std::optional<T> value) {                                    // NOLINT: the same, elsewhere
    if (value) value_ = std::make_unique<T>(*std::move(value));
  }
  Boxed(const Boxed& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Boxed(Boxed&&) noexcept = default;
  Boxed& operator=(const Boxed& other) {
    if (this != &other) value_ = other.value_ ? std::make_unique<T>(*other.value_) : nullptr;
    return *this;
  }
  Boxed& operator=(Boxed&&) noexcept = default;
  ~Boxed() = default;

  [[nodiscard]] bool has_value() const { return value_ != nullptr; }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] T& operator*() { return *value_; }
  [[nodiscard]] const T& operator*() const { return *value_; }
  [[nodiscard]] T* operator->() { return value_.get(); }
  [[nodiscard]] const T* operator->() const { return value_.get(); }
  /// The value, made with its defaults where it was absent.
  T& emplace() {
    if (!value_) value_ = std::make_unique<T>();
    return *value_;
  }
  void reset() { value_.reset(); }
  /// Of the values, where both have one.
  friend bool operator==(const Boxed& one, const Boxed& other) {
    return one.value_ && other.value_ ? *one.value_ == *other.value_ : one.value_ == other.value_;
  }

 private:
  std::unique_ptr<T> value_;
};

/// A list that is mostly empty, and costs one pointer then; else a vector, as which it can be read.
template <class T>
class RareList {
 public:
  using value_type = T;

  RareList() = default;
  RareList(std::vector<T> items) {  // NOLINT: wraps a list
    if (!items.empty()) items_ = std::make_unique<std::vector<T>>(std::move(items));
  }
  RareList(const RareList& other)
      : items_(other.items_ ? std::make_unique<std::vector<T>>(*other.items_) : nullptr) {}
  RareList(RareList&&) noexcept = default;
  RareList& operator=(const RareList& other) {
    if (this != &other) {
      items_ = other.items_ ? std::make_unique<std::vector<T>>(*other.items_) : nullptr;
    }
    return *this;
  }
  RareList& operator=(RareList&&) noexcept = default;
  ~RareList() = default;

  [[nodiscard]] const std::vector<T>& all() const {
    static const std::vector<T> none;
    return items_ ? *items_ : none;
  }
  operator const std::vector<T>&() const { return all(); }  // NOLINT: it is one
  /// The vector, made where there was none: to change it.
  [[nodiscard]] std::vector<T>& made() {
    if (!items_) items_ = std::make_unique<std::vector<T>>();
    return *items_;
  }

  [[nodiscard]] bool empty() const { return !items_ || items_->empty(); }
  [[nodiscard]] std::size_t size() const { return items_ ? items_->size() : 0; }
  [[nodiscard]] const T& operator[](std::size_t index) const { return (*items_)[index]; }
  [[nodiscard]] T& operator[](std::size_t index) { return (*items_)[index]; }
  [[nodiscard]] const T& front() const { return items_->front(); }
  [[nodiscard]] const T& back() const { return items_->back(); }
  [[nodiscard]] T& front() { return items_->front(); }
  [[nodiscard]] T& back() { return items_->back(); }
  [[nodiscard]] const T* begin() const { return items_ ? items_->data() : nullptr; }
  [[nodiscard]] const T* end() const { return items_ ? items_->data() + items_->size() : nullptr; }
  [[nodiscard]] T* begin() { return items_ ? items_->data() : nullptr; }
  [[nodiscard]] T* end() { return items_ ? items_->data() + items_->size() : nullptr; }
  void push_back(T item) { made().push_back(std::move(item)); }
  template <class... Parts>
  T& emplace_back(Parts&&... parts) {
    return made().emplace_back(std::forward<Parts>(parts)...);
  }
  void clear() { items_.reset(); }
  template <class Predicate>
  void erase_if(Predicate gone) {
    if (items_ && std::erase_if(*items_, gone) > 0 && items_->empty()) items_.reset();
  }
  friend bool operator==(const RareList& one, const RareList& other) {
    return one.all() == other.all();
  }

 private:
  std::unique_ptr<std::vector<T>> items_;
};

}  // namespace cutpoint
