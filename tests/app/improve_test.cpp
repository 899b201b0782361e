// `improve` as a user meets it.
#include <cmath>
#include <cstdlib>

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::improve_test {

namespace {

Run improve(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "improve");
  arguments.insert(arguments.end(), {"--today", "2026-01-01"});
  return run(arguments);
}

double unavailability(const std::string& file) {
  const Run result = run({"analyze", file, "--format", "json", "--today", "2026-01-01"});
  REQUIRE(result.exit == 0);
  return nlohmann::json::parse(result.out)["journeys"][0]["unavailability"];
}

}  // namespace

TEST_CASE("advice on samples as text, JSON and Markdown") {
  const InFolder folder(source_path("."));
  for (const std::string format : {"text", "json", "markdown", "patch"}) {
    const Run result =
        improve({"samples/ai-api-single-vm.yaml", "--target", "99.9%", "--format", format});
    CHECK(result.exit == 0);
    CHECK(result.err.empty());
    check_golden("tests/app/advice/ai-api-single-vm." + format, result.out);
  }
  const Run out_of_reach = improve({"samples/multi-az.yaml", "--target", "99.95%"});
  CHECK(out_of_reach.exit == 1);
  check_golden("tests/app/advice/multi-az.text", out_of_reach.out);
}

TEST_CASE("changes applied give what was promised, and keep the comments") {
  const ScratchFolder scratch("improve/applied");
  const std::string sample = read_file(source_path("samples/ai-api-single-vm.yaml"));
  write_file("./a.yaml", "# mine\n" + sample);
  const Run result =
      improve({"a.yaml", "--target", "99.9%", "--apply", "-o", "b.yaml", "--format", "json"});
  CHECK(result.exit == 0);
  CHECK(read_file("a.yaml") == "# mine\n" + sample);
  CHECK(has(read_file("b.yaml"), "# mine\n"));
  const auto json = nlohmann::json::parse(result.out);
  const double promised = json["chosen"]["after"][0]["unavailability"];
  CHECK(unavailability("b.yaml") == Approx(promised).epsilon(1e-12));
  CHECK(run({"fmt", "--check", "b.yaml"}).exit == 0);
  CHECK(improve({"a.yaml", "--target", "99.9%", "--apply"}).exit == 0);
  CHECK(read_file("a.yaml") == read_file("b.yaml"));
  CHECK(has(improve({"a.yaml", "--target", "99.9%"}).out, "is met as it is"));
}

TEST_CASE("patch applies what is printed, and so does git") {
  const ScratchFolder scratch("improve/patched");
  const std::string sample = read_file(source_path("samples/ai-api-single-vm.yaml"));
  write_file("./a.yaml", sample);
  const Run report = improve({"a.yaml", "--target", "99.9%"});
  REQUIRE(improve({"a.yaml", "--target", "99.9%", "--apply", "-o", "b.yaml"}).exit == 0);
  write_file("./report.txt", report.out);
  if (std::system("patch --version > said.txt 2>&1") == 0) {
    CHECK(std::system("patch -s -p0 < report.txt > said.txt 2>&1") == 0);
    CHECK(read_file("a.yaml") == read_file("b.yaml"));
  }
  write_file("./a.yaml", sample);
  if (std::system("git --version > said.txt 2>&1") == 0 &&
      std::system("git init -q . > said.txt 2>&1") == 0) {
    CHECK(std::system("git apply -p0 report.txt > said.txt 2>&1") == 0);
    CHECK(read_file("a.yaml") == read_file("b.yaml"));
  }
}

