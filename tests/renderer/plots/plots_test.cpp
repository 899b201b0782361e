// Plots: sensible ticks, nothing outside the picture, names stay text.
#include <regex>

#include <fmt/format.h>

#include "renderer/picture/look.hpp"
#include "renderer/plots/gate_tree.hpp"
#include "renderer/plots/plotting.hpp"
#include "renderer/writing/ascii_text.hpp"
#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::plots_test {

namespace {

double attribute(const std::string& svg, const std::string& name) {
  std::smatch match;
  REQUIRE(std::regex_search(svg, match, std::regex(name + "=\"([0-9.]+)\"")));
  return std::stod(match[1]);
}

/// Every x and y lies inside the picture.
void check_inside(const std::string& svg) {
  const double width = attribute(svg, "width"), height = attribute(svg, "height");
  const std::regex place(" (x|y|x1|x2|y1|y2|cx|cy)=\"(-?[0-9.]+)\"");
  for (std::sregex_iterator at(svg.begin(), svg.end(), place), end; at != end; ++at) {
    const double value = std::stod((*at)[2]);
    const double most = (*at)[1].str().find('x') != std::string::npos ? width : height;
    INFO((*at)[0].str());
    CHECK(value >= 0);
    CHECK(value <= most);
  }
}

}  // namespace

TEST_CASE("ticks are round numbers from zero") {
  CHECK(axis_ticks(0.0) == std::vector<double>{0});
  CHECK(axis_ticks(10).size() == 6);
  CHECK(axis_ticks(10).back() == 10);
  for (const double most : {0.013, 0.9, 1.0, 7.3, 99.0, 12345.0}) {
    const auto ticks = axis_ticks(most);
    INFO(most);
    CHECK(ticks.size() >= 3);
    CHECK(ticks.size() <= 11);
    CHECK(ticks.back() <= most * 1.000001);
  }
}

TEST_CASE("bars: the longest is as wide as the plot") {
  const std::string svg = render_plot(
      BarPlot{"title </svg>",
              "sub",
              "share",
              {{"a<b>", 0.8, "80 %", PlotMark::full}, {"c", 0.2, "20 %", PlotMark::partial}}},
      Theme::light);
  CHECK(svg.find("a&lt;b&gt;") != std::string::npos);
  CHECK(svg.find("title </svg>") == std::string::npos);
  CHECK(svg.find("width=\"360.0\"") != std::string::npos);
  CHECK(svg.find("width=\"90.0\"") != std::string::npos);
  check_inside(svg);
  // What recovers by itself is not painted as what does not, and the picture says what is what.
  const Palette& colours = palette_of(Theme::light);
  for (const std::string& word :
       {colours.full_fill, colours.partial_fill, std::string(">single point of failure<"),
        std::string(">recovers by itself<"), std::string(">share →<")}) {
    CHECK(svg.find(word) != std::string::npos);
  }
  CHECK(svg.find(">accepted<") == std::string::npos);
  check_inside(render_plot(BarPlot{"nothing", "", "", {}}, Theme::dark));
}

TEST_CASE("rings: what lies in something has its part of the angle") {
  const SunburstPlot plot{"places",
                          "sub",
                          {{"region", 1.0, "1 %", -1, PlotMark::full},
                           {"zone-a", 0.0, "0 %", 0, PlotMark::none},
                           {"host <1>", 3.0, "3 %", 1, PlotMark::partial},
                           {"elsewhere", 4.0, "4 %", -1, PlotMark::none}}};
  const std::string svg = render_plot(plot, Theme::light);
  CHECK(svg.find("host &lt;1&gt;") != std::string::npos);
  // Half of the turn each: both outer pieces end straight below the middle.
  CHECK(svg.find("<path d=\"M0.00 -") != std::string::npos);
  std::size_t paths = 0;
  for (std::size_t at = svg.find("<path"); at != std::string::npos; at = svg.find("<path", at + 1))
    ++paths;
  CHECK(paths == 4);
  check_inside(svg);
  check_inside(render_plot(SunburstPlot{"nothing", "", {}}, Theme::dark));
}

TEST_CASE("fault trees and block diagrams: every box once, nothing outside") {
  using Gate = GateTree::Gate;
  const GateTree tree{"tree",
                      "sub",
                      {{"top", "0.1", Gate::any, "OR", false, {1, 2}},
                       {"both <x>", "0.01", Gate::all, "AND", false, {3, 4}},
                       {"closed", "0.09, 12 events", Gate::none, "", true, {}},
                       {"a", "0.1", Gate::none, "", false, {}},
                       {"b", "0.1", Gate::none, "", false, {}}}};
  for (const std::string& svg :
       {fault_tree_svg(tree, Theme::light), block_diagram_svg(tree, Theme::dark)}) {
    for (const char* name : {"both &lt;x&gt;", ">closed<", ">a<", ">b<"}) {
      const std::size_t at = svg.find(name);
      INFO(name);
      REQUIRE(at != std::string::npos);
      CHECK(svg.find(name, at + 1) == std::string::npos);
    }
    CHECK(svg.find("AND") != std::string::npos);
    check_inside(svg);
  }
  const GateTree single{"one", "", {{"top", "0", Gate::none, "", false, {}}}};
  check_inside(fault_tree_svg(single, Theme::print));
  check_inside(block_diagram_svg(single, Theme::print));
}

