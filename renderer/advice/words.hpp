/// What all forms of advice for people say in the same words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "renderer/advice/advising.hpp"

namespace cutpoint {

/// Positions of the changes to show: the most helpful, and those chosen, by falling effect.
[[nodiscard]] std::vector<std::size_t> changes_to_show(const AdviceReport& report);
/// False where no outage of the journeys has a price: nothing pays back.
[[nodiscard]] bool any_money_saved(const AdviceReport& report);
[[nodiscard]] bool is_chosen(const Advice& advice, std::size_t change);

/// "70 USD" by the month, "~70 USD" where a part of it is assumed.
[[nodiscard]] std::string cost_text(std::string_view currency, const AdvisedChange& change);
/// "1200 USD a year", "–" where no outage has a price.
[[nodiscard]] std::string money_saved_text(const Advice& advice, const TriedChanges& tried);
[[nodiscard]] std::string nines_gained_text(double nines);
/// "+", "3 months", "never": whether and when a year's cost is earned back.
[[nodiscard]] std::string pay_back_text(const AdvisedChange& change);

/// Numbered once each, in the order of first use.
class Footnotes {
 public:
  /// " [1,3]", or nothing.
  [[nodiscard]] std::string marks(const std::vector<std::string>& notes);
  [[nodiscard]] const std::vector<std::string>& all() const { return all_; }

 private:
  std::vector<std::string> all_;
};

/// "99.95 %", "the SLO of 99.9 %", "the SLOs (`checkout` 99.9 %, `browse` 99.95 %)".
[[nodiscard]] std::string target_text(const AdviceReport& report);

/// The verdict: met already, met by what set, or how near it comes and where the ceiling is.
[[nodiscard]] std::vector<std::string> verdict_sentences(const AdviceReport& report);

/// How the set was found, and what its figures rest on.
[[nodiscard]] std::string method_sentence(const Advice& advice);

}  // namespace cutpoint
