// Conjunctions level by level give the very same functions as one pair after the other.
#include "analyzer/engine/bdd/levelwise_conjunction.hpp"

#include <array>
#include <vector>

#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::levelwise_conjunction_test {

namespace {

/// A random function of `variables` variables, small enough to be built from operations known to be
/// right.
Bdd::Ref random_function(Bdd& bdd, Random& random, std::uint32_t variables) {
  std::vector<Bdd::Ref> refs;
  for (Bdd::Variable v = 0; v < variables; ++v) refs.push_back(bdd.variable(v));
  for (std::uint32_t step = 0; step < 4 * variables; ++step) {
    const auto any = [&] {
      const Bdd::Ref ref = refs[random.below(static_cast<std::uint32_t>(refs.size()))];
      return random.chance(30) ? Bdd::negated(ref) : ref;
    };
    const Bdd::Ref condition = any();
    const Bdd::Ref then = any();
    refs.push_back(bdd.if_then_else(condition, then, any()));
  }
  return refs.back();
}

bool value_at(const Bdd& bdd, Bdd::Ref ref, std::uint64_t state) {
  while (ref > Bdd::one) {
    ref = (state >> bdd.variable_of(ref) & 1U) != 0 ? bdd.high(ref) : bdd.low(ref);
  }
  return ref == Bdd::one;
}

}  // namespace

TEST_CASE("level by level is the same as pair by pair") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261121);
  const std::uint64_t wanted = number_from_environment("CUTPOINT_TREES", 300);
  std::size_t proper = 0;
  for (std::uint64_t at = seed; at < seed + wanted; ++at) {
    INFO("seed " << at << " (CUTPOINT_SEED=" << at << " CUTPOINT_TREES=1)");
    Random random(at);
    const std::uint32_t variables = 2 + random.below(24);
    Bdd bdd(variables, 1'000'000);
    const Bdd::Ref a = random_function(bdd, random, variables);
    const Bdd::Ref b = random_function(bdd, random, variables);
    const Bdd::Ref joined = LevelwiseConjunction(bdd).run(a, b);
    REQUIRE(joined == bdd.if_then_else(a, b, Bdd::zero));
    proper += joined > Bdd::one ? 1 : 0;
    // From nothing known, after tidying: the same function still.
    const std::array roots{a, b};
    bdd.collect(roots);
    const Bdd::Ref again = LevelwiseConjunction(bdd).run(a, b);
    for (int i = 0; i < 100; ++i) {
      const std::uint64_t state = random.next();
      REQUIRE(value_at(bdd, again, state) == (value_at(bdd, a, state) && value_at(bdd, b, state)));
    }
    REQUIRE(bdd.both(a, b) == again);
  }
  if (wanted >= 100) CHECK(proper > wanted / 4);
}

TEST_CASE("large conjunctions go level by level, within the budget") {
  // Sums of two halves, interleaved the wrong way round: x0 y0 or x1 y1 ... in the order x then y.
  constexpr std::uint32_t pairs = 13;
  Bdd bdd(2 * pairs, 1'000'000);
  Bdd::Ref none = Bdd::one;
  for (std::uint32_t i = 0; i < pairs; ++i) {
    none = bdd.both(none, Bdd::negated(bdd.both(bdd.variable(i), bdd.variable(pairs + i))));
  }
  REQUIRE(none > Bdd::one);
  Random random(7);
  for (int i = 0; i < 1000; ++i) {
    const std::uint64_t state = random.next();
    REQUIRE(value_at(bdd, none, state) == ((state & (state >> pairs) & ((1U << pairs) - 1)) == 0));
  }
  // A node for each subset of the first half.
  const std::array roots{none};
  bdd.collect(roots);
  CHECK(bdd.size() > (1U << pairs));
  Bdd tight(2 * pairs, 5000);
  Bdd::Ref cut = Bdd::one;
  for (std::uint32_t i = 0; i < pairs && cut != Bdd::exhausted; ++i) {
    cut = tight.both(cut, Bdd::negated(tight.both(tight.variable(i), tight.variable(pairs + i))));
  }
  CHECK(cut == Bdd::exhausted);
  CHECK(tight.is_exhausted());
  CHECK(tight.size() <= 5000);
}

}  // namespace cutpoint::testing::levelwise_conjunction_test
