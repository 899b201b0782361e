// Pools that have no diagram are solved by their states: the table is the one of a diagram.
#include <cmath>
#include <map>
#include <string>

#include "analyzer/advice/advise.hpp"
#include "tests/analyzer/support/compiled_document.hpp"
#include "tests/analyzer/support/hosts_in_two_zones.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::sensitivity_of_pools_test {

namespace {

std::string pools_on_hosts() {
  std::string text = "journeys: {use: {needs: [front]}, see: {needs: [east]}}\ncomponents:\n" +
                     hosts_in_two_zones(5);
  text +=
      "  front: {kind: service, replicas: 10, at_least: 5, runs_on: [h0, h1, h2, h3, h4], "
      "placement: spread, mtbf: 9d, mttr: 1h, depends_on: [disk]}\n"
      "  disk: {kind: volume, mtbf: 90d, mttr: 9h}\n";
  return text;
}

using Rows = std::map<std::string, SensitivityRow>;

Rows rows_of(const JourneySensitivity& journey) {
  Rows rows;
  for (const SensitivityRow& row : journey.rows) rows[row.name] = row;
  return rows;
}

void check_same(const std::optional<double>& value, const std::optional<double>& expected) {
  REQUIRE(value.has_value() == expected.has_value());
  if (value) CHECK(*value == Approx(*expected).epsilon(1e-8).margin(1e-6));
}

}  // namespace

TEST_CASE("what better figures of pools without a diagram save is what it is with one") {
  const CompiledDocument document(pools_on_hosts());
  AnalysisOptions options;
  const Sensitivity with = analyze_sensitivity(document.model, document.function, options);
  options.bdd_nodes = 1;
  const Sensitivity without = analyze_sensitivity(document.model, document.function, options);
  CHECK(with.complete);
  // Of two instances of a host the pool's members are no longer alike.
  CHECK_FALSE(without.complete);
  const JourneyId use(0U);
  CHECK(without.journeys[use].method == Method::exact);
  CHECK(without.journeys[use].downtime.in_seconds() ==
        Approx(with.journeys[use].downtime.in_seconds()).epsilon(1e-9));
  const Rows expected = rows_of(with.journeys[use]);
  const Rows found = rows_of(without.journeys[use]);
  REQUIRE(expected.size() == 9);
  REQUIRE(found.size() == expected.size());
  for (const auto& [name, row] : expected) {
    INFO(name);
    check_same(found.at(name).half_repair, row.half_repair);
    check_same(found.at(name).double_uptime, row.double_uptime);
    const bool is_host = name.starts_with("h");
    check_same(found.at(name).one_more, is_host ? std::nullopt : row.one_more);
    CHECK(row.outages_spared.has_value());
    CHECK_FALSE(found.at(name).outages_spared.has_value());  // read off diagrams alone
  }
}

}  // namespace cutpoint::testing::sensitivity_of_pools_test
