// What users of the library get in writing.
#include "cutpoint/rendering.hpp"

#include "renderer/writing/formats.hpp"
#include "renderer/writing/reports.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/text_search.hpp"

namespace cutpoint::testing::rendering_test {

namespace {

constexpr auto rendered_text = R"(cutpoint: 1
journeys: {checkout: {needs: [{any_of: [one, other]}, database]}}
components:
  one: {kind: vm, mtbf: 30d, mttr: 1h}
  other: {kind: vm, mtbf: 30d, mttr: 1h}
  database: {kind: database, mtbf: 300d, mttr: 2h}
)";

const System& rendered_shop() {
  static const System system = load_text("shop.yaml", rendered_text);
  REQUIRE(system);
  return system;
}

System rendered_tree() {
  System tree = load_text(
      "tree.xml",
      "<opsa-mef><define-fault-tree name=\"f\"><define-gate name=\"top\"><or><basic-event "
      "name=\"a\"/></or></define-gate></define-fault-tree><model-data><define-basic-event "
      "name=\"a\"><float value=\"0.1\"/></define-basic-event></model-data></opsa-mef>");
  REQUIRE(tree);
  return tree;
}

}  // namespace

TEST_CASE("an analysis is rendered in every format of its list, as the program does") {
  const Analysis analysis = analyze(rendered_shop());
  for (const FormatDescription& format : analysis_format_list()) {
    INFO(format.name);
    const Rendered rendered = render(rendered_shop(), analysis, format.name);
    REQUIRE(rendered);
    CHECK_FALSE(rendered->content.empty());
  }
  const RenderInput input{
      rendered_shop().model(),   rendered_shop().function(),    analysis,
      rendered_shop().sources(), rendered_shop().diagnostics(), {false, 100, "shop.yaml"}};
  CHECK(render(rendered_shop(), analysis, "text")->content ==
        find_format(analysis_formats(), "text")->render(input)->content);
}

TEST_CASE("every answer can be put into writing") {
  SimulationOptions years;
  years.years = 20;
  RareOptions cycles;
  cycles.cycles = 2000;
  AdviceOptions better;
  better.target = Availability::from_availability(0.9999);
  const auto sensitivity = analyze_sensitivity(rendered_shop());
  const auto advice = advise(rendered_shop(), better);
  REQUIRE(sensitivity);
  REQUIRE(advice);
  const auto is_written = [](const Rendered& rendered) {
    INFO(rendered.error.message);
    REQUIRE(rendered);
    CHECK_FALSE(rendered->content.empty());
  };
  is_written(render(rendered_shop(), *what_if(rendered_shop(), {"database"}), "text"));
  is_written(render(rendered_shop(), *simulate(rendered_shop(), years), "json"));
  is_written(render(rendered_shop(), *simulate_rare(rendered_shop(), cycles), "text"));
  is_written(render(rendered_shop(), *sensitivity, "markdown"));
  is_written(render(rendered_shop(), *advice, *sensitivity, "text"));
  is_written(render(rendered_shop(), lint(rendered_shop()), "sarif"));
  const System alone = load_text("alone.yaml",
                                 "cutpoint: 1\njourneys: {checkout: {needs: [database]}}\n"
                                 "components: {database: {kind: database, mtbf: 300d, mttr: 2h}}");
  const Analysis before = analyze(rendered_shop()), after = analyze(alone);
  is_written(
      render(rendered_shop(), alone, compare(rendered_shop(), before, alone, after), "markdown"));
}

TEST_CASE("a format that there is not is refused, with those that there are") {
  const Rendered rendered = render(rendered_shop(), analyze(rendered_shop()), "pdf");
  CHECK(rendered.error.message ==
        "there is no format `pdf` of this: text, json, markdown, csv, html, dot, svg, png, "
        "mermaid, d2");
}

TEST_CASE("fault trees are not drawn") {
  const System tree = rendered_tree();
  CHECK(render(tree, analyze(tree), "svg").error.message.starts_with("fault trees are not drawn"));
  CHECK(render(tree, analyze(tree), "text"));
}

TEST_CASE("the ends of a fault tree's bounds have as many digits as tell them apart") {
  const System tree = rendered_tree();
  Analysis analysis = analyze(tree);
  AvailabilityResult& top = analysis.journeys.begin()->up;
  top.method = Method::bounded;
  const auto shown = [&](double lower, double upper) {
    top.lower_unavailability = lower;
    top.upper_unavailability = upper;
    return render(tree, analysis, "text")->content;
  };
  CHECK(has(shown(0.07370012, 0.07370341), "between 0.0737001 and 0.0737035 "));
  CHECK(has(shown(0.0213, 0.0334), "between 0.0213 and 0.0334 "));
}

}  // namespace cutpoint::testing::rendering_test
