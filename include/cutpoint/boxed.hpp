/// An optional value on the heap: one pointer wide where it is absent, copied deeply.
#pragma once

#include <memory>
#include <optional>
#include <utility>

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

}  // namespace cutpoint
