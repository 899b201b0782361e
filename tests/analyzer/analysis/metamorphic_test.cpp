// Changes to a model of which the effect is known: other names, the dual function, a module as one
// event, common causes that take nothing or everything, extreme figures.
#include <cmath>
#include <optional>
#include <regex>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "analyzer/compile/compile_fault_tree.hpp"
#include "cutpoint/analysis.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/analyzer/support/random_fault_tree.hpp"
#include "tests/analyzer/support/random_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"
#include "tests/support/sanitized.hpp"

namespace cutpoint::testing::metamorphic_test {

namespace {

struct Analysed {
  SourceFiles sources;
  Diagnostics diagnostics;
  std::optional<Model> model;
  std::optional<StructureFunction> function;
  Analysis analysis;

  explicit Analysed(const std::string& text) {
    const Draft draft = read_architecture_text("test.yaml", text, sources, diagnostics);
    model = build_model(draft, diagnostics);
    if (!model || diagnostics.has_errors()) return;
    function = compile(*model, diagnostics);
    if (function) analysis = analyze(*model, *function, {});
  }
  [[nodiscard]] double unavailability() const {
    REQUIRE(function);
    return analysis.journeys[JourneyId(0U)].up.availability.unavailability();
  }
};

JourneyAnalysis analysed(const FaultTree& tree, const AnalysisOptions& options = {}) {
  const CompiledFaultTree compiled = compile(tree);
  return analyze(compiled.model, compiled.function, options).journeys[JourneyId(0U)];
}

double probability(const FaultTree& tree) {
  return analysed(tree).up.availability.unavailability();
}

void check_same(const JourneyAnalysis& a, const JourneyAnalysis& b) {
  // The same bits: nothing is decided by a name.
  CHECK(a.up.availability.unavailability() == b.up.availability.unavailability());
  CHECK(a.full.availability.unavailability() == b.full.availability.unavailability());
  CHECK(a.up.outages_per_year == b.up.outages_per_year);
  CHECK(a.cut_sets.by_order == b.cut_sets.by_order);
  REQUIRE(a.cut_sets.sets.size() == b.cut_sets.sets.size());
  for (std::size_t i = 0; i < a.cut_sets.sets.size(); ++i) {
    CHECK(a.cut_sets.sets[i].events == b.cut_sets.sets[i].events);
    CHECK(a.cut_sets.sets[i].defeats.size() == b.cut_sets.sets[i].defeats.size());
    REQUIRE(a.cut_sets.sets[i].cuts.size() == b.cut_sets.sets[i].cuts.size());
    for (std::size_t j = 0; j < a.cut_sets.sets[i].cuts.size(); ++j) {
      CHECK(a.cut_sets.sets[i].cuts[j].steps == b.cut_sets.sets[i].cuts[j].steps);
    }
  }
  REQUIRE(a.single_points.size() == b.single_points.size());
  for (std::size_t i = 0; i < a.single_points.size(); ++i) {
    CHECK(a.single_points[i].event == b.single_points[i].event);
    CHECK(a.single_points[i].path.steps == b.single_points[i].path.steps);
    CHECK(a.single_points[i].takes_down == b.single_points[i].takes_down);
  }
  REQUIRE(a.importance.size() == b.importance.size());
  for (std::size_t i = 0; i < a.importance.size(); ++i) {
    CHECK(a.importance[i].event == b.importance[i].event);
    CHECK(a.importance[i].birnbaum == b.importance[i].birnbaum);
    CHECK(a.importance[i].fussell_vesely == b.importance[i].fussell_vesely);
  }
  CHECK(a.dominators == b.dominators);
}

/// Components and journeys get names that sort the other way round and are longer.
std::string with_other_names(const std::string& text) {
  static const std::regex name(R"(\b([cj])([0-9]+)\b)");
  std::string out;
  auto last = text.cbegin();
  for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at) {
    out.append(last, text.cbegin() + at->position());
    out += fmt::format("x{}-{}", (*at)[1].str(), 997 - std::stoi((*at)[2].str()));
    last = text.cbegin() + at->position() + at->length();
  }
  return out.append(last, text.cend());
}

}  // namespace

