#include "renderer/comparison/words.hpp"

#include "tests/support/catch.hpp"

namespace cutpoint::testing::words_test {

namespace {

AvailabilityResult exactly(double unavailability) {
  AvailabilityResult result;
  result.availability = Availability::from_unavailability(unavailability);
  result.lower_unavailability = result.upper_unavailability = unavailability;
  return result;
}

}  // namespace

TEST_CASE("what became worse is not printed as the same") {
  JourneyComparison journey;
  journey.before = exactly(0.0004951);
  journey.after = exactly(0.0005049);
  CHECK(availability_before(journey) == "99.95 %");
  CHECK(availability_after(journey) == "99.95 %");
  journey.less_available = true;
  CHECK(availability_before(journey) != availability_after(journey));
  journey.before = exactly(0.000500001);
  journey.after = exactly(0.000500004);
  CHECK(availability_before(journey) == "99.95 %");
  CHECK(availability_after(journey) == "99.9499996 %");
}

TEST_CASE("an SLO that is missed now does not read as reached") {
  JourneyComparison journey;
  journey.slo_after.emplace().target = Availability::from_unavailability(0.0005);
  journey.before = exactly(0.0004);
  journey.after = exactly(0.0005000001);
  journey.less_available = journey.target_missed_now = true;
  CHECK(availability_before(journey) == "99.96 %");
  CHECK(availability_after(journey) == "99.94999999 %");
  JourneyComparison added;
  added.after = exactly(0.1);
  CHECK(availability_before(added) == "–");
  CHECK(availability_after(added) == "90 %");
}

TEST_CASE("times that differ are not printed as the same") {
  ComponentChange change;
  ComponentDifference& row = change.differences.emplace_back();
  row.aspect = ComponentDifference::Aspect::mtbf;
  row.time_before = Duration::hours(999);
  row.time_after = Duration::seconds(999 * 3600.0 + 1);
  CHECK(difference_texts(change) == std::vector<std::string>{"mtbf 41d15h → 41d15h1s"});
  row.time_after = Duration::hours(500);
  CHECK(difference_texts(change) == std::vector<std::string>{"mtbf 41 d 15 h → 20 d 20 h"});
}

}  // namespace cutpoint::testing::words_test
