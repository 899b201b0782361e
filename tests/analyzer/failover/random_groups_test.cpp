// Random documents of groups in time: what `analyze` says against the independent chain.
#include "tests/analyzer/failover/random_groups.hpp"

#include <cstdint>

#include "tests/analyzer/failover/chain_agreement.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::random_groups_test {

TEST_CASE("Random groups in time: every document is right, and most fit the independent chain") {
  constexpr std::uint64_t documents = 40;
  std::uint64_t fit = 0;
  for (std::uint64_t seed = 1; seed <= documents; ++seed) {
    const std::string text = random_groups_document(seed);
    CHECK(text == random_groups_document(seed));
    const CompiledDocument document(text);
    if (solve_with_phases(document.model, 1, {300, 2000}).refusal.empty()) ++fit;
  }
  CHECK(fit * 10 >= documents * 6);
}

TEST_CASE("Random groups in time: an arbiter that is written after the group it serves") {
  const CompiledDocument document(random_groups_document(5008));
  CHECK_FALSE(document.function.failover_groups.empty());
}

TEST_CASE("Random groups in time: what a group is off is told of what others leave of it") {
  // The journey needs the arbiter too, so all that the group is raised by is in what is left.
  CHECK(check_where_chained(random_groups_document(20329), {300, 1500}).empty());
}

TEST_CASE("Random groups in time: what phases are off is told of what they were fitted to") {
  // Nearly all of the group's downtime is its zone's, or a release's, which is exact; and of a pool
  // with a crew its events cannot say what it does while one of two zones is down.
  for (const std::uint64_t seed : {40078U, 50110U, 50171U}) {
    INFO("seed " << seed);
    CHECK(check_where_chained(random_groups_document(seed), {300, 1500}).empty());
  }
}

/// From so many on a run says what it has seen.
constexpr std::uint64_t soak_documents = 100;

// CUTPOINT_SEED runs from another seed, one document with CUTPOINT_MODELS=40; a soak runs 500.
TEST_CASE("Random groups in time: exact figures are the independent chain's") {
  const std::uint64_t documents = number_from_environment("CUTPOINT_MODELS", 1200) / 40;
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 1);
  std::uint64_t compared = 0;
  ComparedFigures figures;
  for (std::uint64_t seed = first; seed < first + documents; ++seed) {
    INFO("seed " << seed);
    if (check_where_chained(random_groups_document(seed), {300, 1500}, &figures).empty())
      ++compared;
  }
  CHECK(compared * 2 >= documents);
  if (documents < soak_documents) return;
  WARN(compared << " of " << documents << " documents have an independent chain; of their journeys "
                << figures.exact << " are exact, off by " << figures.largest_deviation
                << " at most, and " << figures.estimated << " estimated");
}

}  // namespace cutpoint::testing::random_groups_test
