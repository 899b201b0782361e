// Listed cut sets: by probability, cut off with a stated error, explained; Fussell-Vesely.
#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/analysis/cut_sets/fussell_vesely.hpp"
#include "analyzer/analysis/cut_sets/sums.hpp"
#include "analyzer/analysis/cut_sets/truncation.hpp"
#include "analyzer/compile/compile.hpp"
#include "analyzer/compile/compile_fault_tree.hpp"
#include "cutpoint/analysis.hpp"
#include "model/architecture/build_model.hpp"
#include "tests/analyzer/support/random_fault_tree.hpp"
#include "tests/analyzer/support/random_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::cut_set_test {

namespace {

State state_of(const std::vector<EventId>& events) {
  State state = 0;
  for (const EventId event : events) state |= State{1} << event.value();
  return state;
}

FaultTree random_sample(Random& random) {
  return random.chance(70) ? random_rich_tree(random) : random_fault_tree(random, false);
}

/// The first journey of a random coherent tree that is not constant.
struct Sample {
  FaultTree tree;
  CompiledFaultTree compiled;
  Truth truth;

  explicit Sample(FaultTree made)
      : tree(std::move(made)), compiled(compile(tree)), truth(tree, tree.tops.front()) {}
  [[nodiscard]] JourneyAnalysis analyzed(const AnalysisOptions& options) const {
    return analyze(compiled.model, compiled.function, options).journeys[JourneyId(0U)];
  }
  [[nodiscard]] double q(std::size_t event) const {
    return tree.events[PrimaryEventId(event)].probability;
  }
  [[nodiscard]] double probability_of(State set) const {
    double p = 1.0;
    for (std::size_t i = 0; i < tree.events.size(); ++i) {
      if ((set >> i & 1U) != 0) p *= q(i);
    }
    return p;
  }
};

void check_truncated(const Sample& sample, std::size_t limit, std::optional<double> cutoff) {
  AnalysisOptions options;
  options.max_order.reset();
  options.most_probable_first = true;
  options.listed_cut_sets = limit;
  options.cutoff = cutoff;
  const JourneyAnalysis top = sample.analyzed(options);
  REQUIRE(top.cut_sets.truncation);
  const CutSetTruncation& truncation = *top.cut_sets.truncation;
  std::vector<double> all;
  for (const State set : sample.truth.minimal) all.push_back(sample.probability_of(set));
  std::sort(all.rbegin(), all.rend());
  std::size_t expected = 0;
  while (expected < all.size() && (!cutoff || all[expected] >= *cutoff)) ++expected;
  CHECK(truncation.all_above_cutoff == (expected <= limit));
  expected = std::min(expected, limit);
  REQUIRE(top.cut_sets.sets.size() == expected);
  std::set<State> kept;
  for (std::size_t i = 0; i < expected; ++i) {
    CHECK(top.cut_sets.sets[i].probability == Approx(all[i]).epsilon(1e-12).margin(1e-300));
    const State set = state_of(top.cut_sets.sets[i].events);
    CHECK(sample.truth.minimal.count(set) == 1);
    kept.insert(set);
  }
  CHECK(kept.size() == expected);
  CHECK(truncation.left_out == all.size() - expected);
  const double explained = sample.truth.union_of(kept);
  const double error = sample.truth.probability - explained;
  constexpr double rounding = 1e-13;
  CHECK(truncation.kept_lower <= explained + rounding);
  CHECK(truncation.kept_upper >= explained - rounding);
  CHECK(truncation.error_lower <= error + rounding);
  CHECK(truncation.error_upper >= error - rounding);
  // Small diagrams: exact but for rounding.
  CHECK(truncation.error_upper - truncation.error_lower < 1e-12);
}

}  // namespace

TEST_CASE("the most probable cut sets and what they miss equal brute force") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261121);
  const std::uint64_t wanted = number_from_environment("CUTPOINT_TREES", 600);
  std::size_t truncated = 0;
  for (std::uint64_t at = seed; at < seed + wanted; ++at) {
    INFO("seed " << at << " (CUTPOINT_SEED=" << at << " CUTPOINT_TREES=1)");
    Random random(at);
    const Sample sample(random_sample(random));
    check_truncated(sample, 1 + random.below(6), std::nullopt);
    const double cutoff = std::pow(10.0, -3.0 * random.unit());
    check_truncated(sample, 1000, cutoff);
    check_truncated(sample, 1 + random.below(3), cutoff);
    truncated += sample.truth.minimal.size() > 3 ? 1 : 0;
  }
  if (wanted >= 500) CHECK(truncated > wanted / 10);
}

