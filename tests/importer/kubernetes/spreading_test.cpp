// How many instances one domain may hold, against the scheduler's documented semantics.
#include "importer/kubernetes/objects/spreading.hpp"

#include <algorithm>
#include <numeric>

#include "tests/support/catch.hpp"

namespace cutpoint::testing::spreading_test {

namespace {

using kubernetes::DomainLevel;
using kubernetes::KnownDomains;
using kubernetes::SpreadRule;

SpreadRule apart(DomainLevel level) {
  return {level, std::nullopt, 1, "anti-affinity"};
}

SpreadRule skew(DomainLevel level, std::uint32_t most, std::uint32_t fewest = 1) {
  return {level, most, fewest, "spread"};
}

std::uint32_t most_on(DomainLevel level, std::uint32_t instances, std::vector<SpreadRule> rules,
                      KnownDomains known = {}) {
  return cap_of(level, instances, rules, known).most;
}

/// All ways to put `instances` into `domains` one after the other such that each step keeps the
/// rule, and the most that one domain holds at the end.
std::uint32_t most_by_scheduling(std::uint32_t instances, std::uint32_t max_skew,
                                 std::uint32_t domains, std::uint32_t min_domains) {
  std::vector<std::vector<std::uint32_t>> reached = {std::vector<std::uint32_t>(domains, 0)};
  for (std::uint32_t placed = 0; placed < instances; ++placed) {
    std::vector<std::vector<std::uint32_t>> next;
    for (const auto& loads : reached) {
      const std::uint32_t least =
          domains < min_domains ? 0 : *std::min_element(loads.begin(), loads.end());
      for (std::size_t i = 0; i < domains; ++i) {
        if (loads[i] + 1 > least + max_skew) continue;
        auto more = loads;
        ++more[i];
        std::sort(more.begin(), more.end());
        if (std::find(next.begin(), next.end(), more) == next.end()) next.push_back(more);
      }
    }
    if (next.empty()) break;  // the rest stays pending
    reached = std::move(next);
  }
  std::uint32_t most = 0;
  for (const auto& loads : reached) most = std::max(most, loads.back());
  return most;
}

}  // namespace

TEST_CASE("without rules one node and one zone may hold everything") {
  CHECK(most_on(DomainLevel::node, 3, {}) == 3);
  CHECK(most_on(DomainLevel::zone, 3, {}) == 3);
}

TEST_CASE("required anti-affinity keeps instances apart at its level and below") {
  CHECK(most_on(DomainLevel::node, 3, {apart(DomainLevel::node)}) == 1);
  CHECK(most_on(DomainLevel::zone, 3, {apart(DomainLevel::node)}) == 3);
  CHECK(most_on(DomainLevel::node, 3, {apart(DomainLevel::zone)}) == 1);
  CHECK(most_on(DomainLevel::zone, 3, {apart(DomainLevel::zone)}) == 1);
}

TEST_CASE("a spread without minDomains guarantees nothing where domains are unknown") {
  CHECK(most_on(DomainLevel::zone, 6, {skew(DomainLevel::zone, 1)}) == 6);
  CHECK(most_on(DomainLevel::zone, 6, {skew(DomainLevel::zone, 1)}, {std::nullopt, 3}) == 2);
  CHECK(most_on(DomainLevel::zone, 6, {skew(DomainLevel::zone, 1)}, {std::nullopt, 1}) == 6);
  CHECK(most_on(DomainLevel::zone, 6, {skew(DomainLevel::zone, 1, 2)}) == 3);
}

TEST_CASE("two spreads at once: hosts by 4 over 3, zones by 1 over 2") {
  const std::vector<SpreadRule> rules = {skew(DomainLevel::node, 4, 3),
                                         skew(DomainLevel::zone, 1, 2)};
  CHECK(most_on(DomainLevel::zone, 6, rules) == 3);
  CHECK(most_on(DomainLevel::node, 6, rules) == 3);   // 4 by its own rule, 3 by its zone's
  CHECK(most_on(DomainLevel::node, 12, rules) == 6);  // (12 + 2 * 4) / 3
}

TEST_CASE("the arithmetic of skew is what placing one pod after the other reaches") {
  for (std::uint32_t domains = 1; domains <= 4; ++domains) {
    for (std::uint32_t fewest = 1; fewest <= 4; ++fewest) {
      for (std::uint32_t max_skew = 1; max_skew <= 4; ++max_skew) {
        for (std::uint32_t instances = 1; instances <= 9; ++instances) {
          INFO(domains << " domains, minDomains " << fewest << ", maxSkew " << max_skew << ", "
                       << instances << " instances");
          CHECK(most_on(DomainLevel::zone, instances, {skew(DomainLevel::zone, max_skew, fewest)},
                        {std::nullopt, domains}) ==
                most_by_scheduling(instances, max_skew, domains, fewest));
        }
      }
    }
  }
}

TEST_CASE("loads add up, start with the most that is allowed and keep the skew") {
  for (std::uint32_t max_skew = 1; max_skew <= 3; ++max_skew) {
    for (std::uint32_t fewest = 2; fewest <= 4; ++fewest) {
      for (std::uint32_t instances = 1; instances <= 12; ++instances) {
        const std::vector<SpreadRule> rules = {skew(DomainLevel::zone, max_skew, fewest)};
        const auto loads = worst_loads(DomainLevel::zone, instances, rules, {});
        INFO(instances << " instances, maxSkew " << max_skew << ", minDomains " << fewest);
        CHECK(std::accumulate(loads.begin(), loads.end(), 0U) == instances);
        CHECK(loads.front() == most_on(DomainLevel::zone, instances, rules));
        CHECK(*std::max_element(loads.begin(), loads.end()) == loads.front());
        const std::uint32_t least =
            loads.size() < fewest ? 0 : *std::min_element(loads.begin(), loads.end());
        CHECK(loads.front() <= least + max_skew);
      }
    }
  }
}

}  // namespace cutpoint::testing::spreading_test
