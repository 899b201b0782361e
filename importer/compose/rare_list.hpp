/// Lists that most services do not have.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace cutpoint::compose {

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
  friend bool operator==(const RareList& one, const RareList& other) {
    return one.all() == other.all();
  }

 private:
  std::unique_ptr<std::vector<T>> items_;
};

}  // namespace cutpoint::compose
