// Large and awkward models: no stack overflow, no quadratic time.
#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "cutpoint/analysis.hpp"
#include "model/architecture/build_model.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/sanitized.hpp"

namespace cutpoint::testing::scale_test {

namespace {

constexpr std::uint32_t large = by_sanitizer(1'000'000U, 50'000U);

template <class T>
Given<T> written(T value) {
  return Spanned<T>{std::move(value), {}};
}

DraftRequirement need(std::string name) {
  DraftRequirement requirement;
  requirement.component.value = std::move(name);
  return requirement;
}

DraftComponent component(std::string name) {
  DraftComponent result;
  result.name.value = std::move(name);
  result.kind = written<std::string>("service");
  return result;
}

std::string name(std::uint32_t i) {
  return fmt::format("c{}", i);
}

Draft chain(std::uint32_t length, bool closed) {
  Draft draft;
  DraftJourney journey;
  journey.name.value = "j";
  journey.needs.push_back(need(name(0)));
  draft.journeys.push_back(std::move(journey));
  for (std::uint32_t i = 0; i < length; ++i) {
    DraftComponent c = component(name(i));
    if (i + 1 < length || closed) c.depends_on.push_back(need(name((i + 1) % length)));
    draft.components.push_back(std::move(c));
  }
  return draft;
}

std::size_t single_points(const Draft& draft) {
  Diagnostics diagnostics;
  const auto model = build_model(draft, diagnostics);
  REQUIRE(model.has_value());
  const auto function = compile(*model, diagnostics);
  REQUIRE(function.has_value());
  const Analysis analysis = analyze(*model, *function, {});
  const JourneyAnalysis& journey = analysis.journeys[JourneyId(0U)];
  CHECK(journey.up.method == Method::exact);
  return journey.single_points.size();
}

}  // namespace

TEST_CASE("a chain of a million components") {
  CHECK(single_points(chain(large, false)) == large);
}

TEST_CASE("a circle of mutual needs fails as one") {
  CHECK(single_points(chain(large / 10, true)) == large / 10);
}

TEST_CASE("a hundred thousand pools on shared hosts") {
  Draft draft;
  DraftJourney journey;
  journey.name.value = "j";
  for (std::uint32_t i = 0; i < by_sanitizer(large / 10, 1'000U); ++i) {
    DraftComponent pool = component(name(i));
    pool.replicas = written<std::uint32_t>(2);
    pool.runs_on.names = {{fmt::format("h{}", i % 100), {}},
                          {fmt::format("h{}", (i + 1) % 100), {}}};
    draft.components.push_back(std::move(pool));
    journey.needs.push_back(need(name(i)));
  }
  for (int h = 0; h < 100; ++h) {
    DraftComponent host = component(fmt::format("h{}", h));
    host.runs_on.names = {{"zone", {}}};
    draft.components.push_back(std::move(host));
  }
  draft.components.push_back(component("zone"));
  draft.journeys.push_back(std::move(journey));
  Diagnostics diagnostics;
  const auto model = build_model(draft, diagnostics);
  REQUIRE(model.has_value());
  const auto function = compile(*model, diagnostics);
  REQUIRE(function.has_value());
  AnalysisOptions options;
  // The answer may be bounds here: what counts is that it comes.
  options.bdd_nodes = 200'000;
  options.budget.steps = EngineBudget::default_steps / 16;
  const Analysis analysis = analyze(*model, *function, options);
  const JourneyAnalysis& result = analysis.journeys[JourneyId(0U)];
  REQUIRE(result.single_points.size() == 1);
  CHECK(function->events[result.single_points[0].event].name == "zone");
  CHECK(result.up.lower_unavailability <= result.up.upper_unavailability);
  CHECK(result.up.upper_unavailability <= 1.0);
}

TEST_CASE("bounds hold the exact answer") {
  Draft draft;
  DraftJourney journey;
  journey.name.value = "j";
  for (std::uint32_t i = 0; i < 12; ++i) {
    DraftComponent pool = component(name(i));
    pool.replicas = written<std::uint32_t>(3);
    pool.at_least = written<std::uint32_t>(2);
    if (i > 0) pool.depends_on.push_back(need(name(i - 1)));
    draft.components.push_back(std::move(pool));
    journey.needs.push_back(need(name(i)));
  }
  draft.journeys.push_back(std::move(journey));
  Diagnostics diagnostics;
  const auto model = build_model(draft, diagnostics);
  const auto function = compile(*model, diagnostics);
  AnalysisOptions tight;
  tight.bdd_nodes = 10;
  const Analysis exact_result = analyze(*model, *function, {});
  const Analysis bounded_result = analyze(*model, *function, tight);
  const AvailabilityResult& exact = exact_result.journeys[JourneyId(0U)].up;
  const AvailabilityResult& bounded = bounded_result.journeys[JourneyId(0U)].up;
  CHECK(exact.method == Method::exact);
  CHECK(bounded.method == Method::bounded);
  CHECK(bounded.lower_unavailability <= exact.availability.unavailability());
  CHECK(bounded.upper_unavailability >= exact.availability.unavailability());
  CHECK(bounded.upper_unavailability < 1.0);
  CHECK_FALSE(bounded.outages_per_year.has_value());
}

TEST_CASE("a pool too large for a diagram has bounds that all but meet") {
  Draft draft;
  DraftComponent pool = component(fmt::format("pool"));
  // A larger one would be counted: exact within any budget.
  pool.replicas = written<std::uint32_t>(300);
  pool.at_least = written<std::uint32_t>(290);
  draft.components.push_back(std::move(pool));
  DraftJourney journey;
  journey.name.value = name(1);
  journey.needs.push_back(need(fmt::format("pool")));
  draft.journeys.push_back(std::move(journey));
  Diagnostics diagnostics;
  const auto model = build_model(draft, diagnostics);
  REQUIRE(model.has_value());
  const auto function = compile(*model, diagnostics);
  REQUIRE(function.has_value());
  const AvailabilityResult exact = analyze(*model, *function, {}).journeys[JourneyId(0U)].up;
  AnalysisOptions options;
  options.bdd_nodes = 1'000;
  const AvailabilityResult bounded = analyze(*model, *function, options).journeys[JourneyId(0U)].up;
  CHECK(exact.method == Method::exact);
  CHECK(bounded.method == Method::bounded);
  CHECK(bounded.lower_unavailability <= exact.upper_unavailability);
  CHECK(bounded.upper_unavailability >= exact.lower_unavailability);
  CHECK(bounded.upper_unavailability <= bounded.lower_unavailability * (1.0 + 1e-8));
}

TEST_CASE("a component with tens of thousands of needs") {
  Draft draft;
  DraftComponent wide = component(fmt::format("wide"));
  for (std::uint32_t i = 0; i < large / 20; ++i) {
    wide.depends_on.push_back(need(name(i)));
    draft.components.push_back(component(name(i)));
  }
  draft.components.push_back(std::move(wide));
  DraftJourney journey;
  journey.name.value = name(1);
  journey.needs.push_back(need(fmt::format("wide")));
  draft.journeys.push_back(std::move(journey));
  CHECK(single_points(draft) == large / 20 + 1);
}

TEST_CASE("a network cannot need its own connection") {
  Draft draft = chain(2, false);
  DraftLink link;
  link.between = {{"c0", {}}, {"c1", {}}};
  draft.links.push_back(link);
  DraftRequirement connected;
  connected.form = DraftRequirement::Form::connected;
  connected.ends = std::vector<WrittenName>{{"c0", {}}, {"c1", {}}};
  draft.components[0].depends_on.push_back(connected);
  Diagnostics diagnostics;
  const auto model = build_model(draft, diagnostics);
  REQUIRE(model.has_value());
  CHECK_FALSE(compile(*model, diagnostics).has_value());
  REQUIRE(diagnostics.has_errors());
  CHECK(diagnostics.all().back().rule == "circular-dependency");
  CHECK(diagnostics.all().back().message.find("c0") != std::string::npos);
}

}  // namespace cutpoint::testing::scale_test