TEST_CASE("a union that does not fit is bounded") {
  std::size_t bounded = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    const Sample sample(random_sample(random));
    const auto sets = sample.analyzed({}).cut_sets.sets;
    std::set<State> states;
    for (const CutSet& set : sets) states.insert(state_of(set.events));
    const double exact = sample.truth.union_of(states);
    const IdVector<EventId, std::uint32_t> ranks(sample.tree.events.size(), 0);
    for (const std::size_t budget : {1U, 3U, 5U, 8U, 1000U}) {
      const auto bounds = union_probability(sample.compiled.function, ranks, sets, budget);
      CHECK(bounds.lower <= exact + 1e-13);
      CHECK(bounds.upper >= exact - 1e-13);
      bounded += bounds.upper - bounds.lower > 1e-6 ? 1 : 0;
      if (budget == 1000U) CHECK(bounds.upper - bounds.lower < 1e-12);
    }
  }
  CHECK(bounded > 100);
}

TEST_CASE("Fussell-Vesely equals brute force and lies within its bounds") {
  std::size_t shared = 0;
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    const Sample sample(random_sample(random));
    if (sample.truth.probability <= 0.0) continue;
    const auto& function = sample.compiled.function;
    const DecisionDiagram diagram(function, {function.journey_failed[JourneyId(0U)]}, 1'000'000);
    const NodeProbabilities probabilities(diagram);
    CutSetFamilies families(diagram, std::nullopt, 1'000'000);
    const Zdd::Ref family = families.of(diagram.top(0));
    const std::vector<Importance> exact = sample.analyzed({}).importance;
    const auto sums = sums_by_event(families, family);
    std::vector<Importance> with_sums = exact;
    std::vector<Importance> without = exact;
    EngineMeter meter(EngineBudget{}, 0);
    add_fussell_vesely(diagram, probabilities, diagram.top(0), {}, without, {}, meter);
    add_fussell_vesely(diagram, probabilities, diagram.top(0), {&families, family}, with_sums, {},
                       meter);
    for (std::size_t i = 0; i < exact.size(); ++i) {
      std::set<State> with_event;
      for (const State set : sample.truth.minimal) {
        if ((set >> exact[i].event.value() & 1U) != 0) with_event.insert(set);
      }
      double sum = 0.0;
      for (const State set : with_event) sum += sample.probability_of(set);
      CHECK(sums[exact[i].event] == Approx(sum).epsilon(1e-12).margin(1e-300));
      const double truth = sample.truth.union_of(with_event) / sample.truth.probability;
      REQUIRE(exact[i].fussell_vesely);
      CHECK(*exact[i].fussell_vesely == Approx(truth).epsilon(1e-9).margin(1e-12));
      REQUIRE(exact[i].fussell_vesely_bounds);
      CHECK(exact[i].fussell_vesely_bounds->first == exact[i].fussell_vesely_bounds->second);
      REQUIRE(with_sums[i].fussell_vesely);
      CHECK(*with_sums[i].fussell_vesely == Approx(truth).epsilon(1e-9).margin(1e-12));
      REQUIRE(without[i].fussell_vesely_bounds);
      CHECK(without[i].fussell_vesely_bounds->first <= truth * (1 + 1e-9));
      CHECK(without[i].fussell_vesely_bounds->second >= truth * (1 - 1e-9));
      shared += with_event.size() > 1 ? 1 : 0;
    }
  }
  CHECK(shared > 300);
}

