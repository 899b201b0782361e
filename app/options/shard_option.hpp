/// --shard K/N: a part of what is to be done.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "app/console/command.hpp"
#include "app/console/console.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint {

/// "3/64", of a simulation or of lint; what is wrong was said where there is none.
template <class Shard>
[[nodiscard]] std::optional<Shard> shard_of(const Arguments& arguments, Console& console) {
  const std::string text = arguments.value("shard");
  const std::size_t slash = text.find('/');
  const auto number = number_of_text<std::uint32_t>(text.substr(0, slash));
  const auto of = slash == std::string::npos
                      ? std::nullopt
                      : number_of_text<std::uint32_t>(text.substr(slash + 1));
  if (number && of && *number >= 1 && *number <= *of) return Shard{*number, *of};
  fail(console, fmt::format("--shard takes a number and of how many, 1/4 to 4/4, not `{}`", text));
  return std::nullopt;
}

}  // namespace cutpoint
