// PictureCounts that Graphviz once failed at, and the limit above which it is not asked.
#include <cstdint>
#include <regex>

#include <fmt/format.h>

#include "tests/renderer/render_text.hpp"
#include "tests/support/random.hpp"

namespace cutpoint::testing::layout_test {

namespace {

/// Services that are spread over hosts in zones and need each other across them, with labelled
/// edges: where Graphviz ranked frames one by one, a tenth of these corrupted its memory.
std::string spread_services(std::uint64_t seed, std::size_t count) {
  Random random(seed);
  std::string text = "journeys: {use: {needs: [s0, s1]}}\ncomponents:\n  region: {kind: region}\n";
  for (int zone = 0; zone < 2; ++zone) {
    text += fmt::format("  zone-{}: {{kind: zone, runs_on: region}}\n", zone);
  }
  for (int host = 0; host < 4; ++host) {
    text += fmt::format("  host-{}: {{kind: host, runs_on: zone-{}}}\n", host, host % 2);
  }
  for (std::size_t i = 0; i < count; ++i) {
    text += fmt::format("  s{}: {{kind: service", i);
    const std::size_t first = random.below(4);
    if (random.below(4) == 0) {
      text += fmt::format(", replicas: 3, runs_on: [host-{}, host-{}]", first, (first + 1) % 4);
    } else if (random.below(3) > 0) {
      text += fmt::format(", runs_on: host-{}", first);
    }
    text += ", depends_on: [";
    for (std::size_t need = i + 1; need < count && need < i + 9; ++need) {
      if (random.below(4) > 0) continue;
      text += random.below(4) == 0 ? fmt::format("{{component: s{}, soft: true}}, ", need)
                                   : fmt::format("s{}, ", need);
    }
    text += "]}\n";
  }
  return text;
}

std::string chain(std::size_t length) {
  std::string text = "journeys: {use: {needs: [s0]}}\ncomponents:\n";
  for (std::size_t i = 0; i < length; ++i) {
    text += fmt::format("  s{}: {{kind: service, depends_on: [{}]}}\n", i,
                        i + 1 < length ? fmt::format("s{}", i + 1) : "");
  }
  return text;
}

}  // namespace

TEST_CASE("services spread over frames are laid out") {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    INFO(seed);
    const Analyzed analyzed(spread_services(seed, 15 + 15 * (seed % 3)));
    const std::string svg = analyzed.whole_graph();
    CHECK(svg.find("</svg>") != std::string::npos);
  }
}

TEST_CASE(
    "a whole graph too large for layers is laid out by sfdp, and says so; .dot has no limit") {
  const Analyzed large(chain(1600));
  CHECK(large.rendered("dot").find("s1599") != std::string::npos);
  RenderInput all = large.input();
  all.options.picture.collapse = Collapse::none;
  const Rendered sfdp = find_format(picture_formats(), "svg")->render(all);
  REQUIRE(sfdp);
  REQUIRE(sfdp->notes.size() == 1);
  CHECK(sfdp->notes[0].find("sfdp") != std::string::npos);
  CHECK(sfdp->content.find("s1599") != std::string::npos);
}

TEST_CASE("layers of many edges are laid out with less effort, and say so in .dot") {
  const Analyzed small(spread_services(1, 40));
  const Analyzed large(spread_services(1, 110));
  CHECK(small.rendered("dot").find("mclimit") == std::string::npos);
  CHECK(large.rendered("dot").find("mclimit=0.3") != std::string::npos);
  CHECK(large.whole_graph().find("s109") != std::string::npos);
}

TEST_CASE("many services side by side are broken into rows") {
  std::string text =
      "name: the quite long name of a system that is drawn on a wide canvas\n"
      "journeys: {use: {needs: [";
  for (int i = 0; i < 60; ++i) text += fmt::format("service-number-{}, ", i);
  text += "]}}\ncomponents:\n  host: {kind: host}\n";
  for (int i = 0; i < 60; ++i) {
    text += fmt::format("  service-number-{}: {{kind: service, runs_on: host, replicas: 2}}\n", i);
  }
  const std::string svg = Analyzed(text).whole_graph();
  const std::size_t at = svg.find("width=\"");
  REQUIRE(at != std::string::npos);
  CHECK(std::stoi(svg.substr(at + 7)) < 2500);  // points; 60 boxes in a row take 8 000
  CHECK(svg.find("the quite long name of a system that is drawn on a wide") != std::string::npos);
  CHECK(svg.find("each 99") != std::string::npos);
  CHECK(Analyzed(chain(40)).rendered("dot").find("invis") == std::string::npos);
}

TEST_CASE("titles that edges run through at the top of their frames stand at the bottom") {
  const std::string text = R"(
journeys: {order: {needs: [app]}}
components:
  app: {kind: container, replicas: 2, runs_on: [vm-1, vm-2], depends_on: [{any_of: [first, second]}]}
  vm-1: {kind: vm, runs_on: east}
  vm-2: {kind: vm, runs_on: west}
  first: {kind: database, runs_on: east}
  second: {kind: database, runs_on: west}
  east: {kind: zone}
  west: {kind: zone}
)";
  const std::string svg = Analyzed(text).whole_graph();
  const auto height_of = [&svg](const std::string& words) {
    std::smatch match;
    const std::regex place("<text[^>]* y=\"(-?[0-9.]+)\"[^>]*>" + words + "</text>");
    REQUIRE(std::regex_search(svg, match, place));
    return std::stod(match[1]);
  };
  CHECK(height_of("east") > height_of("first"));
  CHECK(height_of("west") > height_of("second"));
}

}  // namespace cutpoint::testing::layout_test
