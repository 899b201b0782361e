#include "app/language_server/meant_values.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cutpoint/duration.hpp"
#include "cutpoint/probability.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

constexpr std::string_view duration_units[] = {"d", "h", "m", "s", "y"};

/// With the unit behind the number, or behind both ends of a range.
std::string with_unit(std::string_view written, std::string_view unit) {
  constexpr std::string_view dots = "..";
  const std::size_t at = written.find(dots);
  if (at == std::string_view::npos) return fmt::format("{}{}", trimmed(written), unit);
  return fmt::format("{0}{1}..{2}{1}", trimmed(written.substr(0, at)), unit,
                     trimmed(written.substr(at + dots.size())));
}

/// What the reader says of a value is what its parser said: so it is known which one that was.
void add_with_units(std::string_view written, const std::string& message,
                    std::vector<std::string>& meant) {
  if (const auto duration = parse_duration_range(written);
      !duration.value && duration.error.message == message) {
    for (const std::string_view unit : duration_units) {
      std::string one = with_unit(written, unit);
      if (parse_duration_range(one).value) meant.push_back(std::move(one));
    }
  }
  if (const auto share = parse_availability_range(written);
      !share.value && share.error.message == message) {
    std::string one = with_unit(written, "%");
    if (parse_availability_range(one).value) meant.push_back(std::move(one));
  }
}

/// The words of "did you mean `a` or `b`?".
void add_named(std::string_view help, std::vector<std::string>& meant) {
  if (!help.starts_with("did you mean `")) return;
  const std::size_t question = help.find('?');
  std::string_view rest = help.substr(0, question);
  while (true) {
    const std::size_t begin = rest.find('`');
    if (begin == std::string_view::npos) return;
    const std::size_t end = rest.find('`', begin + 1);
    if (end == std::string_view::npos) return;
    meant.emplace_back(rest.substr(begin + 1, end - begin - 1));
    rest.remove_prefix(end + 1);
  }
}

}  // namespace

std::vector<std::string> meant_values(std::string_view written, const Diagnostic& diagnostic) {
  std::vector<std::string> meant;
  if (diagnostic.fix || diagnostic.rule != "invalid-value" || written.empty()) return meant;
  add_named(diagnostic.help, meant);
  add_with_units(written, diagnostic.message, meant);
  return meant;
}

}  // namespace cutpoint
