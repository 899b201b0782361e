// What `diff` says of groups whose members change, on narrow terminals, and of estimates.
#include <sstream>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::changed_groups_test {

namespace {

std::string store(const std::string& members, const std::string& hosts = "rack-1, rack-2") {
  return "cutpoint: 1\njourneys:\n  order: {needs: [till]}\n  browse: {needs: [till]}\n"
         "components:\n"
         "  till: {kind: service, replicas: 2, mtbf: 40d, mttr: 30m, placement: spread, runs_on: "
         "[" +
         hosts + "], depends_on: [{any_of: [" + members +
         "], failover: {mode: active-passive, detection: 20s, time: 2m}}]}\n"
         "  stock-1: {kind: database, mtbf: 120d, mttr: 2h}\n"
         "  stock-2: {kind: database, mtbf: 120d, mttr: 2h}\n"
         "  stock-3: {kind: database, mtbf: 120d, mttr: 2h}\n"
         "  rack-1: {kind: host, mtbf: 200d, mttr: 4h}\n"
         "  rack-2: {kind: host, mtbf: 200d, mttr: 4h}\n";
}

/// Of a terminal with 60 columns.
std::string narrow_difference() {
  std::ostringstream out, err;
  DiskAccess disk;
  Console console{out, err, disk, false, false, 60};
  CHECK(run_command_line({"diff", "before.yaml", "after.yaml"}, console) == Exit::success);
  return out.str();
}

std::string difference(const std::string& before, const std::string& after) {
  write_file("./before.yaml", before);
  write_file("./after.yaml", after);
  const Run result = run({"diff", "before.yaml", "after.yaml"});
  INFO(result.err);
  CHECK(result.exit == 0);
  return result.out;
}

}  // namespace

TEST_CASE("a group that gains a member is the same group, and so is its failover") {
  const ScratchFolder scratch("changed-groups/third");
  const std::string text =
      difference(store("stock-1, stock-2"), store("stock-1, stock-2, stock-3"));
  CHECK(has(text, "members to spare: 1 → 2"));
  CHECK_FALSE(has(text, "failover of"));
}

TEST_CASE("the order of members makes nothing better or worse") {
  const ScratchFolder scratch("changed-groups/order");
  const std::string text = difference(store("stock-1, stock-2"), store("stock-2, stock-1"));
  CHECK(has(text, "Nothing got worse"));
  CHECK_FALSE(has(text, "better"));
  CHECK_FALSE(has(text, "failover of"));
}

TEST_CASE("a failover that is really new is told") {
  const ScratchFolder scratch("changed-groups/new");
  std::string without = store("stock-1, stock-2");
  const std::string failover = ", failover: {mode: active-passive, detection: 20s, time: 2m}";
  without.erase(without.find(failover), failover.size());
  CHECK(has(difference(without, store("stock-1, stock-2")), "failover of any of stock-1, stock-2"));
}

TEST_CASE("narrow terminals show whole figures, and results are counted as they are told") {
  const ScratchFolder scratch("changed-groups/narrow");
  write_file("./before.yaml", store("stock-1, stock-2"));
  write_file("./after.yaml", store("stock-1, stock-2", "rack-1"));
  const std::string narrow = narrow_difference();
  INFO(narrow);
  CHECK(has(narrow, " a year"));
  std::size_t worse = 0;
  bool counts = false;
  std::istringstream lines(narrow);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("  ✗ ") && !line.starts_with("  ✗ Worse")) ++worse;
    if (line.starts_with("  order") || line.starts_with("    down")) {
      CHECK_FALSE(has(line, "…"));
      counts = true;
    }
  }
  CHECK(counts);
  CHECK(worse > 1);
  CHECK(has(run({"diff", "before.yaml", "after.yaml"}).out,
            " of " + std::to_string(worse) + " results that got worse"));
}

TEST_CASE("the table of journeys tells an estimate from its target, and no budget that is open") {
  const ScratchFolder scratch("changed-groups/estimate");
  const auto figures = [](const std::string& target, const std::string& shape) {
    return "cutpoint: 1\njourneys: {call: {needs: [trunk]" + target +
           "}}\ncomponents:\n  trunk: {kind: service, replicas: 3, at_least: 2, repair_crews: 1, "
           "mtbf: 90h, mttr: 4h, repair: {distribution: log-normal, shape: " +
           shape + "}}\n";
  };
  write_file("./before.yaml", figures("", "1.2"));
  const std::string text = run({"analyze", "before.yaml", "--format", "json"}).out;
  const double down = nlohmann::json::parse(text)["journeys"][0]["unavailability"];
  // Just above the figure, and printed with as many digits.
  const std::string target = fmt::format("{:.4f}%", 100 * (1 - down) + 0.0004);
  const std::string slo = ", slo: {availability: " + target + ", period: 30d}";
  const std::string result = difference(figures(slo, "1.2"), figures(slo, "1.21"));
  INFO(result);
  CHECK(has(result, "not decided"));
  CHECK_FALSE(has(result, "overdrawn"));
  const std::string shown = run({"analyze", "before.yaml"}).out;
  write_file("./promised.yaml", figures(slo, "1.2"));
  const std::string promised = run({"analyze", "promised.yaml"}).out;
  const std::size_t at = promised.find("call  ");
  const std::string first = promised.substr(at + 6, promised.find(" %", at) - at - 6);
  CHECK(has(result, first + " % → "));
}

}  // namespace cutpoint::testing::changed_groups_test
