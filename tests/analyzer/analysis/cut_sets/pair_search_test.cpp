// Cut sets of the first two orders from the gates alone are those of the diagram.
#include "analyzer/analysis/cut_sets/pair_search.hpp"

#include <set>
#include <utility>
#include <vector>

#include "analyzer/analysis/cut_sets/search.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/coherence.hpp"
#include "analyzer/structure/function_builder.hpp"
#include "tests/analyzer/support/random_functions.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::pair_search_test {

namespace {

using Sets = std::set<std::vector<EventId>>;

Sets sets_of(const CutSets& found) {
  Sets sets;
  for (const CutSet& set : found.sets) sets.insert(set.events);
  return sets;
}

/// Returns how many pairs were compared.
std::uint64_t check_pairs(const StructureFunction& function, NodeId top) {
  const DecisionDiagram diagram(function, {top}, 1'000'000);
  if (has_negation_below(function, top) || diagram.top(0) < 2) return 0;
  EngineMeter meter({}, 0);
  CutSetOptions options;
  options.listed_cut_sets = 100'000;
  const FoundCutSets exact = find_cut_sets(diagram, diagram.top(0), options, meter);
  const auto found = find_pairs(function, top, options, meter);
  if (!found || !exact.sets) return 0;
  std::vector<std::uint64_t> counts = exact.sets->by_order;
  counts.resize(2);
  CHECK(found->by_order == counts);
  CHECK(sets_of(*found) == sets_of(*exact.sets));
  CHECK(found->all_listed);
  for (std::size_t i = 1; i < found->sets.size(); ++i) {
    const CutSet& before = found->sets[i - 1];
    const CutSet& set = found->sets[i];
    CHECK(before.events.size() <= set.events.size());
    if (before.events.size() == set.events.size()) CHECK(before.probability >= set.probability);
  }
  return counts[1];
}

/// Of a pool of 100 members, each an event or its host's, so many may not fail.
StructureFunction pool_on_hosts(std::uint32_t failed) {
  StructureFunction function;
  FunctionBuilder builder(function);
  const auto event = [&](double q) {
    BasicEvent made;
    made.process.unavailability = q;
    function.events.push_back(made);
    function.event_nodes.push_back({});
    return builder.event(EventId(function.events.size() - 1));
  };
  std::vector<NodeId> hosts;
  for (std::size_t i = 0; i < 5; ++i) hosts.push_back(event(0.01));
  std::vector<NodeId> members;
  for (std::size_t i = 0; i < 100; ++i) {
    members.push_back(builder.any({event(0.001), hosts[i % hosts.size()]}));
  }
  const NodeId pool = builder.at_least(failed, members);
  const NodeId spare = builder.all({event(0.1), event(0.2)});
  members.push_back(pool);
  members.push_back(spare);
  function.journey_failed.push_back(builder.at_least(2, {pool, spare, builder.all(members)}));
  function.journey_failed.push_back(builder.any({pool, spare}));
  return function;
}

}  // namespace

TEST_CASE("pairs from the gates are those of the diagram") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261202);
  std::uint64_t pairs = 0;
  const auto check = [&](const StructureFunction& function, const std::vector<NodeId>& tops) {
    for (const NodeId top : tops) pairs += check_pairs(function, top);
  };
  each_random_tree(seed, number_from_environment("CUTPOINT_TREES", 300), check);
  each_random_architecture(seed, number_from_environment("CUTPOINT_MODELS", 150), check);
  CHECK(pairs > 100);
}

TEST_CASE("pairs of gates with many children are counted by event") {
  // One host and one member of another; two hosts; two members.
  for (const std::uint32_t failed : {2U, 21U, 22U, 40U, 41U}) {
    const StructureFunction function = pool_on_hosts(failed);
    EngineMeter meter({}, 0);
    CutSetOptions options;
    options.listed_cut_sets = 3;
    const auto found = find_pairs(function, function.journey_failed[JourneyId(1U)], options, meter);
    REQUIRE(found);
    const std::uint64_t hosts = failed <= 20 ? 5 : 0;
    const std::uint64_t two_hosts = failed > 20 && failed <= 40 ? 10 : 0;
    const std::uint64_t host_and_member = failed == 21 ? 5 * 80 : 0;
    const std::uint64_t members = failed == 2 ? 100 * 99 / 2 : 0;
    CHECK(found->by_order ==
          std::vector<std::uint64_t>{hosts, 1 + two_hosts + host_and_member + members});
    CHECK(found->sets.size() <= 3);
    CHECK_FALSE(found->complete);
    CHECK(found->ends_early);
    check_pairs(function, function.journey_failed[JourneyId(0U)]);
  }
}

TEST_CASE("pairs that cost more than is left are not counted") {
  const StructureFunction function = pool_on_hosts(21);
  EngineBudget budget;
  budget.steps = 20'000;
  EngineMeter meter(budget, 0);
  meter.begin(EngineTask::cut_sets);
  CHECK_FALSE(find_pairs(function, function.journey_failed[JourneyId(1U)], {}, meter));
}

TEST_CASE("the most probable pairs and events stand first where they are asked for") {
  const StructureFunction function = pool_on_hosts(2);
  EngineMeter meter({}, 0);
  CutSetOptions options;
  options.most_probable_first = true;
  options.cutoff = 1e-4;
  const auto found = find_pairs(function, function.journey_failed[JourneyId(1U)], options, meter);
  REQUIRE(found);
  REQUIRE(found->sets.size() == 6);
  CHECK(found->sets.front().events.size() == 2);
  CHECK(found->sets.front().probability == Approx(0.02));
  CHECK(found->sets.back().probability == Approx(0.01));
  REQUIRE(found->truncation);
  CHECK_FALSE(found->truncation->all_above_cutoff);
}

}  // namespace cutpoint::testing::pair_search_test
