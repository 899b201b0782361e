/// Options that take a whole number.
#pragma once

#include <charconv>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "app/console/console.hpp"

namespace cutpoint {

/// The value of an option, or a printed reason.
template <class T>
std::optional<T> number_of(const Arguments& arguments, const std::string& option, T least, T most,
                           Console& console) {
  const std::string text = arguments.value(option);
  T number{};
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && number >= least &&
      number <= most) {
    return number;
  }
  fail(console,
       fmt::format("--{} takes a whole number from {} to {}, not `{}`", option, least, most, text));
  return std::nullopt;
}

/// --threads; 0 where it was not given: one for each core.
inline std::optional<unsigned> thread_count(const Arguments& arguments, Console& console) {
  constexpr unsigned most_threads = 1024;
  if (!arguments.given("threads")) return 0;
  return number_of<unsigned>(arguments, "threads", 1, most_threads, console);
}

}  // namespace cutpoint