TEST_CASE("fault trees and block diagrams: long names go on in a second line") {
  using Gate = GateTree::Gate;
  const GateTree tree{
      "tree",
      "",
      {{"top", "0.1", Gate::any, "OR", false, {1, 2}},
       {"failover of any of db-primary, db-standby", "0.1", Gate::none, "", false, {}},
       {"last", "0.2", Gate::none, "", false, {}}}};
  const std::regex box(
      "<rect x=\"[0-9.]+\" y=\"([0-9.]+)\" width=\"[0-9.]+\" height=\"([0-9.]+)\"");
  for (const std::string& svg :
       {fault_tree_svg(tree, Theme::light), block_diagram_svg(tree, Theme::light)}) {
    CHECK(svg.find(">failover of any") != std::string::npos);
    CHECK(svg.find("standby<") != std::string::npos);
    CHECK(svg.find("…") == std::string::npos);
    check_inside(svg);
  }
  // Its row is higher for it, and the next one stands below.
  const std::string svg = fault_tree_svg(tree, Theme::light);
  std::vector<std::pair<double, double>> boxes;
  for (std::sregex_iterator at(svg.begin(), svg.end(), box), end; at != end; ++at) {
    boxes.emplace_back(std::stod((*at)[1]), std::stod((*at)[2]));
  }
  REQUIRE(boxes.size() == 4);  // the gate among them
  const auto highest = std::max_element(
      boxes.begin(), boxes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  CHECK(highest->second == 50);
  CHECK(boxes.back().first >= highest->first + highest->second);
}

TEST_CASE("columns") {
  ColumnPlot plot{"Downtime", "", "up to", "share of the years", {}};
  for (int i = 0; i < 20; ++i) plot.columns.push_back({fmt::format("{} min", i), 0.05, i > 15});
  check_inside(render_plot(plot, Theme::light));
  check_inside(render_plot(ColumnPlot{"none", "", "", "", {{"none", 1.0, false}}}, Theme::print));
}

TEST_CASE("steps of an improvement: more nines for more money") {
  const StepPlot plot{"Improve",
                      "",
                      "EUR a month",
                      1e-4,
                      {{"now", 0, 0.0115}, {"second VM", 400, 0.0015}, {"replica", 900, 0.0001}}};
  const std::string svg = render_plot(plot, Theme::light);
  check_inside(svg);
  CHECK(svg.find("99.9 %") != std::string::npos);
  CHECK(svg.find("99.99 %") != std::string::npos);
  // Numbered in the picture, named in the list below it.
  CHECK(svg.find(">second VM<") != std::string::npos);
  CHECK(svg.find(">2<") != std::string::npos);
  CHECK(svg.find("target") != std::string::npos);
  check_inside(render_plot(StepPlot{"", "", "", 0, {}}, Theme::light));
  check_inside(render_plot(StepPlot{"", "", "", 0, {{"never down", 1, 0.0}}}, Theme::light));
}

TEST_CASE("many steps at one cost, and long names, stay apart and inside") {
  StepPlot plot{"Improve",
                "a subtitle that is long enough to need a second line below the first "
                "one, as the words about ceilings do, and a third one",
                "USD",
                1e-3,
                {}};
  for (int i = 0; i < 12; ++i) {
    plot.steps.push_back({std::string(200, 'n'), i < 6 ? 0.0 : 10.0, 0.01 / (i + 1), "text"});
  }
  const std::string svg = render_plot(plot, Theme::dark);
  check_inside(svg);
  CHECK(svg.find(std::string(120, 'n')) == std::string::npos);
}

TEST_CASE("numbers of steps stand beside the way") {
  // The second step is so near that its way rises where the number of the first would stand.
  const StepPlot plot{
      "Improve", "", "USD", 0, {{"now", 0, 0.00097}, {"near", 30, 0.00087}, {"far", 1900, 0.0006}}};
  const std::string svg = render_plot(plot, Theme::light);
  const std::regex number(
      "<text x=\"([0-9.]+)\" y=\"([0-9.]+)\" font-size=\"10\" text-anchor=\"start\" "
      "fill=\"[^\"]*\">([0-9])<");
  const std::regex line(
      "<line x1=\"([0-9.]+)\" y1=\"([0-9.]+)\" x2=\"([0-9.]+)\" y2=\"([0-9.]+)\" stroke=\"[^\"]*\" "
      "stroke-width=\"2\"");
  std::size_t numbers = 0;
  for (std::sregex_iterator at(svg.begin(), svg.end(), number), end; at != end; ++at, ++numbers) {
    const double left = std::stod((*at)[1]), bottom = std::stod((*at)[2]);
    for (std::sregex_iterator way(svg.begin(), svg.end(), line); way != end; ++way) {
      const auto value = [&](int i) { return std::stod((*way)[i]); };
      INFO((*at)[3].str() << " and " << (*way)[0].str());
      CHECK((std::max(value(1), value(3)) < left || std::min(value(1), value(3)) > left + 6 ||
             std::max(value(2), value(4)) < bottom - 8 || std::min(value(2), value(4)) > bottom));
    }
  }
  CHECK(numbers == 3);
}

TEST_CASE("ASCII for terminals that show nothing else") {
  CHECK(ascii_text("a → b … c · d — 2 × 3") == "a > b ~ c | d - 2 x 3");
  CHECK(ascii_text(bar_text(0.55, 4)) == "##-");
  CHECK(ascii_text("語") == "\\u{8a9e}");
  CHECK(ascii_text("\xff") == "\\u{ff}");
}

}  // namespace cutpoint::testing::plots_test
