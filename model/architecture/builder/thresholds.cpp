#include "model/architecture/builder/thresholds.hpp"

#include <fmt/format.h>

#include "cutpoint/model.hpp"

namespace cutpoint {

void refuse_two_thresholds(const Spanned<Quorum>& quorum, const Spanned<std::uint32_t>& at_least,
                           std::uint32_t count, Diagnostics& diagnostics) {
  Diagnostic& conflict = diagnostics.error(
      "conflicting-requirement", quorum.span,
      "`quorum` and `at_least` both say how many must work; only one of them can");
  conflict.notes.push_back({"the number is here", at_least.span});
  const std::uint32_t majority = majority_of(count);
  conflict.help =
      at_least.value == majority
          ? fmt::format("leave `at_least` out: a majority of {} is {}", count, majority)
          : fmt::format("leave one of them out: a majority of {} is {}", count, majority);
}

}  // namespace cutpoint
