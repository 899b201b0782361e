/// A value, or why there is none: of reading a file, of parsing one text, of a question that cannot
/// be answered, of an output that cannot be written. What is wrong with a document has a place in
/// it and is a `Diagnostic`.
///
/// Plain values that own what they hold.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace cutpoint {

/// Why there is no value. Whoever knows the place of a text makes a Diagnostic of it.
struct Failure {
  Failure() = default;
  explicit Failure(std::string why) : message(std::move(why)) {}
  Failure(std::string why, std::string what_to_do)
      : message(std::move(why)), help(std::move(what_to_do)) {}

  /// Both in one line: "message; help".
  [[nodiscard]] std::string text() const { return help.empty() ? message : message + "; " + help; }

  std::string message;             ///< for people, without a full stop: "`5x` is no duration"
  std::string help;                ///< what to write instead; may be empty
  std::vector<std::string> notes;  ///< what led to it, a line each; mostly empty
  std::vector<std::string> meant;  ///< what can stand in place of the text; mostly empty
};

template <class T>
struct Result;

/// What can be made a `T` without being a result or a failure.
template <class From, class T>
concept MadeInto =
    std::convertible_to<From, T> && !std::same_as<std::remove_cvref_t<From>, Failure> &&
    !std::same_as<std::remove_cvref_t<From>, Result<T>>;

/// A `T`, or a `Failure`. To look at the value of a failure is undefined, as in `std::optional`.
template <class T>
struct [[nodiscard]] Result {
  Result(Failure why) : error(std::move(why)) {}
  template <MadeInto<T> From = T>
  Result(From&& made)  // NOLINT(bugprone-forwarding-reference-overload): see MadeInto
      : value(std::forward<From>(made)) {}
  /// The value where there is one; otherwise why not.
  Result(std::optional<T> made, Failure why) : value(std::move(made)), error(std::move(why)) {}

  explicit operator bool() const { return value.has_value(); }
  [[nodiscard]] bool has_value() const { return value.has_value(); }
  [[nodiscard]] T& operator*() { return *value; }
  [[nodiscard]] const T& operator*() const { return *value; }
  [[nodiscard]] T* operator->() { return &*value; }
  [[nodiscard]] const T* operator->() const { return &*value; }

  std::optional<T> value;
  Failure error;  ///< empty where there is a value
};

}  // namespace cutpoint