TEST_CASE("changes of several files go into the last") {
  const ScratchFolder scratch("improve/overlay");
  write_file("./base.yaml",
             "cutpoint: 1\njourneys: {use: {needs: [web]}}\n"
             "components:\n  web: {kind: vm, mtbf: 99h, mttr: 1h}\n");
  write_file("./prod.yaml", "cutpoint: 1\ncomponents:\n  web:  # big\n    owner: ops\n");
  const Run result = improve({"base.yaml", "prod.yaml", "--target", "99.9%", "--apply"});
  CHECK(result.exit == 0);
  CHECK(has(read_file("prod.yaml"), "web:  # big\n    owner: ops\n    replicas: 2\n"));
  CHECK(has(improve({"base.yaml", "prod.yaml", "--target", "99.9%"}).out, "is met as it is"));
}

TEST_CASE("without a target every journey aims at its own SLO") {
  const ScratchFolder scratch("improve/slo");
  write_file("./a.yaml",
             "cutpoint: 1\n"
             "journeys:\n"
             "  strict: {needs: [a], slo: {availability: 99.9%}}\n"
             "  easy: {needs: [a], slo: {availability: 90%}}\n"
             "  free: {needs: [a]}\n"
             "components: {a: {kind: service, mtbf: 100h, mttr: 1h}}\n");
  const auto json = nlohmann::json::parse(improve({"a.yaml", "--format", "json"}).out);
  REQUIRE(json["before"].size() == 2);
  CHECK(json["targets_are_slos"] == true);
  CHECK(json["before"][0]["target"].get<double>() == Approx(0.999));
  CHECK(json["before"][1]["target"].get<double>() == Approx(0.9));
  CHECK(has(improve({"a.yaml"}).out, "target the SLOs (`strict` 99.9 %, `easy` 90 %)"));
  CHECK(has(improve({"a.yaml", "--journey", "easy"}).out, "the SLO of 90 %, is met as it is"));
  const Run without = improve({"a.yaml", "--journey", "free"});
  CHECK(without.exit == 2);
  CHECK(has(without.err, "no journey states an `slo`"));
  const auto given =
      nlohmann::json::parse(improve({"a.yaml", "--target", "99%", "--format", "json"}).out);
  CHECK(given["before"].size() == 3);
  CHECK(given["targets_are_slos"] == false);
}

TEST_CASE("bad targets and budgets are refused with a reason") {
  const InFolder folder(source_path("."));
  const std::string sample = "samples/multi-az.yaml";
  const auto refused = [&](std::vector<std::string> arguments, const std::string& reason) {
    arguments.insert(arguments.begin(), sample);
    const Run result = improve(arguments);
    INFO(result.err);
    CHECK(result.exit == 2);
    CHECK(result.out.empty());
    CHECK(has(result.err, reason));
  };
  refused({"--target", "99.95"}, "--target");
  refused({"--target", "100%"}, "nothing that can fail");
  refused({"--target", "10%"}, "below 50 %");
  refused({"--target", "99.9%", "--budget", "-5 USD/month"}, "--budget");
  refused({"--target", "99.9%", "--budget", "500"}, "--budget");
  refused({"--target", "99.9%", "--budget", "500 USD"}, "lacks its period");
  refused({"--target", "99.9%", "--budget", "500 EUR/month"}, "the budget is in EUR");
  refused({"--target", "99.9%", "--journey", "brows"}, "did you mean `browse`?");
  refused({"--target", "99.9%", "--apply", "-o", "-"}, "standard output");
  CHECK(improve({"gone.yaml", "--target", "99.9%"}).exit == 2);
}

TEST_CASE("an output that cannot be written leaves the document alone") {
  const ScratchFolder scratch("improve/unwritable");
  const std::string sample = read_file(source_path("samples/ai-api-single-vm.yaml"));
  write_file("./a.yaml", sample);
  CHECK(improve({"a.yaml", "--target", "99.9%", "--apply", "-o", "/nonexistent/b.yaml"}).exit == 2);
  CHECK(read_file("a.yaml") == sample);
}

