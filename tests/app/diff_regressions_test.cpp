// Which changes `diff --fail-on-regression` fails for, and which it only tells.
#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::diff_regressions_test {

namespace {

struct ChangedPart {
  std::string before;
  std::string after;
};

/// A document of which one part is changed.
const std::string shop = R"(cutpoint: 1
journeys:
  buy: {needs: [web, votes, pay], slo: {availability: 99%, period: 30d, planned: counted}, sla: {availability: 98.5%, period: month, credits: [{below: 98%, credit: 10%}, {below: 95%, credit: 30%}]}}
components:
  web: {kind: service, replicas: 2, runs_on: [vm-1, vm-2], mtbf: 30d, mttr: 1h, depends_on: [{any_of: [db, db2]}], health_check: {probe: http, interval: 10s, timeout: 2s, retries: 3, detects: 95%}, owner: us}
  db: {kind: database, runs_on: vm-1, mtbf: 180d, mttr: 1h, backups: [{every: 1h, restore: 20m, to: bucket, medium: object storage, offsite: true}, {every: 1d, restore: 1h, to: tape, medium: tape}], replication: {mode: sync, lag: 0s, to: [db2]}, objectives: {rto: 4h, rpo: 1h}, cost: 100 USD/month}
  db2: {kind: database, runs_on: vm-2, mtbf: 180d, mttr: 1h}
  net: {kind: network, mtbf: 1y, mttr: 10m}
  votes: {kind: coordination, replicas: 5, quorum: majority, mtbf: 90d, mttr: 1h}
  pay: {kind: external, dependencies: unknown, mtbf: 90d, mttr: 1m, accept: [{rule: no-backup, reason: cheap, until: 2027-01-31}]}
  vm-1: {kind: vm, mtbf: 180d, mttr: 1h, maintenance: {every: 30d, lasts: 2h}, depends_on: [net]}
  vm-2: {kind: vm, mtbf: 180d, mttr: 1h, maintenance: {every: 30d, start: 2d, lasts: 2h}, depends_on: [net]}
accept: [{rule: backup-321, reason: known, until: 2027-06-30, components: [net]}]
)";

std::string with(const std::string& from, const std::string& to) {
  std::string text = shop;
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

nlohmann::json compared(const std::string& before, const std::string& after, int exit) {
  write_file("./before.yaml", before);
  write_file("./after.yaml", after);
  const std::vector<std::string> arguments = {"diff",    "before.yaml",         "after.yaml",
                                              "--today", "2026-01-01",          "--format",
                                              "json",    "--fail-on-regression"};
  const Run result = run(arguments);
  INFO(after << result.err << result.out);
  CHECK(result.exit == exit);
  return nlohmann::json::parse(result.out);
}

}  // namespace

