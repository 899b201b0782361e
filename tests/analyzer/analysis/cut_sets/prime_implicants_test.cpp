// Prime implicants against all products of random small functions.
#include "analyzer/analysis/cut_sets/prime_implicants.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile_fault_tree.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "tests/analyzer/support/random_fault_tree.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::prime_implicants_test {

namespace {

/// Events that have failed, events that work.
using Product = std::pair<State, State>;

/// Every product under which the function holds whatever the other events do; those that hold with
/// one literal less are no prime implicants.
std::set<Product> primes_of(const std::vector<bool>& value, std::uint32_t events) {
  const State states = State{1} << events;
  std::set<Product> implicants;
  for (State failed = 0; failed < states; ++failed) {
    for (State working = 0; working < states; ++working) {
      if ((failed & working) != 0) continue;
      bool always = true;
      for (State state = 0; state < states && always; ++state) {
        if ((state & failed) == failed && (state & working) == 0) always = value[state];
      }
      if (always) implicants.emplace(failed, working);
    }
  }
  std::set<Product> primes;
  for (const auto& [failed, working] : implicants) {
    bool prime = true;
    for (std::uint32_t i = 0; i < events; ++i) {
      const State bit = State{1} << i;
      if ((failed & bit) != 0) prime = prime && implicants.count({failed & ~bit, working}) == 0;
      if ((working & bit) != 0) prime = prime && implicants.count({failed, working & ~bit}) == 0;
    }
    if (prime) primes.emplace(failed, working);
  }
  return primes;
}

State state_of(const std::vector<EventId>& events) {
  State state = 0;
  for (const EventId event : events) state |= State{1} << event.value();
  return state;
}

void check_primes(const FaultTree& tree, const std::set<Product>& expected,
                  const PrimeImplicants& primes) {
  REQUIRE(primes.available);
  CHECK(primes.all_listed);
  std::set<Product> listed;
  std::vector<std::uint64_t> by_order;
  std::pair<std::size_t, double> last{0, 2.0};
  for (const PrimeImplicant& prime : primes.list) {
    listed.emplace(state_of(prime.failed), state_of(prime.working));
    const std::size_t order = prime.failed.size() + prime.working.size();
    by_order.resize(std::max(by_order.size(), order), 0);
    if (order > 0) ++by_order[order - 1];
    double probability = 1.0;
    for (const EventId e : prime.failed)
      probability *= tree.events[PrimaryEventId(e.value())].probability;
    for (const EventId e : prime.working) {
      probability *= 1.0 - tree.events[PrimaryEventId(e.value())].probability;
    }
    CHECK(prime.probability == Approx(probability).margin(1e-300));
    // By order, then by falling probability.
    CHECK((order > last.first || prime.probability <= last.second));
    CHECK(order >= last.first);
    last = {order, prime.probability};
  }
  CHECK(listed == expected);
  CHECK(listed.size() == primes.list.size());
  CHECK(by_order == primes.by_order);
}

}  // namespace

namespace {

/// Each state is true with the same chance: nothing about the function is special.
FaultTree tree_of_random_states(Random& random, std::uint32_t events) {
  FaultTree tree;
  std::vector<std::array<GateArgument, 2>> literals;
  for (std::uint32_t i = 0; i < events; ++i) {
    tree.events.push_back({fmt::format("e{}", i), "", random.unit(), {}, {}, {}});
    GateArgument plain;
    plain.event = PrimaryEventId(i);
    Gate negation;
    negation.connective = Connective::negation;
    negation.arguments = {plain};
    GateArgument negated;
    negated.gate = tree.gates.push_back(negation);
    literals.push_back({negated, plain});
  }
  Gate top;
  top.name = "top";
  const std::uint32_t percent = 20 + random.below(60);
  for (State state = 0; state < (State{1} << events); ++state) {
    if (!random.chance(percent)) continue;
    Gate all;
    all.connective = Connective::all;
    for (std::uint32_t i = 0; i < events; ++i)
      all.arguments.push_back(literals[i][state >> i & 1U]);
    GateArgument argument;
    argument.gate = tree.gates.push_back(all);
    top.arguments.push_back(argument);
  }
  tree.tops = {tree.gates.push_back(top)};
  return tree;
}

}  // namespace