TEST_CASE("assumed figures and bounds are no obstacle") {
  const ScratchFolder scratch("improve/assumed");
  write_file("./a.yaml",
             "cutpoint: 1\njourneys: {use: {needs: [web]}, read: {needs: [db]}}\n"
             "components:\n  web: {kind: service, depends_on: [db]}\n  db: {kind: database}\n");
  const Run result = improve({"a.yaml", "--target", "99.99%", "--format", "json"});
  CHECK(result.exit == 0);
  const auto json = nlohmann::json::parse(result.out);
  CHECK(json["currency_assumed"] == true);
  CHECK(json["chosen"]["after"].size() == 2);
  const Run one = improve({"a.yaml", "--target", "99.99%", "--journey", "read"});
  CHECK(one.exit == 0);
}

TEST_CASE("figures from an incident file are those that advice starts from") {
  const ScratchFolder scratch("improve/observed");
  write_file("./log.csv",
             "component,start,end\nweb,2026-03-02T10:00:00Z,2026-03-02T12:00:00Z\n"
             "web,2026-03-10T00:00:00Z,2026-03-10T01:00:00Z\n"
             "web,2026-03-20T00:00:00Z,2026-03-20T03:00:00Z\n");
  for (const std::string place : {"top", "component"}) {
    const bool top = place == "top";
    write_file("./a.yaml",
               std::string("cutpoint: 1\n") +
                   (top ? "observed: {file: log.csv, window: 726h}\n" : "") +
                   "journeys: {use: {needs: [web]}}\ncomponents:\n  web:\n    kind: vm\n" +
                   (top ? "" : "    observed: {file: log.csv, window: 726h}\n"));
    const Run result = improve({"a.yaml", "--target", "99.9%", "--apply", "--format", "json"});
    INFO(result.err);
    REQUIRE(result.exit == 0);
    const auto json = nlohmann::json::parse(result.out);
    CHECK(json["before"][0]["unavailability"].get<double>() == Approx(2.0 / 242));
    // The records stay, and stay those of one.
    CHECK(has(read_file("a.yaml"), top ? "observed: {file: log.csv, window: 726h}\n"
                                       : "observed: {file: log.csv, window: 726h, instances: 1}"));
    CHECK(has(read_file("a.yaml"), "instances: 1}"));
    CHECK(unavailability("a.yaml") ==
          Approx(json["chosen"]["after"][0]["unavailability"].get<double>()).epsilon(1e-12));
  }
}

TEST_CASE("records of a pool mean what they did when advice adds instances to it") {
  const ScratchFolder scratch("improve/observed-pool");
  write_file("./log.csv",
             "component,start,end\nweb,2026-03-02T10:00:00Z,2026-03-02T12:00:00Z\n"
             "web#2,2026-03-10T00:00:00Z,2026-03-10T01:00:00Z\n"
             "web,2026-03-20T00:00:00Z,2026-03-20T03:00:00Z\n");
  struct Case {
    const char* top;
    const char* own;      // what the component says of its records
    const char* written;  // and what it says afterwards
    double watched;       // instances
  };
  for (const Case& c :
       {Case{"observed: {file: log.csv, window: 726h}\n", "", "observed: {instances: 3}", 3},
        Case{"", "    observed: {file: log.csv, window: 726h}\n",
             "observed: {file: log.csv, window: 726h, instances: 3}", 3},
        Case{"observed: {file: log.csv, window: 726h}\n", "    observed: {instances: 6}\n",
             "observed: {instances: 6}", 6},
        Case{"", "    observed: {file: log.csv, window: 726h, instances: 6}\n",
             "observed: {file: log.csv, window: 726h, instances: 6}", 6}}) {
    INFO(c.top << c.own);
    write_file("./a.yaml",
               std::string("cutpoint: 1\n") + c.top +
                   "journeys: {use: {needs: [web]}}\ncomponents:\n  web:\n    kind: vm\n"
                   "    replicas: 3\n    at_least: 3\n" +
                   c.own);
    const Run result = improve({"a.yaml", "--target", "99.9%", "--apply", "--format", "json"});
    INFO(result.err);
    REQUIRE(result.exit == 0);
    const auto json = nlohmann::json::parse(result.out);
    // Three failures and six hours of repairs in the time of all instances.
    const double up = (c.watched * 726 - 6) / 3;
    CHECK(json["before"][0]["unavailability"].get<double>() ==
          Approx(1.0 - std::pow(up / (up + 2), 3)).epsilon(1e-9));
    const std::string changed = read_file("a.yaml");
    INFO(changed);
    CHECK(has(changed, c.written));
    CHECK_FALSE(has(changed, "replicas: 3"));
    CHECK(unavailability("a.yaml") ==
          Approx(json["chosen"]["after"][0]["unavailability"].get<double>()).epsilon(1e-12));
    // Once more: the number that was watched stays.
    REQUIRE(improve({"a.yaml", "--target", "99.9999999%", "--apply"}).exit <= 1);
    CHECK(has(read_file("a.yaml"), c.written));
  }
}

