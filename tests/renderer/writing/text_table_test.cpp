#include "cutpoint/model.hpp"
#include "cutpoint/simulation.hpp"
#include "model/architecture/build_model.hpp"
#include "model/architecture/fault_tree.hpp"
#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"
#include "tests/support/catch.hpp"

namespace cutpoint::testing::text_table_test {

TEST_CASE("paths give way in the middle, step by step") {
  CHECK(elided_path("a → b → c", 9) == "a → b → c");
  CHECK(elided_path("use → gateway → service → vm", 20) == "use → … → vm");
  CHECK(elided_path("use → gateway → service → vm", 24) == "use → … → service → vm");
  CHECK(display_width(elided_path("a-very-long-name → b", 10)) == 10);
  CHECK(display_width(elided_path("a-very-long-name → b → c", 10)) == 10);
}

TEST_CASE("eliding is linear") {
  const std::string text(2'000'000, 'x');
  CHECK(display_width(elided(text, 40)) == 40);
}

TEST_CASE("notes stand behind their rows where they fit, else below") {
  TextTable table({{"", TextTable::Align::left, 2}, {"name"}});
  table.add({{"x"}, {"first"}}, "a note");
  table.add({{"y"}, {"second"}});
  CHECK(table.text(1, Painter(false), 40) == "    name\n x  first   a note\n y  second\n");
  CHECK(table.text(1, Painter(false), 16) == "    name\n x  first\n    a note\n y  second\n");
}

TEST_CASE("only columns that may are narrowed") {
  TextTable table({{"", TextTable::Align::left, 60, 4}, {""}});
  table.add({{"abcdefghij"}, {"klmnopqrst"}});
  CHECK(table.text(0, Painter(false), 18) == "abcdef  klmnopqrst\nghij\n");
  CHECK(table.text(0, Painter(false), 16) == "abcd  klmnopqrst\nefgh\nij\n");
  // What then has no room stands below its row, whole.
  CHECK(table.text(0, Painter(false), 15) == "abcdefghij\n      klmnopqrst\n");
}

TEST_CASE("names in columns that are too narrow go on below, figures do not") {
  struct Case {
    const char* name;
    std::size_t width;
    std::vector<std::string> lines;
  };
  for (const Case& c : {
           Case{"payment-provider", 13, {"payment-", "  provider"}},
           Case{"failover of any of zone-a, postgres-c",
                30,
                {"failover of any of zone-a,", "  postgres-c"}},
           Case{"failover of db-primary", 13, {"failover of", "  db-primary"}},
           Case{"host.docker.internal", 16, {"host.docker.", "  internal"}},
           Case{"größenänderung", 6, {"größen", "änderu", "ng"}},
           Case{"漢字漢字", 5, {"漢字", "漢字"}},
           Case{"abcdefghijklmnopqrstuvwxyz", 4, {"abcd", "efgh", "ijkl", "mn…z"}},
           Case{"short", 13, {"short"}},
       }) {
    INFO(c.name);
    CHECK(broken_name(c.name, c.width, 4) == c.lines);
  }
  TextTable table({{"", TextTable::Align::left, 60, 12}, {"a year", TextTable::Align::right}});
  table.add({{"payment-provider"}, {"4 h 23 min"}}, "a note");
  CHECK(table.text(2, Painter(false), 26) ==
        "                    a year\n  payment-      4 h 23 min\n    provider\n"
        "                a note\n");
}

TEST_CASE("columns get back what they gave to others that stand below, which tell what is known") {
  TextTable table({{"of", TextTable::Align::left, 40, 6},
                   {"down", TextTable::Align::right},
                   {"spared", TextTable::Align::right},
                   {"pays back", TextTable::Align::right}});
  table.add({{"load-balancer"}, {"4 h 23 min"}, {"–"}, {"–"}});
  table.add({{"db"}, {"2 min"}, {"0.5"}, {"–"}});
  CHECK(table.text(0, Painter(false), 25) ==
        "of                   down\n"
        "load-balancer  4 h 23 min\n"
        "db                  2 min\n"
        "          spared 0.5\n");
}

TEST_CASE("long headings go on several lines where narrowed columns are still too wide") {
  TextTable table({{"part", TextTable::Align::left},
                   {"downtime saved", TextTable::Align::right},
                   {"outages", TextTable::Align::right}});
  table.add({{"database"}, {"5 h 2 min"}, {"1.25"}});
  CHECK(table.text(0, Painter(false), 33) ==
        "part      downtime saved  outages\ndatabase       5 h 2 min     1.25\n");
  CHECK(table.text(0, Painter(false), 28) ==
        "           downtime\npart          saved  outages\ndatabase  5 h 2 min     1.25\n");
  // No cell and no word is cut for it.
  CHECK(table.text(0, Painter(false), 24) ==
        "part      downtime saved\ndatabase       5 h 2 min\n        outages 1.25\n");
}

TEST_CASE("the downtimes of a simulation stand below each other where a line is too narrow") {
  FaultTree tree;
  tree.tops.push_back(tree.gates.push_back(Gate()));
  const Model model = build_model(tree);
  JourneySimulation journey;
  journey.journey = JourneyId(0U);
  journey.year.periods = journey.month.periods = 200;
  for (DowntimeDistribution* row : {&journey.year, &journey.month}) {
    row->mean = row->median = row->percentile_90 = Duration::seconds(3661);
    row->percentile_95 = row->percentile_99 = row->worst = Duration::hours(1000);
  }
  Simulation simulation;
  simulation.journeys.push_back(journey);
  const auto heading = [&](std::size_t width) {
    RenderOptions options;
    options.width = width;
    const std::string text =
        find_format(simulation_formats(), "text")->render({model, simulation, options})->content;
    const std::size_t start = text.find("    downtime");
    REQUIRE(start != std::string::npos);
    return text.substr(start, text.find('\n', start) - start);
  };
  CHECK(heading(120).find("without") != std::string::npos);
  CHECK(display_width(heading(60)) <= 60);
  CHECK(heading(60).find("a month") != std::string::npos);
}

}  // namespace cutpoint::testing::text_table_test
