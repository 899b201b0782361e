// `analyze` as a user and as a CI job meet it.
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::analyze_test {

namespace {

std::string document(const std::string& slo, const std::string& objective) {
  return "cutpoint: 1\njourneys: {go: {needs: [db], slo: {availability: " + slo +
         "}}}\ncomponents: {db: {kind: database, runs_on: vm, mtbf: 100d, mttr: 1h, backups: "
         "[{every: 24h, restore: 30m, to: safe}], objectives: {" +
         objective + "}}, vm: {kind: vm, mtbf: never}, safe: {kind: object_storage}}\n";
}

}  // namespace

TEST_CASE("a check fails for missed promises and objectives, and says which") {
  const ScratchFolder scratch("analyze/check");
  write_file("./kept.yaml", document("99%", "rpo: 2d"));
  write_file("./missed.yaml", document("99.99%", "rpo: 2d"));
  write_file("./lost.yaml", document("99%", "rpo: 1h"));
  CHECK(run({"analyze", "kept.yaml", "--check"}).exit == 0);
  CHECK(run({"analyze", "kept.yaml", "--check"}).err.find("missed") == std::string::npos);
  CHECK(run({"analyze", "missed.yaml"}).exit == 0);
  const Run missed = run({"analyze", "missed.yaml", "--check"});
  CHECK(missed.exit == 1);
  CHECK(has(missed.err, "missed: go: SLO misses 99.99 % by "));
  // The report is written all the same, in any format.
  CHECK(has(missed.out, "✗ misses 99.99 %"));
  CHECK(run({"analyze", "missed.yaml", "--check", "--format", "csv", "--table", "single-points"})
            .exit == 1);
  const Run lost = run({"analyze", "lost.yaml", "--check"});
  CHECK(lost.exit == 1);
  CHECK(has(lost.err, "missed: db lost with corruption: RPO 1 d ✗, at most 1 h"));
}

TEST_CASE("what is not decided is told and does not fail") {
  const ScratchFolder scratch("analyze/undecided");
  // Nobody says how much the hosts' copies would lose: an objective without a time.
  write_file("./a.yaml",
             "cutpoint: 1\njourneys: {go: {needs: [s], slo: {availability: 90%}}}\ncomponents: {s: "
             "{kind: object_storage, profile: aws.s3, objectives: {rpo: 1h}}}\n");
  const Run told = run({"analyze", "a.yaml", "--check"});
  INFO(told.err);
  CHECK(told.exit == 0);
  CHECK(has(told.err, "not decided: s lost with host: RPO not stated, at most 1 h"));
  CHECK_FALSE(has(told.err, "missed: "));
}

TEST_CASE("a check fails for claims of a Markdown document, with their lines") {
  const ScratchFolder scratch("analyze/claims");
  const auto page = [](const std::string& claim) {
    return "# Design\n\n```cutpoint\n" + document("90%", "rpo: 2d") +
           "\n```\n\nSo it is. <!-- cutpoint:claim " + claim + " -->\n";
  };
  write_file("./design.md", page("availability(go) >= 99.999%"));
  const Run missed = run({"analyze", "design.md", "--check"});
  CHECK(missed.exit == 1);
  CHECK(has(missed.err, "missed: claim `availability(go) >= 99.999%` (design.md:10): `go` is "));
  CHECK(run({"analyze", "design.md"}).exit == 0);
  CHECK(run({"lint", "design.md", "--select", "CP900"}).exit == 1);
  write_file("./design.md", page("availability(go) >= 99%"));
  const Run kept = run({"analyze", "design.md", "--check"});
  CHECK(kept.exit == 0);
  CHECK_FALSE(has(kept.err, "claim"));
  // What is laid over the document decides as well.
  write_file("./worse.yaml", "cutpoint: 1\ncomponents: {db: {mttr: 10d}}\n");
  const Run worse = run({"analyze", "design.md", "worse.yaml", "--check"});
  CHECK(worse.exit == 1);
  CHECK(has(worse.err, "missed: claim `availability(go) >= 99%` (design.md:10)"));
  write_file("./design.md", page("is(fine)"));
  const Run odd = run({"analyze", "design.md", "--check"});
  CHECK(odd.exit == 1);
  CHECK(has(odd.err, "missed: claim `is(fine)` (design.md:10): it cannot be understood"));
  // A claim that nobody reads must not pass for one that holds.
  write_file("./design.md",
             page("availability(go) >= 99%") + "<!-- cutpoint:clam no-spof(go) -->\n");
  const Run misspelt = run({"analyze", "design.md", "--check"});
  CHECK(misspelt.exit == 2);
  CHECK(has(misspelt.err, "did you mean `cutpoint:claim`?"));
}

TEST_CASE("a claim that is not decided is told and does not fail a check") {
  const ScratchFolder scratch("analyze/open-claims");
  write_file("./design.md",
             "```cutpoint\ncutpoint: 1\njourneys: {go: {needs: [s]}}\ncomponents: {s: {kind: "
             "object_storage, profile: aws.s3}}\n```\nDurable. <!-- cutpoint:claim rpo(s) <= 1h "
             "-->\n");
  const Run told = run({"analyze", "design.md", "--check"});
  INFO(told.err);
  CHECK(told.exit == 0);
  CHECK(has(told.err, "not decided: claim `rpo(s) <= 1h` (design.md:6): what `s` may lose"));
  CHECK_FALSE(has(told.err, "missed: "));
}

TEST_CASE("sections and journeys are asked for by name") {
  const InFolder folder(source_path("."));
  const std::string sample = "samples/multi-az.yaml";
  const Run first = run({"analyze", sample, "--today", "2026-01-01"});
  CHECK_FALSE(has(first.out, "Cut vertices"));
  CHECK_FALSE(has(first.out, "Dominators"));
  const Run graph = run({"analyze", sample, "--section", "graph"});
  CHECK(has(graph.out, "Cut vertices"));
  CHECK(has(graph.out, "available"));
  CHECK_FALSE(has(graph.out, "What it comes from"));
  const Run one = run({"analyze", sample, "--journey", "browse", "--section", "points"});
  CHECK(has(one.out, "browse"));
  CHECK_FALSE(has(one.out, "payment-provider"));
  const Run wrong = run({"analyze", sample, "--journey", "brows"});
  CHECK(wrong.exit == 2);
  CHECK(has(wrong.err, "did you mean `browse`?"));
  CHECK(run({"analyze", sample, "--section", "nothing"}).exit == 2);
  // Who counts combinations is shown them.
  CHECK(has(run({"analyze", sample, "--cut-sets", "3"}).out, "Minimal cut sets"));
}

}  // namespace cutpoint::testing::analyze_test
