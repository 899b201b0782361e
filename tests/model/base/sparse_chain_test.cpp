// Three ways to a steady state agree, also where chains do not mix.
#include "model/base/math/sparse_chain.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::sparse_chain_test {

namespace {

/// Groups of states that are left once in 10^`rarely` times, in a ring.
SparseChain ring_of_groups(std::uint32_t groups, std::uint32_t each, double rarely,
                           std::uint64_t seed) {
  Random random(seed);
  SparseChain chain;
  for (std::uint32_t state = 0; state < groups * each; ++state) {
    const std::uint32_t group = state / each;
    std::vector<SparseChain::Transition> row;
    row.push_back({group * each + (state + 1) % each, 0.5 + random.unit()});
    for (int i = 0; i < 2; ++i) row.push_back({group * each + random.below(each), random.unit()});
    row.push_back({(group + 1) % groups * each + random.below(each), rarely * random.unit()});
    chain.add_row(std::move(row));
  }
  return chain;
}

void check_same(const std::vector<double>& shares, const std::vector<double>& right,
                double tolerance) {
  REQUIRE(shares.size() == right.size());
  for (std::size_t i = 0; i < right.size(); ++i) {
    REQUIRE(shares[i] == Approx(right[i]).epsilon(tolerance));
  }
}

}  // namespace

TEST_CASE("sparse elimination is elimination") {
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    INFO("seed " << seed);
    const SparseChain chain = ring_of_groups(1 + seed % 5, 3 + seed % 29, 1e-3, seed);
    const auto shares = chain.by_sparse_elimination(1'000'000);
    REQUIRE(shares);
    check_same(*shares, chain.by_elimination(), 1e-12);
  }
}

TEST_CASE("a chain that hardly mixes is solved without waiting for it") {
  // Left once in a hundred million steps: sweeps alone would never come to its end.
  const SparseChain chain = ring_of_groups(12, 40, 1e-8, 7);
  const auto shares = chain.steady_state();
  REQUIRE(shares);
  check_same(*shares, chain.by_elimination(), 1e-10);
}

TEST_CASE("elimination stops at the work allowed") {
  CHECK_FALSE(ring_of_groups(4, 50, 0.1, 3).by_sparse_elimination(100));
}

}  // namespace cutpoint::testing::sparse_chain_test
