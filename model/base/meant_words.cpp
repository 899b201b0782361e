#include "model/base/meant_words.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "model/base/number_text.hpp"

namespace cutpoint {

std::string did_you_mean(const std::vector<std::string>& meant) {
  return meant.empty() ? "" : fmt::format("did you mean `{}`?", fmt::join(meant, "` or `"));
}

Failure mistaken(std::string message, std::vector<std::string> meant) {
  Failure failure(std::move(message), did_you_mean(meant));
  failure.meant = std::move(meant);
  return failure;
}

void suggest(Diagnostic& found, const std::vector<std::string>& meant) {
  explain(found, mistaken({}, meant));
}

void explain(Diagnostic& found, Failure why) {
  found.help = std::move(why.help);
  for (std::string& text : why.meant) found.fixes.push_back({found.span, std::move(text)});
}

RangeEnd::RangeEnd(std::string_view written, bool is_good, const Failure& error)
    : meant(is_good ? std::vector{std::string(trimmed(written))} : error.meant) {}

std::vector<std::string> meant_ranges(const RangeEnd& low, const RangeEnd& high) {
  std::vector<std::string> ranges;
  const std::size_t count = std::max(low.meant.size(), high.meant.size());
  const auto fits = [count](const RangeEnd& end) {
    return end.meant.size() == 1 || end.meant.size() == count;
  };
  if (!fits(low) || !fits(high)) return ranges;
  for (std::size_t i = 0; i < count; ++i) {
    ranges.push_back(fmt::format("{}..{}", low.meant[low.meant.size() == 1 ? 0 : i],
                                 high.meant[high.meant.size() == 1 ? 0 : i]));
  }
  return ranges;
}

}  // namespace cutpoint
