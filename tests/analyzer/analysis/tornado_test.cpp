// TornadoBar against analysing the changed system anew.
#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "cutpoint/analysis.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::tornado_test {

namespace {

struct UncertainSystem {
  SourceFiles sources;
  Model model;
  StructureFunction function;
  Analysis analysis;

  explicit UncertainSystem(const std::string& database) {
    Diagnostics diagnostics;
    const Draft draft = read_architecture_text(
        "test.yaml",
        "cutpoint: 1\njourneys: {buy: {needs: [web]}}\ncomponents:\n"
        "  web: {kind: service, replicas: 2, runs_on: vm, mtbf: 30d, mttr: 1h,\n"
        "        depends_on: [{any_of: [db, standby]}]}\n"
        "  vm: {kind: vm, mtbf: 90d, mttr: 2h}\n"
        "  standby: {kind: database, mtbf: 40d, mttr: 5h}\n"
        "  db: " +
            database + "\n",
        sources, diagnostics);
    auto built = build_model(draft, diagnostics);
    REQUIRE(built.has_value());
    model = std::move(*built);
    auto compiled = compile(model, diagnostics);
    REQUIRE(compiled.has_value());
    function = std::move(*compiled);
    analysis = analyze(model, function, {});
  }

  [[nodiscard]] const JourneyAnalysis& journey() const { return analysis.journeys[JourneyId(0U)]; }
  [[nodiscard]] double unavailability() const { return journey().up.availability.unavailability(); }
  [[nodiscard]] TornadoBar of(const std::string& event) const {
    for (const TornadoBar& row : journey().tornado) {
      if (function.events[row.event].name == event) return row;
    }
    FAIL("no row for " << event);
    return {};
  }
};

}  // namespace

TEST_CASE("figures twice as good or as bad") {
  const TornadoBar row = UncertainSystem("{kind: database, mtbf: 100d, mttr: 4h}").of("db");
  CHECK_FALSE(row.from_range);
  const double better = UncertainSystem("{kind: database, mtbf: 200d, mttr: 4h}").unavailability();
  const double worse = UncertainSystem("{kind: database, mtbf: 50d, mttr: 4h}").unavailability();
  CHECK(row.better == Approx(better).epsilon(1e-12));
  CHECK(row.worse == Approx(worse).epsilon(1e-12));
  // Repairs twice as long are as bad as failures twice as often.
  const double slow = UncertainSystem("{kind: database, mtbf: 100d, mttr: 8h}").unavailability();
  CHECK(row.worse == Approx(slow).epsilon(1e-12));
}

TEST_CASE("over a range that was written") {
  const TornadoBar row =
      UncertainSystem("{kind: database, mtbf: 50d..200d, mttr: 2h..8h}").of("db");
  CHECK(row.from_range);
  const double better = UncertainSystem("{kind: database, mtbf: 200d, mttr: 2h}").unavailability();
  const double worse = UncertainSystem("{kind: database, mtbf: 50d, mttr: 8h}").unavailability();
  CHECK(row.better == Approx(better).epsilon(1e-9));
  CHECK(row.worse == Approx(worse).epsilon(1e-9));
}

TEST_CASE("rows come by falling difference") {
  const UncertainSystem system("{kind: database, mtbf: 100d, mttr: 4h}");
  const auto& rows = system.journey().tornado;
  REQUIRE(rows.size() == 5);
  CHECK(system.function.events[rows.front().event].name == "vm");
  for (std::size_t i = 1; i < rows.size(); ++i) {
    CHECK(rows[i].worse - rows[i].better <= rows[i - 1].worse - rows[i - 1].better);
  }
}

TEST_CASE("what redundancy in time stands on is not moved by itself") {
  const UncertainSystem system(
      "{kind: database, mtbf: 100d, mttr: 4h, replicas: 2, failover: {time: 1m}}");
  bool web = false;
  for (const TornadoBar& row : system.journey().tornado) {
    CHECK(system.function.events[row.event].name.substr(0, 2) != "db");
    web = web || system.function.events[row.event].name.substr(0, 3) == "web";
  }
  CHECK(web);
}

}  // namespace cutpoint::testing::tornado_test