namespace {

/// Nodes that the set changes, on ways of such nodes down from the journey.
IdVector<NodeId, std::uint8_t> changed_below(const StructureFunction& function, NodeId top,
                                             const IdVector<NodeId, std::uint8_t>& failed,
                                             const IdVector<NodeId, std::uint8_t>& with_nothing) {
  IdVector<NodeId, std::uint8_t> inside(function.nodes.size(), 0);
  std::vector<NodeId> open{top};
  while (!open.empty()) {
    const NodeId at = open.back();
    open.pop_back();
    if (inside[at] != 0 || failed[at] == with_nothing[at]) continue;
    inside[at] = 1;
    for (const NodeId child : function.children_of(at)) open.push_back(child);
  }
  return inside;
}

/// What must hold of an explained set, told by evaluating one subset after the other.
void check_explanation(const Model& model, const StructureFunction& function,
                       const JourneyAnalysis& journey, const CutSet& set) {
  const auto failed = evaluate(function, set.events);
  std::vector<IdVector<NodeId, std::uint8_t>> alone, without;
  for (const EventId event : set.events) {
    alone.push_back(evaluate(function, std::array{event}));
    std::vector<EventId> others = set.events;
    std::erase(others, event);
    without.push_back(evaluate(function, others));
  }
  const auto with_nothing = evaluate(function, {});
  const auto below =
      changed_below(function, function.journey_failed[journey.journey], failed, with_nothing);
  std::set<NodeId> expected;
  for (const RedundancyGroup& group : function.groups) {
    if (below[group.node] == 0 || failed[group.node] == 0 || with_nothing[group.node] != 0)
      continue;
    const bool by_one = std::any_of(alone.begin(), alone.end(),
                                    [&](const auto& state) { return state[group.node] != 0; });
    if (!by_one || set.events.size() == 1) expected.insert(group.node);
  }
  std::set<NodeId> listed;
  for (const DefeatedRedundancy& defeated : set.defeats) {
    const NodeId node = function.groups[defeated.group].node;
    CHECK(listed.insert(node).second);
    std::vector<EventId> by;
    for (std::size_t i = 0; i < set.events.size(); ++i) {
      if (without[i][node] == 0) by.push_back(set.events[i]);
    }
    CHECK(defeated.by == by);
  }
  CHECK(listed == expected);
  for (const FailurePath& path : set.cuts) {
    REQUIRE_FALSE(path.steps.empty());
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
      const ComponentId step = path.steps[i];
      REQUIRE(step.index() < model.components.size());
      // The search may pass through a network whose elements have not failed themselves, and from
      // an instance to the one that it sits on, of a pool that goes on.
      const bool seat = i > 0 && model.components[step].is_pool() &&
                        model.components[path.steps[i - 1]].is_pinned();
      if (!function.reachabilities.empty() || seat) continue;
      CHECK(failed[function.component_failed[step]] != 0);
    }
  }
}

}  // namespace

TEST_CASE("cut sets of random models are explained by what they defeat") {
  std::size_t explained = 0, defeated = 0, cut = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    INFO("seed " << seed);
    Diagnostics diagnostics;
    const auto model = build_model(random_draft(seed), diagnostics);
    if (!model) continue;
    const auto function = compile(*model, diagnostics);
    if (!function) continue;
    AnalysisOptions options;
    options.max_order = 3;
    const Analysis analysis = analyze(*model, *function, options);
    for (const JourneyAnalysis& journey : analysis.journeys) {
      for (const CutSet& set : journey.cut_sets.sets) {
        if (set.events.empty()) continue;
        REQUIRE(set.explained);
        check_explanation(*model, *function, journey, set);
        ++explained;
        defeated += set.defeats.empty() ? 0 : 1;
        cut += set.cuts.empty() ? 0 : 1;
      }
    }
  }
  CHECK(explained > 500);
  CHECK(defeated > 200);
  CHECK(cut > 400);
}

TEST_CASE("cut sets of random fault trees are explained by their gates") {
  std::size_t defeated = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    const FaultTree tree =
        random.chance(50) ? random_rich_tree(random) : random_fault_tree(random, true);
    const CompiledFaultTree compiled = compile(tree);
    const Analysis analysis = analyze(compiled.model, compiled.function, {});
    for (const JourneyAnalysis& journey : analysis.journeys) {
      for (const CutSet& set : journey.cut_sets.sets) {
        if (set.events.empty()) continue;
        REQUIRE(set.explained);
        CHECK(set.cuts.empty());
        check_explanation(compiled.model, compiled.function, journey, set);
        defeated += set.defeats.size();
      }
    }
  }
  CHECK(defeated > 100);
}

}  // namespace cutpoint::testing::cut_set_test
