// Open-PSA files against what a user sees: all findings at once, and the numbers behind the
// elements.
#include "importer/open_psa/open_psa.hpp"

#include <cmath>
#include <filesystem>
#include <map>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile_fault_tree.hpp"
#include "cutpoint/rendering.hpp"
#include "importer/importing.hpp"
#include "renderer/writing/reports.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/text_files.hpp"

namespace cutpoint::testing::open_psa_test {

namespace {

struct Reading {
  std::optional<FaultTree> tree;
  std::string findings;
};

Reading read(const std::vector<std::string>& texts, double mission_hours = 8760) {
  TextFiles files;
  FaultTreeInput input;
  input.mission_hours = mission_hours;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    input.paths.push_back(fmt::format("{}.xml", i));
    files.texts[input.paths.back()] = texts[i];
  }
  SourceFiles sources;
  Diagnostics diagnostics;
  Reading result;
  result.tree = read_fault_tree(input, files, sources, diagnostics);
  diagnostics.sort_by_place();
  result.findings = render_diagnostics(diagnostics, sources, false);
  return result;
}

/// A tree whose only event has this expression.
std::string with_expression(const std::string& expression) {
  return "<opsa-mef><define-fault-tree name='F'><define-gate name='top'><or><basic-event "
         "name='a'/></or></define-gate></define-fault-tree><model-data><define-basic-event "
         "name='a'>" +
         expression + "</define-basic-event></model-data></opsa-mef>";
}

std::string with_formula(const std::string& formula) {
  return "<opsa-mef><define-fault-tree name='F'><define-gate name='top'>" + formula +
         "</define-gate></define-fault-tree><model-data><define-basic-event name='a'><float "
         "value='0.25'/></define-basic-event><define-basic-event name='b'><float "
         "value='0.5'/></define-basic-event></model-data></opsa-mef>";
}

double value_of(const std::string& expression, double mission_hours = 8760) {
  const Reading result = read({with_expression(expression)}, mission_hours);
  INFO(expression << "\n" << result.findings);
  REQUIRE(result.tree);
  return result.tree->events[PrimaryEventId(0U)].probability;
}

double top_probability(const std::string& text) {
  const Reading result = read({text});
  INFO(text << "\n" << result.findings);
  REQUIRE(result.tree);
  const CompiledFaultTree compiled = compile(*result.tree);
  const Analysis analysis = analyze(compiled.model, compiled.function);
  REQUIRE(analysis.journeys.size() == 1);
  return analysis.journeys[JourneyId(0U)].up.availability.unavailability();
}

std::string number(double value) {
  return fmt::format("<float value='{}'/>", value);
}

std::string call(const std::string& name, const std::vector<double>& arguments) {
  std::string out = "<" + name + ">";
  for (const double argument : arguments) out += number(argument);
  return out + "</" + name + ">";
}

}  // namespace

TEST_CASE("wrong Open-PSA files") {
  std::size_t count = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(source_path("tests/importer/open_psa"))) {
    if (entry.path().extension() != ".xml") continue;
    ++count;
    INFO(entry.path().filename());
    const Reading result = read({read_file(entry.path().string())});
    CHECK_FALSE(result.tree);
    check_golden("tests/importer/open_psa/" + entry.path().stem().string() + ".expected",
                 result.findings);
  }
  CHECK(count >= 7);
}

TEST_CASE("values of expressions, checked by hand or against another tool") {
  // The last five were computed by scram 0.16.2.
  const std::map<std::string, double> cases = {
      {call("exponential", {1e-3, 100}), 1 - std::exp(-0.1)},
      {call("exponential", {1e-12, 1}), 1e-12},
      {call("Weibull", {100, 2, 0, 50}), 1 - std::exp(-0.25)},
      {call("Weibull", {100, 2, 60, 50}), 0.0},
      {call("GLM", {0.25, 0, 0, 100}), 0.25},
      {call("GLM", {0, 0.1, 0.3, 1e6}), 0.25},
      {call("uniform-deviate", {0.1, 0.3}), 0.2},
      {call("normal-deviate", {0.3, 0.1}), 0.3},
      {call("lognormal-deviate", {0.01, 3, 0.95}), 0.01},
      {call("gamma-deviate", {2, 0.1}), 0.2},
      {call("beta-deviate", {1, 3}), 0.25},
      {call("sub", {1, 0.25, 0.25}), 0.5},
      {call("div", {1, 2, 2}), 0.25},
      {"<div><mod><int value='17'/><int value='5'/></mod><int value='10'/></div>", 0.2},
      {"<ite><bool value='false'/><div><int value='1'/><int value='0'/></div><float "
       "value='0.5'/></ite>",
       0.5},
      {"<switch><case><lt><int value='3'/><int value='2'/></lt><float value='0.1'/></case><float "
       "value='0.3'/></switch>",
       0.3},
      {call("GLM", {0.1, 1e-3, 0.02, 50}), 0.0659491},
      {call("periodic-test", {1e-4, 100, 30, 555}), 0.00249688},
      {call("periodic-test", {7e-3, 5e-2, 20, 30, 555}), 0.171376},
      {call("periodic-test", {7e-3, 7e-3, 20, 30, 555}), 0.51663},
      {call("Weibull", {1000, 1.7, 50, 400}), 0.154517},
  };
  for (const auto& [expression, expected] : cases) {
    INFO(expression);
    CHECK(value_of(expression) == Approx(expected).epsilon(4e-6));
  }
  CHECK(value_of("<div><system-mission-time/><int value='1000'/></div>", 500) == Approx(0.5));
}