TEST_CASE("prime implicants of random functions equal brute force") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261121);
  const std::uint64_t wanted = number_from_environment("CUTPOINT_TREES", 300);
  std::size_t with_negations = 0;
  for (std::uint64_t at = seed; at < seed + wanted; ++at) {
    INFO("seed " << at << " (CUTPOINT_SEED=" << at << " CUTPOINT_TREES=1)");
    Random random(at);
    const FaultTree tree = random.chance(50) ? tree_of_random_states(random, 1 + random.below(7))
                                             : random_fault_tree(random, random.chance(85));
    const auto events = static_cast<std::uint32_t>(tree.events.size());
    const CompiledFaultTree compiled = compile(tree);
    const DecisionDiagram diagram(compiled.function,
                                  {compiled.function.journey_failed[JourneyId(0U)]}, 1'000'000);
    const auto expected = primes_of(Truth(tree, tree.tops.front()).value, events);
    check_primes(tree, expected, find_prime_implicants(diagram, diagram.top(0), 100'000));
    for (const auto& [failed, working] : expected) with_negations += working != 0 ? 1 : 0;
  }
  if (wanted >= 300) CHECK(with_negations > 5 * wanted);
}

TEST_CASE("the analysis gives prime implicants where a top event is not coherent") {
  std::size_t incoherent = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    const FaultTree tree = random_fault_tree(random, true);
    const CompiledFaultTree compiled = compile(tree);
    const Analysis analysis = analyze(compiled.model, compiled.function, {});
    const JourneyAnalysis& top = analysis.journeys[JourneyId(0U)];
    CHECK(top.prime_implicants.has_value() == !top.coherent);
    if (top.coherent) continue;
    ++incoherent;
    const auto events = static_cast<std::uint32_t>(tree.events.size());
    check_primes(tree, primes_of(Truth(tree, tree.tops.front()).value, events),
                 *top.prime_implicants);
  }
  CHECK(incoherent > 10);
}

namespace {

/// Parity of many events: 2ⁿ⁻¹ prime implicants of n literals each.
FaultTree parity_of(std::uint32_t events) {
  FaultTree tree;
  GateArgument last;
  for (std::uint32_t i = 0; i < events; ++i) {
    tree.events.push_back({fmt::format("e{}", i), "", 0.25, {}, {}, {}});
    GateArgument next;
    next.event = PrimaryEventId(i);
    if (i == 0) {
      last = next;
      continue;
    }
    Gate gate;
    gate.name = fmt::format("g{}", i);
    gate.connective = Connective::exclusive;
    gate.arguments = {last, next};
    last = {};
    last.gate = tree.gates.push_back(gate);
  }
  tree.tops = {last.gate};
  return tree;
}

}  // namespace

TEST_CASE("many prime implicants are counted without being listed") {
  const FaultTree tree = parity_of(40);
  const CompiledFaultTree compiled = compile(tree);
  const Analysis analysis = analyze(compiled.model, compiled.function, {});
  const JourneyAnalysis& top = analysis.journeys[JourneyId(0U)];
  CHECK_FALSE(top.coherent);
  REQUIRE(top.prime_implicants);
  REQUIRE(top.prime_implicants->available);
  std::vector<std::uint64_t> expected(40, 0);
  expected.back() = std::uint64_t{1} << 39U;
  CHECK(top.prime_implicants->by_order == expected);
  CHECK_FALSE(top.prime_implicants->all_listed);
  CHECK(top.prime_implicants->list.empty());
}

TEST_CASE("beyond a limit no prime implicants are claimed") {
  const FaultTree tree = parity_of(12);
  const CompiledFaultTree compiled = compile(tree);
  const DecisionDiagram diagram(compiled.function,
                                {compiled.function.journey_failed[JourneyId(0U)]}, 1'000'000);
  const DecisionDiagram::Ref top = diagram.top(0);
  REQUIRE(find_prime_implicants(diagram, top, 10).available);
  CHECK(find_prime_implicants(diagram, top, 10).list.size() == 10);
  CHECK_FALSE(find_prime_implicants(diagram, top, 10).all_listed);
  PrimeImplicantLimits limits;
  limits.diagram_nodes = 20;
  CHECK_FALSE(find_prime_implicants(diagram, top, 10, limits).available);
  limits = {};
  limits.family_nodes = 20;
  CHECK_FALSE(find_prime_implicants(diagram, top, 10, limits).available);
  limits = {};
  limits.counts = 20;
  CHECK_FALSE(find_prime_implicants(diagram, top, 10, limits).available);
}

}  // namespace cutpoint::testing::prime_implicants_test