TEST_CASE("other names change nothing but names") {
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    INFO("seed " << seed);
    const std::string text = write_architecture(random_draft(seed));
    const Analysed before(text);
    const std::string renamed = with_other_names(text);
    REQUIRE(renamed != text);
    const Analysed after(renamed);
    REQUIRE(before.function.has_value() == after.function.has_value());
    if (!before.function) continue;
    ++compared;
    REQUIRE(before.analysis.journeys.size() == after.analysis.journeys.size());
    for (std::size_t i = 0; i < before.analysis.journeys.size(); ++i) {
      check_same(before.analysis.journeys[JourneyId(i)], after.analysis.journeys[JourneyId(i)]);
    }
    CHECK(before.analysis.articulation_points == after.analysis.articulation_points);
  }
  CHECK(compared > 100);
}

namespace {

/// Every gate its opposite under opposite events: the top is then false exactly where the first was
/// true with all events turned round.
FaultTree dual_of(FaultTree tree) {
  for (Gate& gate : tree.gates) {
    const auto count = static_cast<std::uint32_t>(gate.arguments.size());
    switch (gate.connective) {
      case Connective::all:
        gate.connective = Connective::any;
        break;
      case Connective::any:
        gate.connective = Connective::all;
        break;
      case Connective::at_least:
        // Not at least k of n opposites: at least n − k + 1 of them.
        if (gate.least > count) {
          gate.connective = Connective::all;
          gate.arguments.clear();
        } else if (gate.least == 0) {
          gate.connective = Connective::any;
          gate.arguments.clear();
        } else {
          gate.least = count - gate.least + 1;
        }
        break;
      case Connective::not_all:
        gate.connective = Connective::not_any;
        break;
      case Connective::not_any:
        gate.connective = Connective::not_all;
        break;
      case Connective::exclusive:
        gate.connective = Connective::equal;
        break;
      case Connective::equal:
        gate.connective = Connective::exclusive;
        break;
      case Connective::negation:
        break;
      case Connective::cardinality:
      case Connective::implies:
        FAIL("has no dual among the gates");
    }
    for (GateArgument& argument : gate.arguments) {
      if (!argument.gate.valid() && !argument.event.valid() && !argument.house.valid()) {
        argument.constant = !argument.constant;
      }
    }
  }
  for (PrimaryEvent& event : tree.events) event.probability = 1.0 - event.probability;
  for (HouseEvent& event : tree.house_events) event.occurred = !event.occurred;
  return tree;
}

bool has_dual(const FaultTree& tree) {
  for (const Gate& gate : tree.gates) {
    if (gate.connective == Connective::cardinality || gate.connective == Connective::implies) {
      return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE("the dual function has the opposite probability") {
  std::size_t compared = 0;
  std::size_t between = 0;
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    const FaultTree tree =
        random.chance(50) ? random_rich_tree(random) : random_fault_tree(random, true);
    if (!has_dual(tree)) continue;
    ++compared;
    const double p = probability(tree);
    CHECK(probability(dual_of(tree)) == Approx(1.0 - p).margin(1e-12));
    between += p > 0.001 && p < 0.999 ? 1 : 0;
  }
  CHECK(compared > 700);
  CHECK(between > 500);
}

namespace {

/// A gate of the first tree's top and a copy of the second tree in the place of one event.
FaultTree with_module(const FaultTree& outer, std::uint32_t event, const FaultTree& inner) {
  FaultTree joined = outer;
  const auto events = static_cast<std::uint32_t>(outer.events.size());
  const auto gates = static_cast<std::uint32_t>(outer.gates.size());
  const auto houses = static_cast<std::uint32_t>(outer.house_events.size());
  for (PrimaryEvent copy : inner.events) {
    copy.name = "inner-" + copy.name;
    joined.events.push_back(copy);
  }
  for (const HouseEvent& house : inner.house_events) joined.house_events.push_back(house);
  GateArgument module;
  module.gate = GateId(gates + inner.tops.front().value());
  for (Gate& gate : joined.gates) {
    for (GateArgument& argument : gate.arguments) {
      if (argument.event.valid() && argument.event.value() == event) argument = module;
    }
  }
  for (Gate copy : inner.gates) {
    copy.name = "inner-" + copy.name;
    for (GateArgument& argument : copy.arguments) {
      if (argument.gate.valid()) argument.gate = GateId(gates + argument.gate.value());
      if (argument.event.valid()) argument.event = PrimaryEventId(events + argument.event.value());
      if (argument.house.valid()) argument.house = HouseEventId(houses + argument.house.value());
    }
    joined.gates.push_back(copy);
  }
  return joined;
}

}  // namespace

TEST_CASE("an event of a module's probability stands for the module") {
  std::size_t mattered = 0;
  for (std::uint64_t seed = 1; seed <= 800; ++seed) {
    INFO("seed " << seed);
    Random random(seed);
    FaultTree outer = random_rich_tree(random);
    const FaultTree inner =
        random.chance(50) ? random_rich_tree(random) : random_fault_tree(random, true);
    const std::uint32_t event = random.below(static_cast<std::uint32_t>(outer.events.size()));
    const double with = probability(with_module(outer, event, inner));
    const double before = probability(outer);
    outer.events[PrimaryEventId(event)].probability = probability(inner);
    CHECK(with == Approx(probability(outer)).epsilon(1e-11).margin(1e-13));
    mattered += std::abs(with - before) > 1e-6 ? 1 : 0;
  }
  CHECK(mattered > 300);
}

TEST_CASE("a beta of nothing is independence, a beta of everything one shared event") {
  const auto pair = [](const std::string& cause) {
    return Analysed(
               "cutpoint: 1\njourneys: {use: {needs: [web, {any_of: [a, b, c]}]}}\n"
               "components:\n  web: {kind: service, availability: 99%}\n"
               "  a: {kind: vm, availability: 90%}\n  b: {kind: vm, availability: 90%}\n"
               "  c: {kind: vm, availability: 80%}\n" +
               cause)
        .unavailability();
  };
  const double web = 0.01;
  CHECK(pair("") == Approx(1 - (1 - web) * (1 - 0.1 * 0.1 * 0.2)).epsilon(1e-12));
  CHECK(pair("common_causes: {image: {members: [a, b], beta: 0%}}\n") ==
        Approx(pair("")).epsilon(1e-12));
  CHECK(pair("common_causes: {image: {members: [a, b], beta: 100%}}\n") ==
        Approx(1 - (1 - web) * (1 - 0.1 * 0.2)).epsilon(1e-12));
  for (const double beta : {1e-12, 0.1, 0.5, 0.999999}) {
    const double own = (0.1 - beta * 0.1) / (1 - beta * 0.1);
    const double both = beta * 0.1 + (1 - beta * 0.1) * own * own;
    CHECK(pair(fmt::format("common_causes: {{image: {{members: [a, b], beta: {:.15f}}}}}\n",
                           beta)) == Approx(1 - (1 - web) * (1 - both * 0.2)).epsilon(1e-11));
  }
}

TEST_CASE("beta 0 and 1 on random models") {
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    INFO("seed " << seed);
    Draft draft = random_draft(seed);
    if (draft.components.size() < 3) continue;
    const auto with = [&](const char* cause) {
      // Three single components with the same figures, behind whatever the seed made.
      const std::string extra = fmt::format(
          "cutpoint: 1\njourneys: {{all: {{needs: [{{any_of: [s1, s2, {}]}}]}}}}\ncomponents:\n"
          "  s1: {{kind: vm, availability: 95%}}\n  s2: {{kind: vm, availability: 95%}}\n{}",
          draft.components[1].name.value, cause);
      SourceFiles sources;
      Diagnostics diagnostics;
      Draft merged = read_architecture_text("extra.yaml", extra, sources, diagnostics);
      merged.links = draft.links;
      merged.components.insert(merged.components.end(), draft.components.begin(),
                               draft.components.end());
      const auto model = build_model(merged, diagnostics);
      if (!model) return -1.0;
      const auto function = compile(*model, diagnostics);
      if (!function) return -1.0;
      return analyze(*model, *function, {})
          .journeys[JourneyId(0U)]
          .up.availability.unavailability();
    };
    const double independent = with("");
    if (independent <= 0.0) continue;
    ++compared;
    CHECK(with("common_causes: {k: {members: [s1, s2], beta: 0}}\n") ==
          Approx(independent).epsilon(1e-12));
    // One shared event of 5 % instead of two: twenty times as probable.
    CHECK(with("common_causes: {k: {members: [s1, s2], beta: 1}}\n") ==
          Approx(20 * independent).epsilon(1e-11));
  }
  CHECK(compared > 100);
}

TEST_CASE("figures at the ends of the scale keep their digits") {
  for (const double q : {1e-12, 1e-300, 1.0 - 1e-12, 0.0, 1.0}) {
    INFO("q " << q);
    for (std::uint32_t n : {1U, 2U, 3U, 10U}) {
      FaultTree tree;
      Gate any;
      any.name = "top";
      for (std::uint32_t i = 0; i < n; ++i) {
        tree.events.push_back({fmt::format("e{}", i), "", q, {}, {}, {}});
        GateArgument argument;
        argument.event = PrimaryEventId(i);
        any.arguments.push_back(argument);
      }
      Gate all = any;
      all.connective = Connective::all;
      tree.tops = {tree.gates.push_back(any)};
      CHECK(probability(tree) == Approx(-std::expm1(n * std::log1p(-q))).epsilon(1e-13));
      tree.gates[GateId(0U)] = all;
      CHECK(probability(tree) == Approx(std::pow(q, n)).epsilon(1e-13).margin(1e-320));
      const JourneyAnalysis top = analysed(tree);
      for (const Importance& row : top.importance) {
        CHECK(std::isfinite(row.birnbaum));
        CHECK(!std::isnan(row.criticality));
        CHECK(!std::isnan(row.risk_achievement_worth));
        CHECK(!std::isnan(row.risk_reduction_worth));
        CHECK(!std::isnan(row.diagnostic));
        if (row.fussell_vesely) CHECK(*row.fussell_vesely == Approx(1.0));
      }
    }
  }
}

TEST_CASE("a million events under one gate") {
  constexpr std::uint32_t events = by_sanitizer(1'000'000U, 100'000U);
  constexpr std::uint32_t pair_count = events / 2;
  FaultTree tree;
  Gate pairs;
  pairs.name = "top";
  for (std::uint32_t i = 0; i < events; i += 2) {
    Gate pair;
    pair.name = fmt::format("g{}", i / 2);
    pair.connective = Connective::all;
    for (const std::uint32_t event : {i, i + 1}) {
      tree.events.push_back({fmt::format("e{}", event), "", 1e-3, {}, {}, {}});
      GateArgument argument;
      argument.event = PrimaryEventId(event);
      pair.arguments.push_back(argument);
    }
    GateArgument argument;
    argument.gate = tree.gates.push_back(pair);
    pairs.arguments.push_back(argument);
  }
  tree.tops = {tree.gates.push_back(pairs)};
  AnalysisOptions options;
  options.most_probable_first = true;
  options.max_order.reset();
  options.listed_cut_sets = 5;
  const JourneyAnalysis top = analysed(tree, options);
  CHECK(top.up.method == Method::exact);
  CHECK(top.up.availability.unavailability() ==
        Approx(-std::expm1(pair_count * std::log1p(-1e-6))).epsilon(1e-10));
  CHECK(top.cut_sets.by_order == std::vector<std::uint64_t>{0, pair_count});
  REQUIRE(top.cut_sets.sets.size() == 5);
  REQUIRE(top.cut_sets.truncation);
  CHECK(top.cut_sets.truncation->left_out == events / 2 - 5);
  CHECK(top.cut_sets.sets.front().defeats.size() == 1);
}

}  // namespace cutpoint::testing::metamorphic_test
