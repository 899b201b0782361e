// What intervals decide: bounds only where they lie apart, estimates also where all of them moves.
#include "analyzer/comparison/judgement.hpp"

#include "tests/support/catch.hpp"

namespace cutpoint::testing::judgement_test {

namespace {

using Direction = ResultChange::Direction;

ResultValue exactly_down(double unavailability) {
  return {unavailability, {}, {}, {}, {}};
}
ResultValue bounded_down(double low, double high) {
  return {low, high, {}, {}, {}};
}
ResultValue estimated_down(double low, double estimate, double high) {
  return {low, high, estimate, {}, {}};
}

ResultChange judged(const ResultValue& before, const ResultValue& after) {
  ResultChange change;
  change.kind = ResultKind::availability;
  change.subject = "use";
  change.before = before;
  change.after = after;
  judge(change, {}, {});
  return change;
}

}  // namespace

TEST_CASE("bounds decide where they lie apart, and nothing where they overlap") {
  CHECK(judged(bounded_down(1e-3, 2e-3), bounded_down(3e-3, 4e-3)).direction == Direction::worse);
  CHECK(judged(bounded_down(3e-3, 4e-3), exactly_down(1e-3)).direction == Direction::better);
  const ResultChange open = judged(bounded_down(1e-3, 2e-3), bounded_down(1.5e-3, 2.5e-3));
  CHECK(open.direction == Direction::undecided);
  CHECK_FALSE(open.regression);
  CHECK(judged(exactly_down(1e-3), exactly_down(1e-3 + 1e-15)).direction == Direction::neither);
}

TEST_CASE("estimates that move as a whole are worse, those that only widen are not decided") {
  const ResultValue before = estimated_down(1e-3, 2e-3, 3e-3);
  const ResultChange worse = judged(before, estimated_down(1.1e-3, 2.2e-3, 3.3e-3));
  CHECK(worse.direction == Direction::worse);
  CHECK(worse.regression);
  CHECK(judged(before, estimated_down(0.9e-3, 1.8e-3, 2.7e-3)).direction == Direction::better);
  CHECK(judged(before, estimated_down(0.9e-3, 2.2e-3, 4e-3)).direction == Direction::undecided);
  CHECK(judged(before, exactly_down(2.5e-3)).direction == Direction::undecided);
  CHECK(judged(before, exactly_down(3.5e-3)).direction == Direction::worse);
}

}  // namespace cutpoint::testing::judgement_test
