// The engine against brute force over all states of random small models.
#include <algorithm>
#include <cmath>
#include <set>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "cutpoint/analysis.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/analyzer/support/oracle.hpp"
#include "tests/analyzer/support/random_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::property_test {

namespace {

constexpr std::size_t most_events = 16;

bool relatively_near(double actual, double expected, double relative) {
  return std::abs(actual - expected) <= relative * std::abs(expected) + 1e-300;
}

/// Everything that brute force says about one journey.
struct BruteForce {
  double down = 0;
  double not_full = 0;
  double outages_per_year = 0;
  std::set<std::set<std::string>> cut_sets;  ///< minimal, up to order 3
  std::vector<double> birnbaum;
};

BruteForce brute_force(const Oracle& oracle, std::size_t journey) {
  const auto& events = oracle.events();
  const std::size_t states = std::size_t{1} << events.size();
  BruteForce result;
  std::vector<bool> down(states);
  std::vector<double> probability(states, 1.0);
  for (std::size_t state = 0; state < states; ++state) {
    std::set<std::string> occurred;
    for (std::size_t i = 0; i < events.size(); ++i) {
      const bool failed = (state >> i & 1U) != 0;
      if (failed) occurred.insert(events[i].name);
      probability[state] *= failed ? events[i].unavailability : 1 - events[i].unavailability;
    }
    down[state] = oracle.evaluate(occurred, false).journey_failed[journey];
    if (down[state]) result.down += probability[state];
    if (oracle.evaluate(occurred, true).journey_failed[journey])
      result.not_full += probability[state];
  }
  for (std::size_t i = 0; i < events.size(); ++i) {
    double difference = 0;
    const double q = events[i].unavailability;
    for (std::size_t state = 0; state < states; ++state) {
      if ((state >> i & 1U) != 0 || down[state] == down[state | std::size_t{1} << i]) continue;
      difference += probability[state] / (1 - q);
    }
    result.birnbaum.push_back(difference);
    result.outages_per_year += difference * events[i].rate_per_hour * (1 - q) * 8760;
  }
  for (std::size_t state = 0; state < states; ++state) {
    if (!down[state] || __builtin_popcountll(state) > 3) continue;
    bool minimal = true;
    std::set<std::string> names;
    for (std::size_t i = 0; i < events.size(); ++i) {
      if ((state >> i & 1U) == 0) continue;
      minimal = minimal && !down[state & ~(std::size_t{1} << i)];
      names.insert(events[i].name);
    }
    if (minimal) result.cut_sets.insert(names);
  }
  return result;
}

std::set<std::string> names_of(const StructureFunction& function,
                               const std::vector<EventId>& events) {
  std::set<std::string> names;
  for (const EventId event : events) names.insert(function.events[event].name);
  return names;
}

void compare_journey(const Model& model, const StructureFunction& function, const Oracle& oracle,
                     const JourneyAnalysis& actual) {
  const BruteForce expected = brute_force(oracle, actual.journey.index());
  INFO("journey " << model.journeys[actual.journey].name);
  CHECK(actual.up.method == Method::exact);
  CHECK(relatively_near(actual.up.availability.unavailability(), expected.down, 1e-12));
  CHECK(relatively_near(actual.full.availability.unavailability(), expected.not_full, 1e-12));
  // Birnbaum differences cancel where a journey is nearly always down: relative to the largest
  // term.
  CHECK(std::abs(*actual.up.outages_per_year - expected.outages_per_year) <=
        1e-11 * expected.outages_per_year + 1e-11);
  std::set<std::set<std::string>> points;
  for (const SinglePoint& point : actual.single_points) {
    points.insert(names_of(function, {point.event}));
  }
  std::set<std::set<std::string>> expected_points;
  for (const auto& set : expected.cut_sets) {
    if (set.size() == 1) expected_points.insert(set);
  }
  CHECK(points == expected_points);
  std::set<std::set<std::string>> sets;
  for (const CutSet& set : actual.cut_sets.sets) sets.insert(names_of(function, set.events));
  const bool always_down = sets.count({}) > 0;
  if (!always_down) CHECK(sets == expected.cut_sets);
  for (const Importance& row : actual.importance) {
    for (std::size_t i = 0; i < oracle.events().size(); ++i) {
      if (oracle.events()[i].name != function.events[row.event].name) continue;
      CHECK(std::abs(row.birnbaum - expected.birnbaum[i]) <= 1e-12);
    }
  }
}

/// Components and journeys in random states, and the consequences of failures.
void compare_states(const Model& model, const StructureFunction& function, const Oracle& oracle,
                    Random& random) {
  for (int round = 0; round < 20; ++round) {
    std::set<std::string> occurred;
    std::vector<EventId> ids;
    for (std::size_t i = 0; i < function.events.size(); ++i) {
      if (!function.events[EventId(i)].can_fail || !random.chance(30)) continue;
      ids.emplace_back(i);
      occurred.insert(function.events[EventId(i)].name);
    }
    const Oracle::State expected = oracle.evaluate(occurred, false);
    const auto failed = evaluate(function, ids);
    for (std::size_t i = 0; i < model.components.size(); ++i) {
      CHECK((failed[function.component_failed[ComponentId(i)]] != 0) ==
            expected.component_failed[i]);
    }
    const Consequence consequence = what_if(model, function, ids);
    const Oracle::State full = oracle.evaluate(occurred, true);
    using State = Consequence::JourneyState::State;
    for (std::size_t i = 0; i < model.journeys.size(); ++i) {
      const State state = expected.journey_failed[i] ? State::down
                          : full.journey_failed[i]   ? State::degraded
                                                     : State::up;
      CHECK(consequence.journeys[JourneyId(i)].state == state);
    }
  }
}

/// Hidden common causes are exactly the events outside a group below the journey that alone fail
/// it: checked with the engine's own evaluation, which the oracle has vouched for.
void compare_common_causes(const StructureFunction& function, const JourneyAnalysis& journey) {
  std::set<std::pair<std::string, std::string>> actual;
  for (const HiddenCommonCause& cause : journey.hidden_common_causes) {
    actual.emplace(function.events[cause.event].name, function.groups[cause.group].name);
  }
  std::vector<bool> below(function.nodes.size(), false);
  below[function.journey_failed[journey.journey].index()] = true;
  below[function.journey_not_full[journey.journey].index()] = true;
  for (std::size_t i = function.nodes.size(); i-- > 0;) {
    if (!below[i]) continue;
    for (const NodeId child : function.children_of(NodeId(i))) below[child.index()] = true;
  }
  const auto untouched = evaluate(function, {});
  std::set<std::pair<std::string, std::string>> expected;
  for (std::size_t e = 0; e < function.events.size(); ++e) {
    const BasicEvent& event = function.events[EventId(e)];
    if (!event.can_fail || event.kind == EventKind::fallback) continue;
    const std::vector<EventId> alone{EventId(e)};
    const auto failed = evaluate(function, alone);
    for (const RedundancyGroup& group : function.groups) {
      const bool inside = event.kind == EventKind::component &&
                          std::find(group.members.begin(), group.members.end(), event.component) !=
                              group.members.end();
      // A group that never works is defeated by nothing in particular.
      if (inside || !below[group.node.index()] || untouched[group.node] != 0) continue;
      if (failed[group.node] != 0) expected.emplace(event.name, group.name);
    }
  }
  CHECK(actual == expected);
}

}  // namespace

