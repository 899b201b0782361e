// Pictures, plots and tables as a user asks for them.
#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "renderer/languages/raster.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::pictures_test {

namespace {

Run render(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"render", "samples/multi-az.yaml", "--today", "2026-01-01"});
  return run(arguments);
}

}  // namespace

TEST_CASE("pictures in the languages of other tools") {
  const InFolder folder(source_path("."));
  check_golden("tests/app/pictures/multi-az.mermaid", render({"--format", "mermaid"}).out);
  check_golden("tests/app/pictures/multi-az.d2", render({"--format", "d2"}).out);
  check_golden("tests/app/pictures/change.mermaid",
               run({"diff", "tests/app/diff/before.yaml", "tests/app/diff/after.yaml", "--format",
                    "mermaid", "--today", "2026-01-01"})
                   .out);
}

TEST_CASE("the analysis as Markdown and CSV") {
  const InFolder folder(source_path("."));
  check_golden(
      "tests/app/pictures/multi-az.md",
      run({"analyze", "samples/multi-az.yaml", "--format", "markdown", "--today", "2026-01-01"})
          .out);
  for (const std::string table :
       {"journeys", "single-points", "cut-sets", "importance", "components"}) {
    const Run csv = run({"analyze", "samples/multi-az.yaml", "--format", "csv", "--table", table,
                         "--today", "2026-01-01"});
    CHECK(csv.exit == 0);
    CHECK(has(csv.out, "\r\n"));
    if (table == "single-points") check_golden("tests/app/pictures/single-points.csv", csv.out);
  }
  CHECK(run({"analyze", "samples/multi-az.yaml", "--format", "csv", "--table", "x"}).exit == 2);
}

TEST_CASE("what a picture shows is chosen by name") {
  const InFolder folder(source_path("."));
  const Run journey = render({"--journey", "browse"});
  CHECK(journey.exit == 0);
  CHECK_FALSE(has(journey.out, "payment-provider"));
  CHECK(has(render({"--journey", "brows"}).err, "did you mean `browse`?"));
  CHECK(has(render({"--around", "dsn"}).err, "did you mean `dns`?"));
  CHECK(render({"--around", "dns", "--depth", "x"}).exit == 2);
  CHECK(render({"--highlight", "cutset:100000"}).exit == 2);
  CHECK(render({"--highlight", "cutset:x"}).exit == 2);
  CHECK(has(render({"--highlight", "zone-z"}).err, "nothing named `zone-z`"));
  const Run cut_set = render({"--highlight", "cutset:1"});
  CHECK(has(cut_set.out, "✗ fails"));
  CHECK(has(cut_set.out, "↓ down"));
  CHECK(has(render({"--highlight", "zone-a,zone-b"}).out, "zone-a,zone-b fail"));
  CHECK(has(render({"--theme", "dark"}).out, "#111827"));
  CHECK(render({"--theme", "blue"}).exit == 2);
}

TEST_CASE("the fault tree and the block diagram of a journey") {
  const InFolder folder(source_path("."));
  const auto drawn = [](std::vector<std::string> more) {
    more.insert(more.begin(), {"render", "samples/multi-az.yaml"});
    return run(more);
  };
  const Run tree = drawn({"--as", "fault-tree", "--journey", "checkout"});
  CHECK(tree.exit == 0);
  CHECK(has(tree.out, ">Fault tree of checkout<"));
  CHECK(has(tree.out, ">payment-provider<"));
  CHECK(has(tree.out, ">OR<"));
  CHECK(tree.out == drawn({"--as", "fault-tree", "--journey", "checkout"}).out);
  const Run blocks = drawn({"--as", "rbd"});
  CHECK(blocks.exit == 0);
  CHECK(has(blocks.out, "web: all needed"));
  // Requirements say themselves how many are needed, and what has no name is called by that.
  CHECK(has(blocks.out, ">any of db-primary, db-standby · "));
  CHECK(has(blocks.out, ">4 of 6 needed · "));
  // All that can be seen of it is seen, if not at each place.
  CHECK(has(blocks.out, "Dashed ends are shown elsewhere"));
  CHECK_FALSE(has(blocks.out, "likeliest"));
  CHECK(has(tree.out, ">3 of these<"));
  CHECK(has(drawn({"--as", "rbd", "-o", "x.dot"}).err, "drawn as SVG or PNG alone"));
  CHECK(drawn({"--as", "tree"}).exit == 2);
  const Run imported = run({"render", "tests/browser/not-coherent.xml", "--as", "fault-tree"});
  CHECK(imported.exit == 0);
  CHECK(has(imported.out, "NOT"));
}

