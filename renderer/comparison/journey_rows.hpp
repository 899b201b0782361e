/// Journeys before and after: the table that every form for people begins with.
#pragma once

#include <string>

#include "cutpoint/comparison.hpp"

namespace cutpoint {

/// "before → after", one value where both read the same; "new" and "gone" where only one has it.
struct JourneyRow {
  std::string availability;
  std::string down;  ///< downtime a year
  std::string slo;   ///< "met → missed by 3 h", empty where neither states one
};

[[nodiscard]] JourneyRow journey_row_text(const JourneyComparison& journey);

}  // namespace cutpoint