TEST_CASE("what gets worse fails, and its way back does not") {
  const ScratchFolder scratch("diff/regressions");
  for (const ChangedPart& part : std::vector<ChangedPart>{
           // Promises and objectives.
           {"slo: {availability: 99%", "slo: {availability: 98.9%"},
           {"slo: {availability: 99%, period: 30d, planned: counted}, ", ""},
           {"planned: counted", "planned: excluded"},
           {"period: 30d, planned: counted", "period: 30d, planned: counted, exclude: [net]"},
           {"sla: {availability: 98.5%", "sla: {availability: 98%"},
           {"objectives: {rto: 4h, rpo: 1h}, ", ""},
           {"rto: 4h", "rto: 8h"},
           {"rto: 4h, rpo: 1h", "rto: 4h"},
           {"slo: {availability: 99%, period: 30d", "slo: {availability: 99%, period: 90d"},
           {"slo: {availability: 99%, period: 30d", "slo: {availability: 99%, period: quarter"},
           {"slo: {availability: 99%, period: 30d", "slo: {availability: 99%"},
           {"period: month, credits", "credits"},
           {"credits: [{below: 98%, credit: 10%}, {below: 95%, credit: 30%}]",
            "credits: [{below: 98%, credit: 10%}]"},
           {"{below: 95%, credit: 30%}", "{below: 95%, credit: 20%}"},
           {"{below: 95%, credit: 30%}", "{below: 90%, credit: 30%}"},
           // Risks that somebody takes for a time, or for some.
           {"until: 2027-01-31", "until: 2028-01-31"},
           {"reason: cheap, until: 2027-01-31", "reason: cheap"},
           {"until: 2027-06-30, components: [net]", "until: 2027-06-30, components: [net, db]"},
           {"until: 2027-06-30, components: [net]", "until: 2027-06-30"},
           {"[{rule: no-backup, reason: cheap, until: 2027-01-31}]",
            "[{rule: assumed-figures, reason: new}, {rule: no-backup, reason: cheap, until: "
            "2028-01-31}]"},
           // What is not known.
           {"kind: external, dependencies: unknown", "kind: external"},
           // Data.
           {"backups: [{every: 1h, restore: 20m, to: bucket, medium: object storage, offsite: "
            "true}, "
            "{every: 1d, restore: 1h, to: tape, medium: tape}], ",
            ""},
           {", {every: 1d, restore: 1h, to: tape, medium: tape}", ""},
           {"every: 1h, restore", "every: 2h, restore"},
           {"restore: 20m", "restore: 40m"},
           {"offsite: true", "offsite: false"},
           {"replication: {mode: sync, lag: 0s, to: [db2]}, ", ""},
           {"mode: sync, lag: 0s", "mode: async, lag: 5s"},
           // Noticing.
           {"health_check: {probe: http, interval: 10s, timeout: 2s, retries: 3, detects: 95%}, ",
            ""},
           {"interval: 10s", "interval: 30s"},
           {"probe: http", "probe: port"},
           {"detects: 95%", "detects: 90%"},
           {"retries: 3", "retries: 5"},
           // Structure and figures.
           {"runs_on: [vm-1, vm-2]", "runs_on: vm-1"},
           {"replicas: 2, runs_on: [vm-1, vm-2]", "runs_on: vm-1"},
           {"{any_of: [db, db2]}", "db"},
           {"replicas: 2", "replicas: 2, at_least: 2"},
           {"db2: {kind: database, runs_on: vm-2", "db2: {kind: database, runs_on: vm-1"},
           {"mtbf: 1y, mttr: 10m", "mtbf: 1y, mttr: 1h"},
           {"start: 2d, lasts: 2h", "start: 2d, lasts: 12h"},
       }) {
    INFO(part.before << " became " << part.after);
    const std::string after = with(part.before, part.after);
    const auto worse = compared(shop, after, 1);
    CHECK(worse["regression"] == true);
    CHECK(worse["verdict"].get<std::string>().starts_with("Worse: "));
    CHECK_FALSE(worse["what_to_do"].empty());
    CHECK(compared(after, shop, 0)["regression"] == false);
  }
}

TEST_CASE("what is only different is told and does not fail") {
  const ScratchFolder scratch("diff/different");
  for (const ChangedPart& part : std::vector<ChangedPart>{
           {"owner: us", "owner: them"},
           {", owner: us", ""},
           {"cost: 100 USD/month", "cost: 200 USD/month"},
           {"net: {kind: network", "net: {kind: network, plane: control"},
           {"net: {kind: network", "net: {kind: network, description: the way in"},
           {"availability: 98.5%", "availability: 98.5%, fee: 5 USD/month"},
           {"reason: cheap", "reason: dear"},
           {", accept: [{rule: no-backup, reason: cheap, until: 2027-01-31}]", ""},
           {"owner: us", "owner: us, accept: {rule: no-health-check, reason: later}"},
           {"period: month", "period: 30d"},
           {"replicas: 2", "replicas: 3"},
       }) {
    INFO(part.before << " became " << part.after);
    const auto told = compared(shop, with(part.before, part.after), 0);
    CHECK(told["changes"].size() == 1);
  }
  CHECK(compared(shop, shop, 0)["verdict"] == "No difference");
  // As many must work as before.
  compared(shop, with("quorum: majority", "at_least: 3"), 0);
  // What was not known is written down.
  compared(shop, with("dependencies: unknown", "depends_on: [net]"), 0);
}

TEST_CASE("a majority that is given up is weaker, though the figures are better") {
  const ScratchFolder scratch("diff/majority");
  const std::string after = with("replicas: 5, quorum: majority", "replicas: 5, at_least: 2");
  const auto given_up = compared(shop, after, 1);
  CHECK(given_up["verdict"].get<std::string>().find("weakened: quorum of votes") !=
        std::string::npos);
  // The way back is less available, and nothing weaker.
  const auto back = compared(after, shop, 1);
  for (const auto& change : back["changes"]) CHECK(change["weakens"] == false);
}