TEST_CASE("plots and pictures of gates are PNG where the output ends so") {
  if (!raster_obstacle().empty()) return;
  const ScratchFolder folder("drawings");
  const std::string file = source_path("samples/multi-az.yaml");
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"plot", "contribution", file},
        std::vector<std::string>{"plot", "places", file},
        std::vector<std::string>{"render", file, "--as", "fault-tree"},
        std::vector<std::string>{"render", file, "--as", "rbd"}}) {
    std::vector<std::string> drawn = command, written = command;
    written.insert(written.end(), {"-o", "drawn.png"});
    CHECK(run(written).exit == 0);
    CHECK(read_file("drawn.png").substr(1, 3) == "PNG");
    drawn.insert(drawn.end(), {"-o", "drawn.svg"});
    CHECK(run(drawn).exit == 0);
    CHECK(read_file("drawn.svg").starts_with("<svg"));
  }
}

TEST_CASE("plots of the sample") {
  const InFolder folder(source_path("."));
  const Run contribution = run({"plot", "contribution", "samples/multi-az.yaml"});
  CHECK(contribution.exit == 0);
  CHECK(has(contribution.out, ">load-balancer<"));
  // The provider is an accepted risk, and all instances of a pool are one bar.
  CHECK(has(contribution.out, ">accepted<"));
  CHECK_FALSE(has(contribution.out, "web#1"));
  const Run places = run({"plot", "places", "samples/multi-az.yaml"});
  CHECK(places.exit == 0);
  CHECK(has(places.out, ">region<"));
  const Run downtime =
      run({"plot", "downtime", "samples/multi-az.yaml", "--years", "200", "--journey", "checkout"});
  CHECK(downtime.exit == 0);
  CHECK(has(downtime.out, "Downtime of checkout in a year"));
  CHECK(downtime.out == run({"plot", "downtime", "samples/multi-az.yaml", "--years", "200",
                             "--journey", "checkout"})
                            .out);
  CHECK(run({"plot", "downtime", "samples/multi-az.yaml", "--years", "0"}).exit == 2);
  CHECK(run({"plot", "downtime", "samples/multi-az.yaml", "--journey", "x"}).exit == 2);
}

TEST_CASE("plots of a pool say what hangs on all of its instances together") {
  const ScratchFolder scratch("plots/pool");
  write_file(
      "./pool.yaml",
      "cutpoint: 1\njourneys: {j: {needs: [crew]}}\n"
      "components: {crew: {kind: service, replicas: 5, at_least: 4, mtbf: 70h, mttr: 7h}}\n");
  const Run contribution = run({"plot", "contribution", "pool.yaml"});
  CHECK(contribution.exit == 0);
  CHECK(has(contribution.out, ">100 % in 5 instances<"));
  const Run places = run({"plot", "places", "pool.yaml"});
  CHECK(has(places.out, "100 %"));
}

TEST_CASE("availability against cost of the steps to a target") {
  const InFolder folder(source_path("."));
  const std::vector<std::string> plot = {"plot", "improvement", "samples/ai-api-two-vms.yaml",
                                         "--today", "2026-01-01"};
  const auto with = [&plot](std::vector<std::string> more) {
    more.insert(more.begin(), plot.begin(), plot.end());
    return run(more);
  };
  const Run met = with({"--target", "99.95%"});
  CHECK(met.exit == 0);
  CHECK(met.err.empty());
  CHECK(has(met.out, "What more availability of classify costs"));
  CHECK(has(met.out, ">as it is<"));
  CHECK(has(met.out, ">run 2 of `load-balancer`<"));
  // The last step is what `improve` promises.
  const Run advice = run(
      {"improve", "samples/ai-api-two-vms.yaml", "--target", "99.95%", "--today", "2026-01-01"});
  CHECK(has(advice.out, "costs 30 USD a month: `classify` 99.965 %"));
  CHECK(has(met.out, "99.965 % · ~30 USD a month"));
  CHECK(has(with({"--target", "99.99999%"}).out, "is out of reach"));
  // Nothing is advised that brings nothing beside the others, here a second zone beside a region.
  const Run estimated = run({"plot", "improvement", "samples/multi-az.yaml", "--target", "99.99%"});
  CHECK(has(estimated.out, "a second region"));
  CHECK_FALSE(has(estimated.out, "on `zone-a`"));
  CHECK_FALSE(has(estimated.out, "no gain"));
  CHECK(has(with({"--target", "99%"}).out, "is met as things are"));
  CHECK(has(run(plot).err, "--target 99.95%"));
  CHECK(with({"--target", "101%"}).exit == 2);
  CHECK(has(with({"--target", "99.9%", "--journey", "clasify"}).err, "did you mean `classify`?"));
}

TEST_CASE("reports in ASCII where a terminal shows nothing else") {
  const InFolder folder(source_path("."));
  const auto is_ascii = [](const std::string& text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  };
  const std::vector<std::vector<std::string>> commands = {
      {"analyze", "samples/multi-az.yaml"},
      {"analyze", "samples/ai-api-single-vm.yaml", "--cut-sets", "5"},
      {"whatif", "samples/multi-az.yaml", "--fail", "zone-a"},
      {"simulate", "samples/multi-az.yaml", "--years", "20"},
      {"sensitivity", "samples/multi-az.yaml"},
      {"improve", "samples/ai-api-two-vms.yaml", "--target", "99.95%"},
      {"diff", "samples/ai-api-single-vm.yaml", "samples/ai-api-two-vms.yaml"},
      {"lint", "samples/multi-az.yaml"}};
  for (std::vector<std::string> command : commands) {
    INFO(command.front());
    command.insert(command.begin(), "--ascii");
    const Run result = run(command);
    CHECK(result.out.size() > 100);
    CHECK(is_ascii(result.out));
    CHECK_FALSE(has(result.out, "\\u{"));  // every sign of our own has its like
  }
  CHECK_FALSE(is_ascii(run(commands.front()).out));
  // What other programs read is left as it is.
  CHECK_FALSE(
      is_ascii(run({"--ascii", "analyze", "samples/multi-az.yaml", "--format", "markdown"}).out));
}

