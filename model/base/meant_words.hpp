/// What may have been meant by a text that cannot be read: as data, and in words made of these.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/result.hpp"

namespace cutpoint {

/// "did you mean `a` or `b`?"; empty of nothing.
[[nodiscard]] std::string did_you_mean(const std::vector<std::string>& meant);

/// Why a text is no value, and what was meant by it.
[[nodiscard]] Failure mistaken(std::string message, std::vector<std::string> meant);

/// Each of `meant` can stand where the finding is, and the help says so.
void suggest(Diagnostic& found, const std::vector<std::string>& meant);

/// The help of `why`, and what it says was meant where the finding is.
void explain(Diagnostic& found, Failure why);

/// One end of a range as it is written, and what may have been meant by it: itself where it is
/// good.
struct RangeEnd {
  RangeEnd(std::string_view written, bool is_good, const Failure& error);
  std::vector<std::string> meant;
};

/// The ranges that may have been meant, two mistaken ends mended alike.
[[nodiscard]] std::vector<std::string> meant_ranges(const RangeEnd& low, const RangeEnd& high);

}  // namespace cutpoint
