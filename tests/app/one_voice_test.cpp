// The page, the report for terminals and the advice say the same of one system.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::one_voice_test {

namespace {

std::string page_of(const std::string& text) {
  write_file("./system.yaml", text);
  const Run page = run({"report", "system.yaml"});
  INFO(page.err);
  CHECK(page.exit == 0);
  return page.out;
}

std::string text_of(const std::string& text) {
  write_file("./system.yaml", text);
  return run({"analyze", "system.yaml"}).out;
}

/// Three trunks of which two must work, behind one crew, with repairs whose spread chains follow by
/// fitted phases.
std::string trunks(const std::string& slo, const std::string& figures) {
  return "cutpoint: 1\njourneys: {call: {needs: [trunk]" + slo +
         "}}\ncomponents:\n  trunk: {kind: service, replicas: 3, at_least: 2, repair_crews: 1, " +
         figures + "}\n";
}

}  // namespace

TEST_CASE("the page says of chances to miss a period what is done, not what was") {
  const ScratchFolder scratch("voice/chances");
  const std::string page = page_of(
      "cutpoint: 1\njourneys: {call: {needs: [sbc], slo: {availability: 99.5%, period: 30d}}}\n"
      "components: {sbc: {kind: service, mtbf: 50d, mttr: 3h}}\n");
  CHECK(has(page, "Chance to miss a period"));
  CHECK(has(page, "pairs of failures"));
  CHECK(has(page, "cutpoint simulate needs none of this"));
  CHECK_FALSE(has(page, "Poisson process"));
}

TEST_CASE("a small single point is not what downtime is spread over") {
  const ScratchFolder scratch("voice/spread");
  const std::string page = page_of(
      "cutpoint: 1\njourneys: {call: {needs: [gate, relay], slo: {availability: 99%, period: "
      "30d}}}\n"
      "components:\n  gate: {kind: load_balancer, mtbf: 2y, mttr: 1h}\n"
      "  relay: {kind: service, replicas: 3, mtbf: 60h, mttr: 14h}\n");
  CHECK_FALSE(has(page, "spread over"));
  CHECK(has(page, "of its downtime is several at once"));
}

TEST_CASE("the page tells what uncertain figures make of a promise, as the other formats do") {
  const ScratchFolder scratch("voice/uncertain");
  const std::string text =
      "cutpoint: 1\njourneys: {call: {needs: [sbc], slo: {availability: 99.7%, period: 30d}}}\n"
      "components: {sbc: {kind: service, mtbf: 20d..80d, mttr: 1h..5h}}\n";
  write_file("./system.yaml", text);
  const std::string markdown = run({"analyze", "system.yaml", "--format", "markdown"}).out;
  const std::size_t at = markdown.find("SLO met in ");
  REQUIRE(at != std::string::npos);
  const std::string said = markdown.substr(at, markdown.find('%', at) + 1 - at);
  const std::string page = page_of(text);
  INFO(said);
  CHECK(has(page, said));
}

TEST_CASE("the page says what is next where the terminal does, and nothing exact of estimates") {
  const ScratchFolder scratch("voice/next");
  const std::string text =
      trunks(", slo: {availability: 99.9%, period: 30d}",
             "mtbf: 90h, mttr: 4h, repair: {distribution: log-normal, shape: 1.2}, "
             "depends_on: [ledger]") +
      "  ledger: {kind: database, mtbf: 200d, mttr: 2h, objectives: {rpo: 1m}, "
      "backups: [{every: 6h, restore: 1h, to: vault}]}\n  vault: {kind: object_storage}\n";
  CHECK(has(text_of(text), "ledger misses an objective of RPO or RTO"));
  const std::string page = page_of(text);
  CHECK(has(page, "Next: ledger misses an objective of RPO or RTO"));
  CHECK_FALSE(has(page, "No change was looked for"));
  CHECK_FALSE(has(page, "Computed here, exactly"));
  CHECK(has(page, "a promise is met or missed only where all of the interval says so"));
  const std::string markdown = run({"analyze", "system.yaml", "--format", "markdown"}).out;
  CHECK(has(markdown, "Next: ledger misses an objective of RPO or RTO"));
}

TEST_CASE("advice does not say of an estimate that it misses what its interval holds") {
  const ScratchFolder scratch("voice/advice");
  const std::string figures = "mtbf: 90h, mttr: 4h, repair: {distribution: log-normal, shape: 1.2}";
  write_file("./system.yaml", trunks("", figures));
  const Run far = run({"improve", "system.yaml", "--target", "99.99999%", "--format", "json"});
  const auto ceiling = nlohmann::json::parse(far.out)["ceiling"]["after"][0];
  const double best = 1.0 - ceiling["bounds"][0].get<double>();
  const double middle = 1.0 - ceiling["unavailability"].get<double>();
  REQUIRE(best > middle);
  const std::string target = fmt::format("{:.12f}", middle);
  const Run result = run({"improve", "system.yaml", "--target", target});
  CHECK(result.exit == 1);
  INFO(result.out);
  CHECK(has(result.out, "is not decided"));
  CHECK(has(result.out, "the target lies within the interval"));
  CHECK_FALSE(has(result.out, "cannot be met"));
  CHECK_FALSE(has(result.out, "too much downtime"));
}

}  // namespace cutpoint::testing::one_voice_test