TEST_CASE("what fails, simulations and changes as Markdown and CSV") {
  const InFolder folder(source_path("."));
  const auto as = [](std::vector<std::string> command, const std::string& format) {
    command.insert(command.end(), {"--format", format});
    const Run result = run(command);
    CHECK(result.exit == 0);
    return result.out;
  };
  const std::vector<std::string> whatif = {"whatif", "samples/multi-az.yaml", "--fail", "zone-a"};
  check_golden("tests/app/pictures/whatif.md", as(whatif, "markdown"));
  check_golden("tests/app/pictures/whatif.csv", as(whatif, "csv"));
  const std::vector<std::string> simulate = {
      "simulate", "samples/multi-az.yaml", "--years", "200", "--seed", "3"};
  check_golden("tests/app/pictures/simulate.md", as(simulate, "markdown"));
  check_golden("tests/app/pictures/simulate.csv", as(simulate, "csv"));
  const std::vector<std::string> rare = {"simulate", "samples/multi-az.yaml", "--rare", "--cycles",
                                         "2000"};
  CHECK(has(as(rare, "markdown"), "| checkout |"));
  CHECK(has(as(rare, "csv"), "cycles_down,unavailability_relative_error\r\ncheckout,"));
  const std::vector<std::string> diff = {"diff", "tests/app/diff/before.yaml",
                                         "tests/app/diff/after.yaml", "--today", "2026-01-01"};
  check_golden("tests/app/pictures/change.csv", as(diff, "csv"));
}

TEST_CASE("sensitivity, advice and measured figures as CSV") {
  const InFolder folder(source_path("."));
  const auto csv = [](std::vector<std::string> command) {
    command.insert(command.end(), {"--format", "csv"});
    const Run result = run(command);
    CHECK(result.err.empty());
    return result.out;
  };
  const auto rows = [](const std::string& text) {
    return std::count(text.begin(), text.end(), '\n') - 1;
  };
  const std::string all = csv({"sensitivity", "samples/multi-az.yaml"});
  check_golden("tests/app/pictures/sensitivity.csv", all);
  CHECK(rows(all) > 20);  // more than the ten a journey that people are shown
  CHECK(rows(csv({"sensitivity", "samples/multi-az.yaml", "--top", "3"})) == 6);
  check_golden("tests/app/pictures/improve.csv",
               csv({"improve", "samples/ai-api-two-vms.yaml", "--target", "99.9%", "--today",
                    "2026-01-01"}));
  check_golden("tests/app/pictures/observe.csv", csv({"observe", "samples/incidents.csv", "--from",
                                                      "2026-03-01T00:00:00Z", "--window", "726h"}));
}

TEST_CASE("quiet and verbose") {
  const InFolder folder(source_path("."));
  const Run verbose = run({"analyze", "samples/multi-az.yaml", "--verbose"});
  CHECK(has(verbose.err, "read samples/multi-az.yaml:"));
  CHECK(has(verbose.err, "analysed 2 journeys"));
  CHECK(run({"analyze", "samples/multi-az.yaml"}).err.empty());
  const ScratchFolder scratch("quiet");
  write_file("./c.yaml", "services: {web: {image: nginx, ports: [80]}}\n");
  CHECK_FALSE(run({"import", "compose", "c.yaml", "-o", "a.yaml"}).err.empty());
  CHECK(run({"--quiet", "import", "compose", "c.yaml", "-o", "a.yaml"}).err.empty());
  CHECK(has(run({"--quiet", "analyze", "missing.yaml"}).err, "missing.yaml"));
  write_file("./a.yaml", "cutpoint: 1\njourneys: {use: {needs:   [web]}}\ncomponents: {web: {}}\n");
  CHECK(run({"--quiet", "fmt", "a.yaml"}).err.empty());
  CHECK(run({"--quiet", "lint", "a.yaml", "--write-baseline", "b.json"}).err.empty());
  for (const std::string command : {"whatif", "report", "diff"}) {
    std::vector<std::string> words = {"--verbose", command, "a.yaml"};
    if (command == "whatif") words.insert(words.end(), {"--fail", "web"});
    if (command == "report") words.insert(words.end(), {"-o", "r.html"});
    if (command == "diff") words.push_back("a.yaml");
    INFO(command);
    CHECK(has(run(words).err, "s in all"));
  }
}

}  // namespace cutpoint::testing::pictures_test
