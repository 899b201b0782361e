// Figures of groups in time set by hand: the chain that a program holds against the model with
// these figures, compiled and solved anew.
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/analysis/availability_program.hpp"
#include "analyzer/compile/compile.hpp"
#include "tests/analyzer/failover/random_groups.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::program_chains_test {

namespace {

using Program = AvailabilityProgram;

/// Figures by part, and the model with them.
struct Setting {
  std::vector<PartFigures> figures;
  Model model;
};

Setting drawn_setting(const Model& model, const Program& program, Random& random) {
  Setting setting{{}, model};
  for (const Program::Part& part : program.parts) {
    PartFigures figures{part.mtbf, part.repair};
    // Common causes are left alone: the model has no other way to them than its document.
    if (part.component.valid() && random.chance(60)) {
      figures.mtbf *= std::pow(10.0, 4.0 * random.unit() - 2.0);
      figures.repair *= std::pow(10.0, 4.0 * random.unit() - 2.0);
      std::vector<ComponentId> ids = {part.component};
      ids.insert(ids.end(), part.alike.begin(), part.alike.end());
      setting.model = setting.model.with_figures(ids, [&](Figures& of) {
        of.mtbf = Duration::seconds(figures.mtbf * 3600.0);
        of.mttr = Duration::seconds(figures.repair * 3600.0);
        of.unavailability = figures.repair / (figures.mtbf + figures.repair);
      });
    }
    setting.figures.push_back(figures);
  }
  return setting;
}

std::vector<double> by_program(const Program& program, const std::vector<PartFigures>& figures) {
  std::vector<double> q = program.probabilities;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    set_unavailability(program.parts[i], figures[i].repair / (figures[i].mtbf + figures[i].repair),
                       q);
  }
  solve_chains(program, figures, q);
  const auto down = unavailabilities(program, q);
  return {down.begin(), down.end()};
}

/// Empty where a group's figures are but estimated with these.
std::vector<double> by_analysis(const Model& model) {
  Diagnostics diagnostics;
  const auto function = compile(model, diagnostics);
  REQUIRE(function.has_value());
  for (const FailoverGroup& group : function->failover_groups) {
    if (group.doubt != GroupDoubt::none) return {};
  }
  AnalysisOptions options;
  options.combinations = false;
  options.uncertainty.samples = 0;
  std::vector<double> down;
  for (const JourneyAnalysis& result : analyze(model, *function, options).journeys) {
    down.push_back(result.up.availability.unavailability());
  }
  return down;
}

/// How many settings were compared.
std::size_t compare_settings(const CompiledDocument& document, const Program& program,
                             Random& random, std::size_t count) {
  std::size_t compared = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Setting setting = drawn_setting(document.model, program, random);
    const std::vector<double> exact = by_analysis(setting.model);
    if (exact.empty()) continue;
    const std::vector<double> found = by_program(program, setting.figures);
    for (std::size_t j = 0; j < exact.size(); ++j) {
      CHECK(found[j] == Approx(exact[j]).epsilon(1e-9));
    }
    ++compared;
  }
  return compared;
}

}  // namespace

TEST_CASE(
    "Chains of programs: random groups in time with random figures are solved as by analysis") {
  Random random(7);
  std::size_t with_chains = 0, compared = 0;
  for (std::uint64_t seed = 1; seed <= 150; ++seed) {
    INFO("seed " << seed);
    const CompiledDocument document(random_groups_document(seed));
    const auto program = availability_program(document.model, document.function);
    if (!program || program->chains.empty()) continue;
    ++with_chains;
    compared += compare_settings(document, *program, random, 4);
  }
  CHECK(with_chains > 25);
  CHECK(compared > 80);
}

TEST_CASE("Chains of programs: members of equal figures that are other components are told apart") {
  const CompiledDocument document(
      "journeys: {use: {needs: [{any_of: [a, b, c], failover: {mode: active-passive, time: "
      "1m}}]}}\n"
      "components:\n"
      "  z: {kind: zone, mtbf: 1y, mttr: 1h}\n"
      "  a: &one {kind: service, mtbf: 30d, mttr: 1h, runs_on: z}\n"
      "  b: *one\n"
      "  c: *one\n");
  const auto program = availability_program(document.model, document.function);
  REQUIRE(program.has_value());
  CHECK(program->not_settable.empty());
  CHECK(program->chains.size() == 1);
  Random random(11);
  CHECK(compare_settings(document, *program, random, 20) > 10);
}

TEST_CASE("Chains of programs: what never fails, or is repaired at once, leaves the others") {
  const std::string text =
      "journeys: {use: {needs: [web]}}\n"
      "components:\n"
      "  h: {kind: host, mtbf: 90d, mttr: 2h}\n"
      "  web: {kind: service, replicas: 3, at_least: 2, mtbf: 30d, mttr: 1h, runs_on: h,\n"
      "        repair_crews: 1}\n";
  const CompiledDocument document(text);
  const auto program = availability_program(document.model, document.function);
  REQUIRE(program.has_value());
  REQUIRE(program->chains.size() == 1);
  const auto figures_with = [&](PartFigures of_host) {
    std::vector<PartFigures> figures;
    for (const Program::Part& part : program->parts) {
      const bool host = document.model.components[part.component].name == "h";
      figures.push_back(host ? of_host : PartFigures{part.mtbf, part.repair});
    }
    return figures;
  };
  std::vector<double> never = program->probabilities, at_once = never;
  solve_chains(*program, figures_with({std::numeric_limits<double>::infinity(), 2.0}), never);
  solve_chains(*program, figures_with({2160.0, 0.0}), at_once);
  CHECK(never == at_once);
  const Program::Part& host = program->parts.front();
  set_unavailability(host, 0.0, never);
  std::string without = text;
  without.replace(without.find("mtbf: 90d, mttr: 2h"), 19, "mtbf: never");
  CHECK(unavailabilities(*program, never)[JourneyId(0U)] ==
        Approx(by_analysis(model_of(without)).front()).epsilon(1e-9));
}

TEST_CASE("Chains of programs: one that is too large keeps its parts, and says which") {
  const CompiledDocument document(
      "journeys: {use: {needs: [web, lb]}}\n"
      "components:\n"
      "  lb: {kind: service, mtbf: 1y, mttr: 1h}\n"
      "  web: {kind: service, replicas: 5, at_least: 3, mtbf: 30d, mttr: 1h, repair_crews: 2,\n"
      "        runs_on: [h1, h2, h3, h4, h5]}\n"
      "  h1: {kind: host, mtbf: 90d, mttr: 2h}\n"
      "  h2: {kind: host, mtbf: 80d, mttr: 2h}\n"
      "  h3: {kind: host, mtbf: 70d, mttr: 2h}\n"
      "  h4: {kind: host, mtbf: 60d, mttr: 2h}\n"
      "  h5: {kind: host, mtbf: 50d, mttr: 2h}\n");
  const auto program = availability_program(document.model, document.function);
  REQUIRE(program.has_value());
  CHECK(program->chains.empty());
  CHECK(program->not_settable.size() == 6);
  REQUIRE(program->parts.size() == 1);
  CHECK(by_program(*program, {{100.0, 3.0}}).front() >
        by_program(*program, {{8760.0, 1.0}}).front());
}

}  // namespace cutpoint::testing::program_chains_test
