// How instances sit on pools: each placement against the same system written out in single parts.
#include <cmath>
#include <string>

#include "tests/analyzer/support/analysed_document.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::placement_test {

namespace {

double down(const std::string& needs, const std::string& components) {
  return AnalysedDocument("journeys: {use: {needs: [" + needs + "]}}\ncomponents:\n" + components)
      .unavailability();
}

const std::string web_figures = "kind: container, mtbf: 30d, mttr: 15m";
const std::string vm_figures = "kind: vm, mtbf: 180d, mttr: 2h";
constexpr double web_down = 0.25 / (720.0 + 0.25);
constexpr double vm_down = 2.0 / (4320.0 + 2.0);

std::string pools(const std::string& web, const std::string& vms = "replicas: 2") {
  return "  web: {" + web_figures + ", runs_on: vm, " + web + "}\n  vm: {" + vm_figures + ", " +
         vms + "}\n";
}

std::string each_on_its_own() {
  std::string text;
  for (const char* i : {"1", "2"}) {
    text += "  web-" + std::string(i) + ": {" + web_figures + ", runs_on: vm-" + i + "}\n  vm-" +
            i + ": {" + vm_figures + "}\n";
  }
  return text;
}

}  // namespace

TEST_CASE("instances that stay fail with what they stay on") {
  const std::string spread = "replicas: 2, at_least: 2, placement: spread";
  CHECK(down("web", pools(spread)) == Approx(down("web-1, web-2", each_on_its_own())));
  CHECK(down("web", pools("replicas: 2, at_least: 2, placement: one-to-one")) ==
        down("web", pools(spread)));
  CHECK(down("web", pools("replicas: 2, placement: spread")) ==
        Approx(down("{any_of: [web-1, web-2]}", each_on_its_own())));
  // 14 h 11 min a year, where a pool as a host would have been 6 h 05 min.
  CHECK(down("web", pools(spread)) * 8760 == Approx(14.186).epsilon(0.001));
  CHECK(down("web", pools("replicas: 2, at_least: 2")) * 8760 == Approx(6.084).epsilon(0.001));
  // Round robin: the third is beside the first.
  const double pair = 1 - (1 - vm_down) * (1 - web_down) * (1 - web_down);
  const double single = 1 - (1 - vm_down) * (1 - web_down);
  CHECK(down("web", pools("replicas: 3, placement: spread")) ==
        Approx((vm_down + (1 - vm_down) * web_down * web_down) * single));
  CHECK(pair > single);
}

TEST_CASE("instances that move need something that works, each its own where that is said") {
  const double both_vms = vm_down * vm_down;
  const double any_vm = 1 - (1 - vm_down) * (1 - vm_down);
  const double both_webs = web_down * web_down;
  const double any_web = 1 - (1 - web_down) * (1 - web_down);
  CHECK(down("web", pools("replicas: 2, at_least: 2, placement: anywhere")) ==
        Approx(1 - (1 - any_web) * (1 - both_vms)));
  CHECK(down("web", pools("replicas: 2, at_least: 2, placement: exclusive")) ==
        Approx(1 - (1 - any_web) * (1 - any_vm)));
  CHECK(down("web", pools("replicas: 2, placement: exclusive")) ==
        Approx(1 - (1 - both_webs) * (1 - both_vms)));
  // Three VMs: one may fail.
  const double two_of_three = 3 * vm_down * vm_down * (1 - vm_down) + std::pow(vm_down, 3);
  CHECK(down("web", pools("replicas: 2, at_least: 2, placement: exclusive", "replicas: 3")) ==
        Approx(1 - (1 - any_web) * (1 - two_of_three)));
}

TEST_CASE("a list of hosts is a place to move over as well") {
  const std::string hosts =
      "  h1: {kind: host, mtbf: 90h, mttr: 10h}\n"
      "  h2: {kind: host, mtbf: 60h, mttr: 20h}\n";
  const auto on = [&](const std::string& how) {
    return down("db",
                "  db: {kind: database, mtbf: never, runs_on: [h1, h2]" + how + "}\n" + hosts);
  };
  CHECK(on("") == Approx(0.1));
  CHECK(on(", placement: spread") == Approx(0.1));
  CHECK(on(", placement: anywhere") == Approx(0.1 * 0.25));
  CHECK(on(", placement: exclusive") == Approx(0.1 * 0.25));
  CHECK(on(", replicas: 2, at_least: 2, placement: exclusive") == Approx(1 - 0.9 * 0.75));
}

TEST_CASE("pools stand on pools that stand on pools") {
  const std::string text =
      "  web: {kind: container, mtbf: never, replicas: 2, runs_on: vm, placement: one-to-one}\n"
      "  vm: {kind: vm, mtbf: never, replicas: 2, runs_on: host, placement: one-to-one, "
      "depends_on: [net]}\n"
      "  host: {kind: host, mtbf: 90h, mttr: 10h, replicas: 2}\n"
      "  net: {kind: network, mtbf: 95h, mttr: 5h}\n";
  CHECK(down("web", text) == Approx(1 - 0.95 * (1 - 0.01)));
  const AnalysedDocument both(
      "journeys: {use: {needs: [web]}}\ncomponents:\n" +
      std::string("  web: {kind: container, mtbf: never, replicas: 2, "
                  "at_least: 2, runs_on: host, placement: spread}\n"
                  "  host: {kind: host, mtbf: 90h, mttr: 10h, replicas: 2}\n"));
  CHECK(both.unavailability() == Approx(1 - 0.81));
  // Each host alone stops it, although the pool of hosts still works: and the way there is told.
  const auto& points = both.analysis.journeys[JourneyId(0U)].single_points;
  REQUIRE(points.size() == 2);
  CHECK(points.front().path.steps.size() == 2);
}

}  // namespace cutpoint::testing::placement_test
