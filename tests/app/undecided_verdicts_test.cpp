// Verdicts on a journey that is only estimated, where the target lies inside its interval: never
// "met", whoever judges.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::undecided_verdicts_test {

namespace {

/// Repairs with a spread, of which chains know two moments: ±2 % at least.
std::string shop(const std::string& promises, const std::string& repair) {
  return "cutpoint: 1\njourneys:\n  buy: {needs: [db]" + promises +
         "}\ncomponents:\n  db: {kind: database, replicas: 3, at_least: 2, repair_crews: 1, "
         "mtbf: 30d, mttr: 2h" +
         repair + "}\n";
}
const std::string spread = ", repair: {distribution: log-normal, shape: 1}";

nlohmann::json journey_of(const std::string& file) {
  const Run result = run({"analyze", file, "--format", "json"});
  INFO(result.err);
  REQUIRE(result.exit == 0);
  return nlohmann::json::parse(result.out)["journeys"][0];
}

/// What lies in the middle of the interval is promised.
struct UndecidedShop {
  ScratchFolder scratch;
  std::string target;

  /// In a folder of its own: tests run side by side.
  explicit UndecidedShop(const std::string& folder) : scratch("undecided/" + folder) {
    write_file("./plain.yaml", shop("", spread));
    const auto plain = journey_of("plain.yaml");
    REQUIRE(plain["method"] == "estimated");
    REQUIRE(plain["bounds"][0] < plain["bounds"][1]);
    target = fmt::format("{:.15g}", 1.0 - plain["unavailability"].get<double>());
    write_file("./shop.yaml", shop(", slo: {availability: " + target + ", period: 30d}" +
                                       ", sla: {availability: " + target +
                                       ", period: 30d, fee: 100 USD/month, credits: [{below: " +
                                       target + ", credit: 10%}]}",
                                   spread));
  }
};

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("undecided: objectives and agreements are neither met nor missed") {
  const UndecidedShop undecided("promises");
  const auto journey = journey_of("shop.yaml");
  for (const char* promise : {"slo", "sla"}) {
    CHECK(journey[promise]["met"].is_null());
    const auto& bounds = journey[promise]["missed_probability_bounds"];
    REQUIRE(bounds.is_array());
    const double chance = journey[promise]["missed_probability"];
    CHECK(bounds[0].get<double>() < chance);
    CHECK(bounds[1].get<double>() > chance);
  }
  CHECK(journey["sla"]["expected_credit_bounds"][0] < journey["sla"]["expected_credit"]);
  CHECK(journey["sla"]["expected_credit_bounds"][1] > journey["sla"]["expected_credit"]);
  CHECK(journey["outages_per_year_bounds"][0] < journey["outages_per_year"]);
  CHECK(journey["outages_per_year_bounds"][1] > journey["outages_per_year"]);
  const Run text = run({"analyze", "shop.yaml"});
  CHECK(says(text.out, "is not decided"));
  CHECK(says(text.out, "--precision"));
  CHECK_FALSE(says(text.out, "meets"));
  CHECK_FALSE(says(text.out, "misses"));
  const Run page = run({"report", "shop.yaml", "-o", "page.html"});
  REQUIRE(page.exit == 0);
  CHECK(says(read_file("./page.html"), "is not decided"));
  CHECK(says(read_file("./page.html"), "cutpoint simulate --precision 1%"));
}

TEST_CASE("undecided: exact journeys have intervals of promises where groups in time are behind") {
  const ScratchFolder scratch("undecided-exact");
  write_file("./shop.yaml", shop(", slo: {availability: 99.9%, period: 30d}", ""));
  const auto journey = journey_of("shop.yaml");
  CHECK(journey["method"] == "exact");
  CHECK(journey["outages_per_year_bounds"].is_null());
  // Their outages come close together more often than by chance.
  const double chance = journey["slo"]["missed_probability"];
  const auto ends = journey["slo"]["missed_probability_bounds"];
  CHECK(ends[0].get<double>() < chance);
  CHECK(ends[1].get<double>() > chance);

  write_file(
      "./one.yaml",
      "cutpoint: 1\njourneys: {buy: {needs: [db], slo: {availability: 99.9%, period: 30d}}}\n"
      "components: {db: {kind: database, mtbf: 1000h, mttr: 1h}}\n");
  const auto alone = journey_of("one.yaml");
  CHECK(alone["slo"]["missed_probability"] > 0.0);
  CHECK(alone["slo"]["missed_probability_bounds"].is_null());
}

TEST_CASE("undecided: lint warns, and says what would decide it") {
  const UndecidedShop undecided("lint");
  const Run result = run(
      {"lint", "shop.yaml", "--no-config", "--select", "target-not-met", "--fail-on", "warning"});
  CHECK(result.exit == 1);
  CHECK(says(result.out + result.err, "not decided: whether `buy` keeps its SLO"));
  CHECK(says(result.out + result.err, "cutpoint simulate --precision"));
}

TEST_CASE("undecided: a claim in a Markdown document is not supported") {
  const UndecidedShop undecided("claims");
  write_file("./design.md",
             "<!-- cutpoint:model shop.yaml -->\n\n<!-- cutpoint:claim "
             "availability(buy) >= " +
                 undecided.target + " -->\n");
  const Run result = run(
      {"lint", "design.md", "--no-config", "--select", "claim-not-supported", "--format", "full"});
  CHECK(result.exit == 1);
  CHECK(says(result.out + result.err, "does not decide the claim"));
  CHECK(says(result.out + result.err, "cutpoint simulate --precision"));
}

TEST_CASE("undecided: a region of a document says so") {
  const UndecidedShop undecided("regions");
  write_file("./design.md",
             "<!-- cutpoint:model shop.yaml -->\n\n<!-- cutpoint:availability -->\n"
             "<!-- cutpoint:end -->\n");
  REQUIRE(run({"docs", "--write", "design.md"}).exit == 0);
  CHECK(says(read_file("./design.md"), "not decided"));
  CHECK_FALSE(says(read_file("./design.md"), ": met"));
}

TEST_CASE("undecided: improve does not take the target for reached") {
  const UndecidedShop undecided("improve");
  const Run result =
      run({"improve", "plain.yaml", "--target", undecided.target, "--format", "json"});
  const auto advice = nlohmann::json::parse(result.out);
  CHECK_FALSE(advice["met_already"].get<bool>());
  const auto& chosen = advice["chosen"];
  if (chosen["meets_target"].get<bool>()) CHECK(chosen["changes"].size() > 0);
}

TEST_CASE("undecided: what was met and is so no more is a regression") {
  const UndecidedShop undecided("diff");
  const std::string promise = ", slo: {availability: " + undecided.target + ", period: 30d}";
  write_file("./before.yaml", shop(promise, ""));
  write_file("./after.yaml", shop(promise, spread));
  const auto before = journey_of("before.yaml");
  // Exponential repairs of the same mean make less downtime behind one crew.
  REQUIRE(before["slo"]["met"] == true);
  const Run result = run({"diff", "before.yaml", "after.yaml", "--fail-on-regression"});
  CHECK(result.exit == 1);
  CHECK(says(result.out, "not decided"));
  // Nobody can say that it got better or worse between two estimates that overlap.
  const Run same = run({"diff", "after.yaml", "after.yaml", "--fail-on-regression"});
  CHECK(same.exit == 0);
}

TEST_CASE("undecided: what follows from a doubt is in doubt, whichever way a change is read") {
  const UndecidedShop undecided("both-ways");
  // Exact, and inside the interval of the other: its SLO is decided.
  std::string exact = read_file("./shop.yaml");
  exact.replace(exact.find("mttr: 2h"), 8, "mttr: 140m");
  exact.erase(exact.find(spread), spread.size());
  write_file("./exact.yaml", exact);
  REQUIRE(journey_of("exact.yaml")["method"] == "exact");
  for (const auto& [before, after] :
       {std::pair("shop.yaml", "exact.yaml"), std::pair("exact.yaml", "shop.yaml")}) {
    const Run told = run({"diff", before, after, "--fail-on-regression"});
    INFO(told.out);
    CHECK(told.exit == 0);
    CHECK(says(told.out, "Nothing is known to be worse; not decided: availability of buy"));
    CHECK(says(told.out, "SLO of buy"));
    CHECK_FALSE(says(told.out, "better"));
  }
}

}  // namespace cutpoint::testing::undecided_verdicts_test