TEST_CASE("what looks better because less is written is told as such") {
  const ScratchFolder scratch("diff/unsaid");
  const auto told = [](const std::string& before, const std::string& after) {
    const auto json = compared(before, after, 0);
    for (const auto& sentence : json["what_to_do"]) {
      const auto text = sentence.get<std::string>();
      if (text.starts_with("Better because the document says less: ")) return text;
    }
    return std::string();
  };
  const std::string switching =
      with("{any_of: [db, db2]}", "{any_of: [db, db2], failover: {time: 20m}}");
  CHECK(told(switching, shop).find("depends_on of web") != std::string::npos);
  const std::string deployed =
      shop + "common_causes: {bad-deploy: {members: [web], mtbf: 30d, mttr: 1h}}\n";
  CHECK(told(deployed, shop).find("common cause bad-deploy") != std::string::npos);
  // Another figure or one instance more says as much as before.
  CHECK(told(shop, with("mttr: 10m", "mttr: 1m")).empty());
  CHECK(told(shop, with("replicas: 2", "replicas: 3")).empty());
}

TEST_CASE("a switch is told as a single point, and counts by what it costs") {
  const ScratchFolder scratch("diff/switch");
  const auto json = compared(
      shop,
      with("replicas: 2, runs_on", "replicas: 2, failover: {time: 2m, detection: 1m}, runs_on"), 1);
  const auto& points = json["journeys"][0]["single_points_gained"];
  CHECK(points == nlohmann::json::array({"failover of web"}));
  // Where it takes the place of something worse, nothing got worse.
  const std::string single = with("replicas: 2, runs_on: [vm-1, vm-2]", "runs_on: vm-1");
  const auto better = compared(
      single,
      with("replicas: 2, runs_on", "replicas: 2, failover: {time: 2s, detection: 1s}, runs_on"), 0);
  CHECK(better["journeys"][0]["single_points_gained"] ==
        nlohmann::json::array({"failover of web"}));
}

TEST_CASE("redundancy whose members moved together is gone, though the figures hardly change") {
  const ScratchFolder scratch("diff/colocated");
  const std::string start =
      "cutpoint: 1\njourneys: {use: {needs: [web, db]}}\ncomponents:\n"
      "  db: {kind: database, runs_on: vm-1, mtbf: 180d, mttr: 1h}\n"
      "  vm-1: {kind: vm, mtbf: 180d, mttr: 1h}\n  vm-2: {kind: vm, mtbf: 180d, mttr: 1h}\n"
      "  web: {kind: service, replicas: 2, mtbf: 30d, mttr: 1h, runs_on: ";
  const auto json = compared(start + "[vm-1, vm-2]}\n", start + "vm-1}\n", 1);
  const auto& results = json["results"];
  const auto found = std::find_if(results.begin(), results.end(), [](const auto& row) {
    return row["result"] == "hidden_common_cause";
  });
  REQUIRE(found != results.end());
  CHECK((*found)["subject"] == "web");
  CHECK((*found)["details"] == nlohmann::json::array({"vm-1"}));
  CHECK((*found)["regression"] == true);
  CHECK((*found)["causes"][0]["changes"] == nlohmann::json::array({0}));
}

TEST_CASE("another price makes nothing better or worse") {
  const auto priced = [](const std::string& money) {
    return "cutpoint: 1\njourneys: {j: {needs: [a], " + money +
           "}}\ncomponents: {a: {kind: vm, mtbf: 9d, mttr: 1h}}\n";
  };
  const ScratchFolder scratch("diff/prices");
  write_file("./a.yaml", priced("revenue: {per_hour: 10 USD}, outage_cost: 9 USD/hour"));
  write_file("./b.yaml", priced("revenue: {per_hour: 5 USD}, outage_cost: 20 USD/hour"));
  const Run result = run({"diff", "a.yaml", "b.yaml", "--fail-on-regression"});
  CHECK(result.exit == 0);
  CHECK(result.out.find("Nothing got worse\n") != std::string::npos);
  CHECK(result.out.find("revenue lost by outages of j: ") != std::string::npos);
  CHECK(result.out.find("Better") == std::string::npos);
}

TEST_CASE("lowering an objective is no improvement of what it is measured by") {
  const ScratchFolder scratch("diff/lowered");
  const auto json = compared(shop, with("slo: {availability: 99%", "slo: {availability: 90%"), 1);
  for (const auto& row : json["results"]) CHECK(row["direction"] != "better");
}

TEST_CASE("what goes with a journey is no regression, but its promise is") {
  const ScratchFolder scratch("diff/journeys");
  const std::string second = "  see: {needs: [net]";
  const std::string two = with("components:\n", second + "}\ncomponents:\n");
  compared(two, shop, 0);
  compared(shop, two, 0);
  const std::string promised =
      with("components:\n", second + ", slo: {availability: 99%}}\ncomponents:\n");
  compared(promised, shop, 1);
}

}  // namespace cutpoint::testing::diff_regressions_test
