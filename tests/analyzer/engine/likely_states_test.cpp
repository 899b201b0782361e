// Bounds from likely states: they hold the exact answer, and where nothing is given up they are it.
#include <cmath>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/engine/bounds/bound_search.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "tests/analyzer/support/binomial.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/analyzer/support/random_functions.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::likely_states_test {

namespace {

/// All rounds up to so many states, no other way.
std::vector<ProbabilityBounds> bounds_with(const StructureFunction& function,
                                           const std::vector<NodeId>& tops, std::size_t states) {
  std::vector<ProbabilityBounds> bounds(tops.size(), {0.0, 1.0});
  EngineMeter meter(EngineBudget(), 0);
  BoundSearch(function, tops, meter, {0, 0, 1, states}).tighten(bounds);
  return bounds;
}

/// Returns how many bounds of a single state are not the answer yet.
std::size_t check_followed(const StructureFunction& function, const std::vector<NodeId>& tops) {
  const DecisionDiagram diagram(function, tops, 1'000'000);
  const NodeProbabilities probabilities(diagram);
  std::size_t open = 0;
  for (const std::size_t states : {1U, 4U, 16U, 65'536U}) {
    const std::vector<ProbabilityBounds> bounds = bounds_with(function, tops, states);
    for (std::size_t i = 0; i < tops.size(); ++i) {
      INFO("top " << i << " with " << states << " states");
      const double exact = probabilities[diagram.top(i)];
      const double width = bounds[i].upper - bounds[i].lower;
      CHECK(bounds[i].lower <= exact * (1.0 + 1e-13));
      CHECK(bounds[i].upper >= exact * (1.0 - 1e-13));
      if (states == 65'536U) CHECK(width <= 1e-8 * bounds[i].upper);
      if (states == 1U && width > 1e-8 * bounds[i].upper) ++open;
    }
  }
  return open;
}

constexpr std::uint32_t zones = 3;

struct Pools {
  std::uint32_t pools;
  std::uint32_t hosts_a_zone;
  std::uint32_t needed;
  [[nodiscard]] std::uint32_t hosts() const { return zones * hosts_a_zone; }
  [[nodiscard]] std::uint32_t instances() const { return 2 * hosts(); }
};

/// Pools of two instances on each of the same hosts, all of one kind.
std::string on_shared_hosts(const Pools& all) {
  std::string needs = "p0";
  for (std::uint32_t pool = 1; pool < all.pools; ++pool) needs += fmt::format(", p{}", pool);
  std::string text = fmt::format("journeys: {{j: {{needs: [{}]}}}}\ncomponents:\n", needs);
  std::string on;
  for (std::uint32_t zone = 0; zone < zones; ++zone) {
    text += fmt::format("  z{}: {{kind: zone, mtbf: 1000d, mttr: 8h}}\n", zone);
  }
  for (std::uint32_t host = 0; host < all.hosts(); ++host) {
    text += fmt::format("  h{}: {{kind: host, runs_on: z{}, mtbf: 200d, mttr: 4h}}\n", host,
                        host % zones);
    on += fmt::format("{}h{}", host == 0 ? "" : ", ", host);
  }
  for (std::uint32_t pool = 0; pool < all.pools; ++pool) {
    text += fmt::format("  p{}: {{kind: service, replicas: {}, at_least: {}, runs_on: [{}], ", pool,
                        all.instances(), all.needed, on);
    text += "mtbf: 60d, mttr: 1h}\n";
  }
  return text;
}

/// By how many zones and hosts have failed: all pools have lost the same instances then.
double unavailability_of(const Pools& all) {
  const double zone = 8.0 / (8.0 + 24000.0);
  const double host = 4.0 / (4.0 + 4800.0);
  const double instance = 1.0 / (1.0 + 1440.0);
  double result = 0.0;
  for (std::uint32_t lost = 0; lost <= zones; ++lost) {
    const double of_zones = binomial_tail(zones, lost, zone) - binomial_tail(zones, lost + 1, zone);
    const std::uint32_t left = all.hosts() - lost * all.hosts_a_zone;
    for (std::uint32_t down = 0; down <= left; ++down) {
      const double of_hosts = binomial_tail(left, down, host) - binomial_tail(left, down + 1, host);
      const std::uint32_t up = 2 * (left - down);
      const std::uint32_t too_few = up < all.needed ? 0 : up - all.needed + 1;
      const double pool_failed = too_few == 0 ? 1.0 : binomial_tail(up, too_few, instance);
      result += of_zones * of_hosts * -std::expm1(all.pools * std::log1p(-pool_failed));
    }
  }
  return result;
}

void check_exact(const JourneyAnalysis& journey, const Pools& pools) {
  const double exact = unavailability_of(pools);
  REQUIRE(journey.up.method == Method::exact);
  CHECK(std::abs(journey.up.upper_unavailability - exact) < 1e-10 * exact);
}

}  // namespace

TEST_CASE("likely states of random fault trees hold the exact answer, and all states are it") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261201);
  const std::uint64_t wanted = number_from_environment("CUTPOINT_TREES", 200);
  std::size_t open = 0;
  each_random_tree(seed, wanted,
                   [&open](const StructureFunction& function, const std::vector<NodeId>& tops) {
                     open += check_followed(function, tops);
                   });
  if (wanted >= 200) CHECK(open > 0);
}