TEST_CASE("only a repairable process has a frequency") {
  const auto glm = read({with_expression(call("GLM", {0, 0.1, 0.3, 100}))}).tree;
  REQUIRE(glm);
  CHECK(glm->events[PrimaryEventId(0U)].failure_rate == 0.1);
  CHECK(glm->events[PrimaryEventId(0U)].repair_rate == 0.3);
  for (const std::string& other :
       {call("exponential", {0.1, 1}), call("GLM", {0, 0.1, 0, 1}), number(0.5)}) {
    const auto tree = read({with_expression(other)}).tree;
    REQUIRE(tree);
    CHECK_FALSE(tree->events[PrimaryEventId(0U)].failure_rate);
    const CompiledFaultTree compiled = compile(*tree);
    const Analysis analysis = analyze(compiled.model, compiled.function);
    const JourneyAnalysis& top = analysis.journeys[JourneyId(0U)];
    CHECK_FALSE(top.up.outages_per_year);
    REQUIRE(top.single_points.size() == 1);
    CHECK_FALSE(top.single_points.front().outages_per_year);
  }
}

TEST_CASE("every connective") {
  const std::string a = "<basic-event name='a'/>";
  const std::string b = "<basic-event name='b'/>";
  const std::map<std::string, double> cases = {
      {a, 0.25},
      {"<and>" + a + b + "</and>", 0.125},
      {"<or>" + a + b + "</or>", 0.625},
      {"<not>" + a + "</not>", 0.75},
      {"<not><not>" + a + "</not></not>", 0.25},
      {"<xor>" + a + b + "</xor>", 0.5},
      {"<nand>" + a + b + "</nand>", 0.875},
      {"<nor>" + a + b + "</nor>", 0.375},
      {"<imply>" + a + b + "</imply>", 0.875},
      {"<iff>" + a + b + "</iff>", 0.5},
      {"<atleast min='2'>" + a + b + "</atleast>", 0.125},
      {"<atleast min='0'>" + a + b + "</atleast>", 1.0},
      {"<atleast min='3'>" + a + b + "</atleast>", 0.0},
      {"<atleast min='2'>" + a + a + b + "</atleast>", 0.25},
      {"<cardinality min='1' max='1'>" + a + b + "</cardinality>", 0.5},
      {"<cardinality min='0' max='1'>" + a + b + "</cardinality>", 0.875},
      {"<cardinality min='1' max='9'>" + a + b + "</cardinality>", 0.625},
      {"<constant value='true'/>", 1.0},
      {"<and/>", 1.0},
      {"<or/>", 0.0},
      {"<or><constant value='false'/>" + a + "</or>", 0.25},
      {"<and>" + a + "<not>" + a + "</not></and>", 0.0},
  };
  for (const auto& [formula, expected] : cases) {
    CHECK(top_probability(with_formula(formula)) == Approx(expected).margin(1e-15));
  }
}

TEST_CASE("common causes") {
  const auto group = [](const std::string& model, const std::string& factors,
                        const std::string& at_least) {
    return "<opsa-mef><define-fault-tree name='F'><define-gate name='top'><atleast min='" +
           at_least +
           "'><basic-event name='a'/><basic-event name='b'/><basic-event name='c'/><basic-event "
           "name='d'/></atleast></define-gate></define-fault-tree><define-CCF-group name='G' "
           "model='" +
           model +
           "'><members><basic-event name='a'/><basic-event name='b'/><basic-event name='c'/>"
           "<basic-event name='d'/></members><distribution><float value='0.2'/></distribution>"
           "<factors>" +
           factors + "</factors></define-CCF-group></opsa-mef>";
  };
  const auto factor = [](int level, double value) {
    return fmt::format("<factor level='{}'><float value='{}'/></factor>", level, value);
  };
  const std::string shares = factor(1, .8) + factor(2, .1) + factor(3, .06) + factor(4, .04);
  // Computed by scram 0.16.2 with --ccf true.
  CHECK(top_probability(group("beta-factor", factor(4, .1), "2")) ==
        Approx(0.167875).epsilon(4e-6));
  const std::string letters = factor(2, .3) + factor(3, .4);
  CHECK(top_probability(group("MGL", letters + factor(4, .2), "3")) ==
        Approx(0.0580457).epsilon(4e-6));
  CHECK(top_probability(group("MGL", letters, "3")) == Approx(0.0595844).epsilon(4e-6));
  CHECK(top_probability(group("alpha-factor", shares, "3")) == Approx(0.0772462).epsilon(4e-6));
  CHECK(top_probability(group("phi-factor", shares, "3")) == Approx(0.102399).epsilon(4e-6));
  // No common cause at all, and nothing but common causes.
  CHECK(top_probability(group("beta-factor", factor(4, 0), "4")) == Approx(0.0016));
  CHECK(top_probability(group("beta-factor", factor(4, 1), "4")) == Approx(0.2));
}

