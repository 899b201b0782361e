// Records of pools: what `observe` writes means the same laid over a document as the records that
// the document names.
#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::observed_pools_test {

namespace {

constexpr std::string_view heading = "component,start,end,cause,planned\n";

std::string fleet(const std::string& more) {
  return "cutpoint: 1\njourneys: {ride: {needs: [cab]}}\n"
         "components: {cab: {kind: container, replicas: 8, at_least: 8" +
         more + "}}\n";
}

nlohmann::json analysed(const std::vector<std::string>& files) {
  std::vector<std::string> call = {"analyze"};
  call.insert(call.end(), files.begin(), files.end());
  call.insert(call.end(), {"--format", "json"});
  const Run result = run(call);
  INFO(result.err);
  REQUIRE(result.exit == 0);
  return nlohmann::json::parse(result.out)["journeys"][0];
}

/// Outages a year, by the records that the document names, and by what `observe` makes of them.
void check_both_ways(const std::string& records) {
  write_file("./cabs.csv", std::string(heading) + records);
  write_file("./named.yaml",
             fleet(", observed: {file: cabs.csv, from: 2026-05-01T00:00:00Z, window: 600h}"));
  write_file("./plain.yaml", fleet(""));
  const Run written = run({"observe", "cabs.csv", "--from", "2026-05-01T00:00:00Z", "--window",
                           "600h", "-o", "seen.yaml"});
  INFO(written.err);
  REQUIRE(written.exit == 0);
  const auto named = analysed({"named.yaml"});
  const auto laid_over = analysed({"plain.yaml", "seen.yaml"});
  CHECK(laid_over["unavailability"].get<double>() ==
        Approx(named["unavailability"].get<double>()).epsilon(1e-9));
  CHECK(laid_over["outages_per_year"].get<double>() ==
        Approx(named["outages_per_year"].get<double>()).epsilon(1e-9));
}

}  // namespace

TEST_CASE("incidents of a pool are not incidents of each of its instances") {
  const ScratchFolder scratch("observed/pool");
  check_both_ways(
      "cab,2026-05-03T08:00:00Z,2026-05-03T08:40:00Z,brakes,no\n"
      "cab,2026-05-09T10:00:00Z,2026-05-09T12:00:00Z,brakes,no\n"
      "cab,2026-05-15T10:00:00Z,2026-05-15T11:00:00Z,doors,no\n");
  // Three incidents in 600 hours.
  const auto journey = analysed({"plain.yaml", "seen.yaml"});
  CHECK(journey["outages_per_year"].get<double>() == Approx(3 * 8760.0 / 600).epsilon(0.01));
}

TEST_CASE("records of instances are gathered under their pool") {
  const ScratchFolder scratch("observed/instances");
  check_both_ways(
      "cab#2,2026-05-03T08:00:00Z,2026-05-03T08:40:00Z,brakes,no\n"
      "cab#7,2026-05-03T08:10:00Z,2026-05-03T09:40:00Z,brakes,no\n");
}

TEST_CASE("what needs the number of instances asks for the document") {
  const ScratchFolder scratch("observed/at-once");
  write_file("./cabs.csv",
             std::string(heading) + "cab#*,2026-05-03T08:00:00Z,2026-05-03T08:40:00Z,power,no\n");
  const Run written = run({"observe", "cabs.csv", "--window", "600h", "-o", "seen.yaml"});
  CHECK(written.exit == 2);
  CHECK(has(written.err, "name the file in the document"));
}

TEST_CASE("counts with a window are read, printed and kept as they were written") {
  const ScratchFolder scratch("observed/window");
  write_file("./a.yaml", fleet(", observed: {window: 600h, failures: 2, repairs: [1h, 3h]}"));
  write_file("./b.yaml", fleet(", observed: {operating: 4796h, failures: 2, repairs: [1h, 3h]}"));
  CHECK(analysed({"a.yaml"})["unavailability"] == analysed({"b.yaml"})["unavailability"]);
  CHECK(run({"fmt", "a.yaml"}).exit == 0);
  CHECK_FALSE(has(read_file("./a.yaml"), "operating"));
  CHECK(run({"diff", "a.yaml", "a.yaml"}).exit == 0);
  write_file("./c.yaml", fleet(", observed: {window: 1h, failures: 9, repairs: [1h, 1h, 1h, 1h, "
                               "1h, 1h, 1h, 1h, 1h]}"));
  const Run none = run({"analyze", "c.yaml"});
  CHECK(none.exit == 2);
  CHECK(has(none.err, "the repairs take all of the time that was watched"));
}

}  // namespace cutpoint::testing::observed_pools_test
