/// Options that take a whole number, and those of trials and simulations.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "app/console/console.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint {

/// The value of an option, or a printed reason.
template <class T>
std::optional<T> number_of(const Arguments& arguments, const std::string& option, T least, T most,
                           Console& console) {
  const std::string text = arguments.value(option);
  const auto number = number_of_text<T>(text);
  if (number && *number >= least && *number <= most) return number;
  fail(console,
       fmt::format("--{} takes a whole number from {} to {}, not `{}`", option, least, most, text));
  return std::nullopt;
}

/// --seed
[[nodiscard]] inline OptionSpec seed_option(std::string_view summary) {
  return {"--seed", "S", summary, {}, "1"};
}
[[nodiscard]] inline std::optional<std::uint64_t> seed_of(const Arguments& arguments,
                                                          Console& console) {
  return number_of<std::uint64_t>(arguments, "seed", 0, UINT64_MAX, console);
}

/// --threads; 0 where it was not given: one for each core.
[[nodiscard]] inline OptionSpec threads_option(std::string_view summary) {
  return {"--threads", "T", summary};
}
[[nodiscard]] inline std::optional<unsigned> thread_count(const Arguments& arguments,
                                                          Console& console) {
  constexpr unsigned most_threads = 1024;
  if (!arguments.given("threads")) return 0;
  return number_of<unsigned>(arguments, "threads", 1, most_threads, console);
}

/// --years
[[nodiscard]] inline OptionSpec years_option(std::string_view summary) {
  return {"--years", "N", summary, {}, "1000"};
}
[[nodiscard]] inline std::optional<std::uint32_t> years_of(const Arguments& arguments,
                                                           Console& console) {
  constexpr std::uint32_t most_years = 5'000'000;
  return number_of<std::uint32_t>(arguments, "years", 1, most_years, console);
}

}  // namespace cutpoint
