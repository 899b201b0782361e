/// What changes cost a month: by the document's own figures, else by stated defaults.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/advice.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/result.hpp"

namespace cutpoint {

/// What the work costs a month, in any currency: assumed.
[[nodiscard]] double monthly_cost(Effort effort);

/// Prices of instances, and what a draft costs more than another.
class PriceList {
 public:
  explicit PriceList(const Model& model);

  /// Instances that `after` has more than `before`, one item a component.
  [[nodiscard]] std::vector<CostItem> more_instances(const Draft& before, const Draft& after) const;

 private:
  [[nodiscard]] double default_of(std::string_view kind) const;

  std::map<std::string, std::string, std::less<>> base_of_kind_;
  std::map<std::string, double, std::less<>>
      running_;  ///< share of those that run at less than full scale
};

/// The one currency of all amounts of the model; empty where there are none. A failure where there
/// are several.
[[nodiscard]] Result<std::string> find_currency(const Model& model,
                                                const std::optional<Money>& budget);

/// By the month; a sum without a period is spread over three years.
[[nodiscard]] double per_month(const Money& money);

}  // namespace cutpoint
