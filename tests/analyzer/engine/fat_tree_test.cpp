// Minimal cut sets of services in fat-trees, whose numbers are known for every size.
#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "cutpoint/analysis.hpp"
#include "model/architecture/build_model.hpp"
#include "model/format/reading.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::fat_tree_test {
namespace {

struct Server {
  int pod, rack, place;
};

/// The part of a fat-tree of k-port switches above some servers, as needs of one another.
std::string fat_tree(int k, const std::vector<Server>& servers) {
  const int half = k / 2;
  std::string text, names;
  const auto component = [&](const std::string& name, const std::string& needs) {
    text +=
        fmt::format("  {}: {{kind: switch, mtbf: 99h, mttr: 1h, depends_on: [{}]}}\n", name, needs);
  };
  const auto one_of = [half](const std::string& stem) {
    std::string list;
    for (int i = 0; i < half; ++i) list += fmt::format("{}{}-{}", i > 0 ? ", " : "", stem, i);
    return "{any_of: [" + list + "]}";
  };
  for (int plane = 0; plane < half; ++plane) {
    for (int core = 0; core < half; ++core) component(fmt::format("core-{}-{}", plane, core), "");
  }
  for (int pod = 0; pod <= servers.back().pod; ++pod) {
    for (int plane = 0; plane < half; ++plane) {
      component(fmt::format("aggregation-{}-{}", pod, plane),
                one_of(fmt::format("core-{}", plane)));
    }
    for (int rack = 0; rack <= servers.back().rack; ++rack) {
      component(fmt::format("rack-{}-{}", pod, rack), one_of(fmt::format("aggregation-{}", pod)));
    }
  }
  for (const Server& server : servers) {
    const std::string name = fmt::format("s-{}-{}-{}", server.pod, server.rack, server.place);
    component(name, fmt::format("rack-{}-{}", server.pod, server.rack));
    names += (names.empty() ? "" : ", ") + name;
  }
  return fmt::format("cutpoint: 1\njourneys: {{j: {{needs: [{{any_of: [{}]}}]}}}}\ncomponents:\n{}",
                     names, text);
}

struct Counts {
  std::uint64_t cut_sets = 0;
  std::size_t single_points = 0;
};

Counts counts_of(int k, const std::vector<Server>& servers) {
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft =
      read_architecture_text("fat-tree.yaml", fat_tree(k, servers), sources, diagnostics);
  const auto model = build_model(draft, diagnostics);
  REQUIRE(model.has_value());
  const auto function = compile(*model, diagnostics);
  REQUIRE(function.has_value());
  AnalysisOptions options;
  options.max_order = std::nullopt;
  const Analysis analysis = analyze(*model, *function, options);
  const JourneyAnalysis& journey = analysis.journeys[JourneyId(std::size_t{0})];
  CHECK(journey.up.method == Method::exact);
  Counts counts{0, journey.single_points.size()};
  for (const std::uint64_t count : journey.cut_sets.by_order) counts.cut_sets += count;
  return counts;
}

void check(const Counts& counts, std::uint64_t cut_sets, std::size_t single_points) {
  CHECK(counts.cut_sets == cut_sets);
  CHECK(counts.single_points == single_points);
}

}  // namespace

TEST_CASE("minimal cut sets of services in large fat-trees") {
  for (const int k : {4, 8, 16, 24, 48}) {
    INFO("k = " << k);
    const std::uint64_t ways = std::uint64_t{1} << static_cast<unsigned>(k / 2);
    check(counts_of(k, {{0, 0, 0}}), 2 + ways, 2);
    check(counts_of(k, {{0, 0, 0}, {0, 0, 1}}), 2 + ways, 1);
    check(counts_of(k, {{0, 0, 0}, {0, 1, 0}}), 4 + ways, 0);
    check(counts_of(k, {{0, 0, 0}, {1, 0, 0}}), 5 * ways, 0);
    // Each replica is cut off by its server, its rack or all planes; a plane by its cores or by the
    // aggregation switches of the pods cut off that way. All cores are counted once.
    check(counts_of(k, {{0, 0, 0}, {1, 0, 0}, {2, 0, 0}}), 19 * ways + 8 - 18, 0);
  }
}

}  // namespace cutpoint::testing::fat_tree_test
