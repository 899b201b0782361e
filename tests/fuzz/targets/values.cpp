// Values as people write them: what is printed of one reads as the same.
#include "cutpoint/date_time.hpp"
#include "cutpoint/duration.hpp"
#include "cutpoint/engine_budget.hpp"
#include "cutpoint/money.hpp"
#include "cutpoint/probability.hpp"
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/invariants.hpp"

namespace cutpoint::fuzzing {

namespace {

/// `parse` of what `to_text` prints, printed again, is the same: values without loss.
template <typename Parse>
void require_round_trip(const std::string& input, Parse parse) {
  const auto value = parse(input);
  if (!value) {
    require(!value.error.message.empty(), "what cannot be read has a reason", input);
    return;
  }
  const std::string printed = to_text(*value);
  require_clean(printed);
  const auto again = parse(printed);
  require(static_cast<bool>(again), "what is printed can be read", printed);
  require(to_text(*again) == printed, "a value reads as it is printed", printed);
}

}  // namespace

void fuzz_values(const std::string& input) {
  require_round_trip(input, parse_duration);
  require_round_trip(input, parse_duration_range);
  require_round_trip(input, parse_probability);
  require_round_trip(input, parse_availability);
  require_round_trip(input, parse_availability_range);
  require_round_trip(input, parse_money);
  require_round_trip(input, parse_date);
  require_round_trip(input, parse_instant);
  (void)parse_engine_budget(input);
}

}  // namespace cutpoint::fuzzing
