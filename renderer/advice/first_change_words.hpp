/// What to do first, for reports of an analysis.
#pragma once

#include <string>

#include "cutpoint/advice.hpp"
#include "cutpoint/model.hpp"

namespace cutpoint {

/// "run 2 of `api`, on `vm-2` too (~70 USD a month): then checkout is 99.95 % available and meets
/// its SLO"; "restart `db` by itself (~5 USD a month) saves 3 h a year, most for its cost".
[[nodiscard]] std::string first_change_words(const Model& model, const FirstChange& first);

/// Where to go on from it: "no known change meets 99.9 % alone: `cutpoint improve FILE` finds the
/// cheapest set".
[[nodiscard]] std::string after_first_change_words(const FirstChange& first,
                                                   const std::string& file);

}  // namespace cutpoint
