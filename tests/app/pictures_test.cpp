// Pictures, plots and tables as a user asks for them.
#include <cstdlib>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing {

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

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

TEST_CASE("plots of the sample") {
  const InFolder folder(source_path("."));
  const Run contribution = run({"plot", "contribution", "samples/multi-az.yaml"});
  CHECK(contribution.exit == 0);
  CHECK(has(contribution.out, ">load-balancer<"));
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
}

}  // namespace cutpoint::testing
