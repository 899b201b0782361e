#include "model/format/markdown/directive_fault.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "model/base/meant_words.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

using Words = std::vector<std::string_view>;

Words directives(const Words& kinds) {
  Words names = kinds;
  names.insert(names.end(), {"model", "claim", "end"});
  return names;
}

DirectiveFault no_such_comment(std::string_view word, const std::string& meant) {
  return {word, mistaken(fmt::format("there is no comment `{}`", word),
                         {std::string(directive_prefix) + meant})};
}

/// Behind the prefix.
std::optional<DirectiveFault> name_fault(std::string_view inside, const Words& kinds) {
  const std::string_view word = inside.substr(0, inside.find_first_of(" \t"));
  const std::string_view name = word.substr(directive_prefix.size());
  if (name == "model" || name == "claim") {
    if (word.size() < inside.size()) return std::nullopt;
    return DirectiveFault{
        word,
        {fmt::format("`{}` names nothing", word),
         name == "model" ? "write it as `<!-- cutpoint:model architecture.yaml -->`"
                         : "write it as `<!-- cutpoint:claim survives(zone-a) -->`"}};
  }
  const Words names = directives(kinds);
  if (std::find(names.begin(), names.end(), name) != names.end()) return std::nullopt;
  if (const auto near = nearest_name(name, names)) return no_such_comment(word, *near);
  return DirectiveFault{word,
                        {fmt::format("there is no comment `{}`", word),
                         fmt::format("there are {}", fmt::join(names, ", "))}};
}

/// `Cutpoint:claim`, `cutpoint-claim`, `cutpont:spofs`: meant for us, and not ours.
std::optional<DirectiveFault> prefix_fault(std::string_view inside, const Words& kinds) {
  constexpr std::string_view name = "cutpoint";
  constexpr std::string_view separators = " \t:-_.=";
  const std::size_t end = std::min(inside.find_first_of(separators), inside.size());
  const std::size_t next = std::min(inside.find_first_not_of(separators, end), inside.size());
  const std::string head = lower_case(inside.substr(0, end));
  if (next == inside.size() || (head != name && !nearest_name(head, Words{name}))) {
    return std::nullopt;
  }
  const std::size_t last = std::min(inside.find_first_of(" \t(", next), inside.size());
  const std::string tail = lower_case(inside.substr(next, last - next));
  const Words names = directives(kinds);
  if (std::find(names.begin(), names.end(), tail) == names.end()) return std::nullopt;
  // Words alone may be a remark; a claim is none.
  const bool is_claim = tail == "claim" && inside.find('(') != std::string_view::npos;
  const std::string_view between = inside.substr(end, next - end);
  if (between.find_first_not_of(" \t") == std::string_view::npos && !is_claim) {
    return std::nullopt;
  }
  return no_such_comment(inside.substr(0, last), tail);
}

}  // namespace

std::optional<DirectiveFault> directive_fault(std::string_view inside, const Words& kinds) {
  return inside.starts_with(directive_prefix) ? name_fault(inside, kinds)
                                              : prefix_fault(inside, kinds);
}

}  // namespace cutpoint