TEST_CASE("names: private ones by path, the innermost first") {
  const std::string tree =
      "<opsa-mef name='M'><define-fault-tree name='F'>"
      "<define-gate name='top'><or><gate name='C.g'/><basic-event name='e'/></or></define-gate>"
      "<define-component name='C' role='private'>"
      "<define-gate name='g'><or><basic-event name='e'/></or></define-gate>"
      "<define-basic-event name='e'><parameter name='p'/></define-basic-event>"
      "<define-parameter name='p'><float value='0.125'/></define-parameter>"
      "</define-component><define-basic-event name='e'><label>outer</label></define-basic-event>"
      "</define-fault-tree></opsa-mef>";
  const std::string data =
      "<opsa-mef><model-data><define-parameter name='p'><float value='0.5'/></define-parameter>"
      "<define-basic-event name='e'><parameter name='p'/></define-basic-event></model-data>"
      "</opsa-mef>";
  for (const auto& texts : {std::vector<std::string>{tree, data}, {data, tree}}) {
    const Reading result = read(texts);
    INFO(result.findings);
    REQUIRE(result.tree);
    std::map<std::string, double> events;
    for (const PrimaryEvent& event : result.tree->events) events[event.name] = event.probability;
    CHECK(events == std::map<std::string, double>{{"F.C.e", 0.125}, {"e", 0.5}});
    REQUIRE(result.tree->tops.size() == 1);
    CHECK(result.tree->gates[result.tree->tops.front()].name == "top");
  }
}

TEST_CASE("hostile files end in findings, not in the stack") {
  const auto refused = [](const std::string& text, const std::string& rule) {
    const Reading result = read({text});
    CHECK_FALSE(result.tree);
    INFO(result.findings.substr(0, 300));
    CHECK(result.findings.find(rule) != std::string::npos);
  };
  std::string deep;
  for (int i = 0; i < 1'000'000; ++i) deep += "<and>";
  refused("<opsa-mef>" + deep, "xml-syntax");
  std::string closed = deep;
  for (int i = 0; i < 1'000'000; ++i) closed += "</and>";
  refused(with_formula(closed), "too-large");
  refused("", "xml-syntax");
  refused("<", "xml-syntax");
  refused("<opsa-mef/>", "no-top-event");
  refused("<opsa-mef/><opsa-mef/>", "xml-syntax");
  refused("<html/>", "unknown-format");
  refused(std::string("<opsa-mef>\0</opsa-mef>", 22), "cannot-read");
  refused("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><opsa-mef>&e;</opsa-mef>",
          "xml-entities");
  refused(with_formula("<atleast min='99999999999999'><basic-event name='a'/></atleast>"),
          "invalid-number");
  CHECK(read({"<!DOCTYPE opsa-mef SYSTEM 'mef.dtd'>" + with_formula("<basic-event name='a'/>")})
            .tree);
  // Chains of definitions are no nesting: they may be as long as the file.
  std::string gates;
  std::string parameters;
  constexpr int length = 100'000;
  for (int i = 0; i < length; ++i) {
    gates +=
        fmt::format("<define-gate name='g{}'><or><gate name='g{}'/></or></define-gate>", i, i + 1);
    parameters += fmt::format(
        "<define-parameter name='p{}'><parameter name='p{}'/></define-parameter>", i, i + 1);
  }
  const auto chain = [&](const std::string& end) {
    return "<opsa-mef><define-fault-tree name='F'>" + gates + "<define-gate name='g" +
           std::to_string(length) + "'>" + end +
           "</define-gate><define-basic-event name='e'><parameter "
           "name='p0'/></define-basic-event>" +
           parameters + "<define-parameter name='p" + std::to_string(length) +
           "'><float value='0.5'/></define-parameter></define-fault-tree></opsa-mef>";
  };
  CHECK(top_probability(chain("<not><basic-event name='e'/></not>")) == 0.5);
  refused(chain("<gate name='g0'/>"), "circular-dependency");
}

TEST_CASE("the reference of Open-PSA elements in the docs is that of the reader") {
  check_golden("docs/reference/open-psa.md", open_psa_reference());
}

}  // namespace cutpoint::testing::open_psa_test
