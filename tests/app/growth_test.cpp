// Twice as much of anything costs at most three times as much: measured over four times as much,
// where the steps of caches and allocators weigh less.
#include <algorithm>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/support/run.hpp"
#include "tests/support/sanitized.hpp"
#include "tests/support/text_files.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::growth_test {

namespace {

using Making = std::function<std::string(std::size_t size)>;

struct Family {
  const char* name;
  std::vector<std::string> command;  ///< before the document
  std::size_t size;
  Making make;
};

const std::string head = "cutpoint: 1\njourneys:\n  j: {needs: [s0], slo: {availability: 99.9%}}\n";

/// Each service needs two others; in every other level one of them is enough.
std::string tree_of_services(std::size_t size) {
  std::string text = head + "components:\n";
  for (std::size_t i = 0; i < size; ++i) {
    text += fmt::format("  s{}: {{kind: service, mtbf: 90d, mttr: 1h", i);
    if (2 * i + 2 < size) {
      text += i % 2 == 0
                  ? fmt::format(", depends_on: [s{}, s{}]", 2 * i + 1, 2 * i + 2)
                  : fmt::format(", depends_on: [{{any_of: [s{}, s{}]}}]", 2 * i + 1, 2 * i + 2);
    }
    text += "}\n";
  }
  return text;
}

/// The same as JSON on one line.
std::string services_on_one_line(std::size_t size) {
  std::string text = R"({"cutpoint": 1, "journeys": {"j": {"needs": ["s0"]}}, "components": {)";
  for (std::size_t i = 0; i < size; ++i) {
    text += fmt::format(R"({}"s{}": {{"kind": "service", "mtbf": "90d", "mttr": "1h")",
                        i == 0 ? "" : ", ", i);
    if (i + 1 < size && i % 10 != 9) text += fmt::format(R"(, "depends_on": ["s{}"])", i + 1);
    text += "}";
  }
  return text + "}}";
}

std::string layers_of_services(std::size_t size) {
  std::string text = "cutpoint: 1\njourneys:\n  j: {needs: [s0-0]}\ncomponents:\n";
  for (std::size_t layer = 0; layer < size / 4; ++layer) {
    for (std::size_t i = 0; i < 4; ++i) {
      text += fmt::format("  s{}-{}: {{kind: service, mtbf: 900d, mttr: 1h", layer, i);
      if (layer + 1 < size / 4) {
        text += fmt::format(", depends_on: [s{0}-{1}, {{any_of: [s{0}-{2}, s{0}-{3}]}}]", layer + 1,
                            i, (i + 1) % 4, (i + 2) % 4);
      }
      text += "}\n";
    }
  }
  return text;
}

std::string ladder_of_gates(std::size_t size) {
  std::string text = "cutpoint: 1\njourneys:\n  j: {needs: [c0]}\ncomponents:\n";
  for (std::size_t i = 0; i < size; ++i) {
    const std::string next = i + 1 < size ? fmt::format(", c{}", i + 1) : "";
    text += fmt::format(
        "  c{0}: {{kind: service, mtbf: 30d, mttr: 1h, depends_on: [{{any_of: [x{0}{1}]}}, "
        "y{0}]}}\n"
        "  x{0}: {{kind: service, mtbf: 30d, mttr: 1h}}\n"
        "  y{0}: {{kind: service, mtbf: 30d, mttr: 1h}}\n",
        i, next);
  }
  return text;
}

std::string replicas_of_one(std::size_t size) {
  return fmt::format(
      "cutpoint: 1\njourneys: {{j: {{needs: [a]}}}}\ncomponents:\n"
      "  a: {{kind: vm, replicas: {}, at_least: {}}}\n",
      size, size / 2);
}

std::string pools_on_hosts(std::size_t size) {
  std::string text = head + "components:\n";
  for (std::size_t i = 0; i < size; ++i) {
    text += fmt::format(
        "  h{0}: {{kind: host}}\n  s{0}: {{kind: service, replicas: 2, runs_on: "
        "[h{0}, h{1}]{2}}}\n",
        i, (i + 7) % size,
        i % 8 != 7 && i + 1 < size ? fmt::format(", depends_on: [s{}]", i + 1) : "");
  }
  return text;
}

std::string many_journeys(std::size_t size) {
  std::string text = "cutpoint: 1\njourneys:\n";
  for (std::size_t i = 0; i < size; ++i) text += fmt::format("  j{0}: {{needs: [s{0}]}}\n", i);
  text += "components:\n  base: {kind: database}\n";
  for (std::size_t i = 0; i < size; ++i) {
    text += fmt::format("  s{}: {{kind: service, depends_on: [base]}}\n", i);
  }
  return text;
}

/// Processor seconds of the whole process, the least of three: tests run one after the other.
double seconds_of(const Family& family, std::size_t size) {
  write_file("./model.yaml", family.make(size));
  std::vector<std::string> call = family.command;
  call.emplace_back("model.yaml");
  double least = 1e9;
  for (int i = 0; i < 3; ++i) {
    const std::clock_t start = std::clock();
    REQUIRE(run(call).exit != 2);
    least = std::min(least, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return least;
}

}  // namespace

TEST_CASE("twice as much costs at most three times as much", "[alone]") {
  if (is_sanitized) {
    WARN("costs are measured as users have them: without a sanitizer");
    return;
  }
  const ScratchFolder scratch("growth");
  const std::vector<std::string> lint = {"lint"};
  const std::vector<std::string> analyze = {"analyze", "--format", "json"};
  const std::vector<Family> families = {
      {"components, lint", lint, 2000, tree_of_services},
      {"components on one line, lint", lint, 1000, services_on_one_line},
      {"components, analyze", analyze, 1500, tree_of_services},
      {"services in layers, analyze", analyze, 500, layers_of_services},
      {"gates of a ladder, analyze", analyze, 800, ladder_of_gates},
      {"replicas, analyze", analyze, 10'000, replicas_of_one},
      {"hosts and pools, analyze", analyze, 500, pools_on_hosts},
      {"hosts and pools, lint", lint, 750, pools_on_hosts},
      {"journeys, analyze", analyze, 200, many_journeys},
  };
  for (const Family& family : families) {
    const double once = seconds_of(family, family.size);
    const double four_times = seconds_of(family, 4 * family.size);
    INFO(fmt::format("{}: {:.3f} and {:.3f} s", family.name, once, four_times));
    CHECK(four_times <= 9.0 * std::max(once, 0.02));
  }
}

}  // namespace cutpoint::testing::growth_test