TEST_CASE("likely states of random architectures hold the exact answer, and all states are it") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261201);
  const std::uint64_t wanted = number_from_environment("CUTPOINT_MODELS", 200);
  std::size_t open = 0;
  each_random_architecture(
      seed, wanted, [&open](const StructureFunction& function, const std::vector<NodeId>& tops) {
        if (function.networks.empty()) open += check_followed(function, tops);
      });
  if (wanted >= 200) CHECK(open > 0);
}

TEST_CASE("pools on shared hosts, of which no diagram fits, are exact by their states") {
  AnalysisOptions options;
  options.bdd_nodes = 10'000;
  options.budget.steps = EngineBudget::default_steps / 4;
  constexpr Pools pools{2, 8, 30};
  const CompiledDocument document(on_shared_hosts(pools));
  const Analysis analysis = analyze(document.model, document.function, options);
  const JourneyAnalysis& journey = analysis.journeys[JourneyId(0U)];
  check_exact(journey, pools);
  CHECK(journey.importance.size() == zones + pools.hosts() + pools.pools * pools.instances());
  CHECK(analysis.cuts.empty());
  // As often as its events, each times what it decides.
  double outages = 0.0;
  for (const Importance& row : journey.importance) {
    const FailureProcess& process = document.function.events[row.event].process;
    outages += row.birnbaum * process.rate * (1.0 - process.unavailability) * 8760.0;
    REQUIRE(row.fussell_vesely_bounds);
    CHECK(row.fussell_vesely_bounds->first <= row.fussell_vesely_bounds->second);
  }
  REQUIRE(journey.up.outages_per_year);
  CHECK(std::abs(*journey.up.outages_per_year - outages) < 1e-9 * outages);
  for (const PartImportance& part : journey.parts) {
    CHECK(part.is_exact);
    if (part.instances > 1) CHECK(part.instances == pools.instances());
  }
}

TEST_CASE("pools of some forty on shared hosts are exact within a small part of the steps") {
  AnalysisOptions options;
  options.budget.steps = EngineBudget::default_steps / 8;
  for (const Pools& pools : {Pools{3, 5, 20}, Pools{4, 6, 24}, Pools{4, 7, 28}}) {
    INFO(pools.instances() << " instances");
    const CompiledDocument document(on_shared_hosts(pools));
    const Analysis analysis = analyze(document.model, document.function, options);
    check_exact(analysis.journeys[JourneyId(0U)], pools);
  }
}

TEST_CASE("likely states of pools of many sizes on shared hosts hold the exact answer") {
  constexpr std::string_view head =
      "journeys:\n  j: {needs: [p, q]}\n  k: {needs: [{any_of: [q, r]}]}\ncomponents:\n"
      "  z0: {kind: zone, mtbf: 100d, mttr: 8h}\n  z1: {kind: zone, mtbf: 90d, mttr: 8h}\n"
      "  h0: {kind: host, runs_on: z0, mtbf: 20d, mttr: 4h}\n"
      "  h1: {kind: host, runs_on: z1, mtbf: 30d, mttr: 9h}\n"
      "  h2: {kind: host, runs_on: z0, mtbf: 10d, mttr: 4h}\n"
      "  h3: {kind: host, mtbf: 10d, mttr: 2h}\n"
      "  r: {kind: service, replicas: 8, at_least: 3, runs_on: [h0, h3], mtbf: 9d, mttr: 6h, "
      "depends_on: [h1]}\n";
  std::size_t open = 0;
  for (const std::uint32_t least : {2U, 5U, 7U}) {
    const CompiledDocument document(fmt::format(
        "{}  p: {{kind: service, replicas: 9, at_least: {}, runs_on: [h0, h1, h2, h3], "
        "mtbf: 6d, mttr: 1h}}\n  q: {{kind: service, replicas: 11, at_least: {}, "
        "runs_on: [h1, h2], mtbf: 4d, mttr: 1h, depends_on: [{{component: r, fallback: 90%}}]}}\n",
        head, least, least + 2));
    open += check_followed(document.function, document.function.journey_failed.raw());
  }
  CHECK(open > 0);
}

}  // namespace cutpoint::testing::likely_states_test