TEST_CASE("a second place is expected to fail as often as the first was seen to") {
  const ScratchFolder scratch("improve/observed-place");
  write_file("./log.csv",
             "component,start,end\nzone-a,2026-03-02T10:00:00Z,2026-03-02T12:00:00Z\n");
  for (const std::string place : {"top", "component"}) {
    const bool top = place == "top";
    INFO(place);
    write_file("./a.yaml",
               std::string("cutpoint: 1\n") +
                   (top ? "observed: {file: log.csv, window: 726h}\n" : "") +
                   "journeys: {use: {needs: [web]}}\ncomponents:\n"
                   "  web: {kind: vm, runs_on: zone-a, mtbf: 1y, mttr: 1h}\n  zone-a:\n    kind: "
                   "zone\n" +
                   (top ? "" : "    observed: {file: log.csv, window: 726h}\n"));
    const Run result = improve({"a.yaml", "--target", "99.99%", "--apply", "--format", "json"});
    INFO(result.err);
    REQUIRE(result.exit == 0);
    const auto json = nlohmann::json::parse(result.out);
    INFO(read_file("a.yaml"));
    CHECK(has(read_file("a.yaml"), "zone-b"));
    CHECK(unavailability("a.yaml") ==
          Approx(json["chosen"]["after"][0]["unavailability"].get<double>()).epsilon(1e-12));
  }
}

TEST_CASE("a model within Markdown is refused with what to do instead") {
  const ScratchFolder scratch("improve/markdown");
  write_file("./d.md", "```yaml cutpoint\ncutpoint: 1\n```\n");
  const Run result = improve({"d.md", "--target", "99.9%"});
  CHECK(result.exit == 2);
  CHECK(has(result.err, "keep the model in a file of its own"));
}

TEST_CASE("anchors: what is changed is changed where it is meant, or nothing is") {
  const ScratchFolder scratch("improve/anchors");
  const std::string text =
      "cutpoint: 1\nx-vm: &vm {kind: vm, mtbf: 100h, mttr: 1h}\njourneys: {use: {needs: [web, "
      "db]}}\ncomponents:\n  web:\n    <<: *vm\n    owner: a  # ours\n  db: *vm\n";
  write_file("./a.yaml", text);
  const Run result = improve({"a.yaml", "--target", "99.9%", "--apply", "--format", "json"});
  INFO(result.err);
  REQUIRE(result.exit == 0);
  const double promised = nlohmann::json::parse(result.out)["chosen"]["after"][0]["unavailability"];
  CHECK(unavailability("a.yaml") == Approx(promised).epsilon(1e-12));
  const std::string changed = read_file("a.yaml");
  CHECK(has(changed, "owner: a  # ours"));
  CHECK(has(changed, "x-vm: &vm {kind: vm, mtbf: 100h, mttr: 1h}"));
  CHECK(has(changed, "<<: *vm"));
}

}  // namespace cutpoint::testing::improve_test
