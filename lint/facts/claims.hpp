/// What documents claim: parsing and judging.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/document_changes.hpp"
#include "lint/subject.hpp"

namespace cutpoint {

/// One form of claim, for messages and docs.
struct ClaimForm {
  std::string_view name;     ///< "survives"
  std::string_view example;  ///< "survives(zone-a)"
  std::string_view summary;
  bool of_journey = false;  ///< what it is about: a journey, or a component
};
[[nodiscard]] std::vector<ClaimForm> claim_forms();

/// The verdict on a claim: supported, or why not.
struct ClaimVerdict {
  bool supported = false;
  bool understood = true;  ///< false: it is no claim, and `problem` says why
  bool decided = true;     ///< false: what is known neither supports nor refutes it
  std::string problem;
  std::vector<std::string> witness;  ///< the counter-example
};

/// What differs between the claims of two documents. Those that are gone, and those that promise
/// less, weaken.
[[nodiscard]] std::vector<DocumentChange> claim_changes(
    const std::vector<Spanned<std::string>>& before,
    const std::vector<Spanned<std::string>>& after);

[[nodiscard]] ClaimVerdict judge_claim(const LintSubject& subject, std::string_view claim);

}  // namespace cutpoint