TEST_CASE("random models equal brute force over all states") {
  const std::uint64_t seed = number_from_environment("CUTPOINT_SEED", 20261121);
  const std::uint64_t wanted = number_from_environment("CUTPOINT_MODELS", 2000);
  std::uint64_t compared = 0;
  std::uint64_t tried = 0;
  for (std::uint64_t at = seed; compared < wanted; ++at) {
    REQUIRE(++tried < 20 * wanted);
    const Draft draft = random_draft(at);
    Diagnostics diagnostics;
    const auto model = build_model(draft, diagnostics);
    if (!model) continue;
    const auto function = compile(*model, diagnostics);
    if (!function) continue;
    const Oracle oracle(*model);
    if (oracle.events().size() > (compared % 20 == 0 ? most_events : 10)) continue;
    ++compared;
    INFO("seed " << at << " (CUTPOINT_SEED=" << at << " CUTPOINT_MODELS=1)\n"
                 << write_architecture(draft));
    REQUIRE(is_well_formed(*function));
    AnalysisOptions options;
    options.max_order = 3;
    options.listed_cut_sets = 100000;
    const Analysis analysis = analyze(*model, *function, options);
    for (const JourneyAnalysis& journey : analysis.journeys) {
      compare_journey(*model, *function, oracle, journey);
      compare_common_causes(*function, journey);
    }
    Random random(at);
    compare_states(*model, *function, oracle, random);
  }
}

}  // namespace cutpoint::testing::property_test
