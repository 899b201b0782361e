/// Changes of results in words. Texts are as users wrote them: formats escape them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/comparison.hpp"

namespace cutpoint {

struct ResultWords {
  std::string what;    ///< "availability of use", "data of db lost with its host"
  std::string before;  ///< both empty where `what` says all there is
  std::string after;
  /// The difference is too small for the digits that people read.
  [[nodiscard]] bool is_hardly_more() const { return !before.empty() && before == after; }
};

[[nodiscard]] ResultWords result_words(const ResultChange& change);

/// "what: before → after".
[[nodiscard]] std::string result_text(const ResultChange& change);

/// What people are told: without what the digits do not show and what goes without saying; what is
/// said of several alike (two journeys) once, their names joined.
[[nodiscard]] std::vector<ResultChange> told_results(const Comparison& comparison);

/// What happened to results of a kind that are worse, as a heading of names: "SLO worse".
[[nodiscard]] std::string worse_text(ResultKind kind);

/// The names behind such a heading: "use", "web (vm-1)".
[[nodiscard]] std::string worse_name(const ResultChange& change);

/// What to do about results of a kind that are worse: a sentence, `{}` for their names; empty where
/// another kind says it.
[[nodiscard]] std::string_view remedy_text(ResultKind kind);

/// The share of time down as an availability, or the bounds of it.
[[nodiscard]] std::string share_up_text(const ResultValue& value);

}  // namespace cutpoint
