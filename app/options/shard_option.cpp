#include "app/options/shard_option.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "app/console/console.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

/// The first of them that was typed; null where none was.
const char* first_typed(const Arguments& arguments, std::initializer_list<const char*> names) {
  const auto* const found = std::find_if(names.begin(), names.end(),
                                         [&](const char* name) { return arguments.typed(name); });
  return found == names.end() ? nullptr : *found;
}

}  // namespace

std::optional<Shard> shard_of(const Arguments& arguments, Console& console) {
  const std::string text = arguments.value("shard");
  const std::size_t slash = text.find('/');
  const auto number = number_of_text<std::uint32_t>(text.substr(0, slash));
  const auto of = slash == std::string::npos
                      ? std::nullopt
                      : number_of_text<std::uint32_t>(text.substr(slash + 1));
  if (number && of) {
    const Shard shard{*number, *of};
    if (shard.exists()) return shard;
  }
  fail(console, fmt::format("--shard takes a number and of how many, 1/4 to 4/4, not `{}`", text));
  return std::nullopt;
}

bool writes_a_part_alone(const Arguments& arguments,
                         std::initializer_list<const char*> of_the_whole, Console& console) {
  const char* const other = first_typed(arguments, of_the_whole);
  if (other == nullptr) return true;
  fail(console, fmt::format("--{} is of the whole: it goes with --merge, not with --shard", other));
  return false;
}

bool takes_from_parts(const Arguments& arguments, std::initializer_list<const char*> said_by_parts,
                      Console& console) {
  const char* const other = first_typed(arguments, said_by_parts);
  if (other == nullptr) return true;
  fail(console, fmt::format("--{} goes with --shard: with --merge the parts say it", other));
  return false;
}

}  // namespace cutpoint
