// The commands as a user meets them.
#include <filesystem>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/text_search.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::commands_test {

namespace {

std::string scratch(const std::string& name) {
  const std::string folder = build_path("scratch");
  std::filesystem::create_directories(folder);
  return folder + "/" + name;
}

const std::string sample = source_path("samples/ai-api-single-vm.yaml");

}  // namespace

TEST_CASE("help, version and misspelt commands") {
  CHECK(run({"--help"}).exit == 0);
  CHECK(has(run({"--version"}).out, "cutpoint "));
  CHECK(run({}).exit == 2);
  const Run misspelt = run({"analyse", sample});
  CHECK(misspelt.exit == 2);
  CHECK(has(misspelt.err, "did you mean `analyze`?"));
  CHECK(run({"analyze"}).exit == 2);
  CHECK(run({"analyze", sample, "--format", "pdf"}).exit == 2);
  CHECK(run({"analyze", sample, "--max-order", "0"}).exit == 2);
  CHECK(run({"analyze", sample, "--today", "tomorrow"}).exit == 2);
  for (const Command* command : commands()) {
    INFO(command->name);
    const Run help = run({std::string(command->name), "--help"});
    CHECK(help.exit == 0);
    CHECK(has(help.out, std::string(command->example)));
  }
}

TEST_CASE("every format that a command knows writes something, and no two are alike") {
  const std::map<std::string, std::vector<std::string>> inputs = {
      {"analyze", {sample}},
      {"whatif", {sample, "--fail", "vm-1"}},
      {"simulate", {sample, "--years", "2"}},
      {"sensitivity", {sample}},
      {"improve", {sample, "--target", "99%"}},
      {"chaos", {source_path("samples/multi-az.yaml")}},
      {"observe", {source_path("samples/incidents.csv"), "--window", "726h"}},
      {"render", {sample}},
      {"diff", {sample, source_path("samples/ai-api-two-vms.yaml")}},
      {"lint", {sample}},
      {"import", {"--explain", source_path("samples/docker-compose.yml")}},
      {"kinds", {}},
      {"rules", {}}};
  for (const Command* command : commands()) {
    const std::vector<std::string> formats = formats_of(*command);
    INFO(command->name);
    CHECK(formats.empty() == !inputs.contains(std::string(command->name)));
    if (formats.empty()) continue;
    std::set<std::string> outputs;
    for (const std::string& format : formats) {
      INFO(format);
      std::vector<std::string> line = {std::string(command->name), "--format", format};
      const auto& rest = inputs.at(std::string(command->name));
      line.insert(line.end(), rest.begin(), rest.end());
      const Run result = run(line);
      CHECK(result.exit != 2);
      CHECK(outputs.insert(result.out).second);
    }
  }
}

TEST_CASE("several formats in one run") {
  const std::string text = scratch("report.txt");
  const std::string json = scratch("report.json");
  const Run both = run({"analyze", sample, "--format", "text", "--output", text, "--format", "json",
                        "--output", json});
  CHECK(both.exit == 0);
  CHECK(both.out.empty());
  CHECK(has(read_file(text), "What it comes from"));
  CHECK(nlohmann::json::parse(read_file(json))["format"] == "cutpoint-analysis/1");
}

TEST_CASE("what reader, builder and program find is said at once") {
  const std::string file = scratch("wrong.yaml");
  write_file(file, "cutpoint: 1\ncomponents:\n  a: {kind: vmm, mtbf: 5, runs_on: b}\n");
  const Run wrong = run({"analyze", file});
  CHECK(wrong.exit == 2);
  for (const char* rule : {"invalid-value", "unknown-kind", "unknown-name", "no-journeys"}) {
    INFO(rule);
    CHECK(has(wrong.err, rule));
  }
  CHECK(has(wrong.err, "4 errors"));
}

TEST_CASE("one journey is no journeys") {
  const std::string from = scratch("one-compose.yaml");
  write_file(from, "services: {web: {image: nginx, ports: [80]}}\n");
  const Run one = run({"import", "compose", from, "-o", scratch("one.yaml")});
  CHECK(one.exit == 0);
  CHECK(has(one.err, "2 components, 1 journey;"));
}

TEST_CASE("an output is written whole or not at all") {
  const Run nowhere = run({"render", sample, "-o", "/nonexistent/folder/a.svg"});
  CHECK(nowhere.exit == 2);
  CHECK(has(nowhere.err, "cannot write"));
  const std::string kept = scratch("kept.dot");
  write_file(kept, "before");
  const std::string broken = scratch("broken.yaml");
  write_file(broken, "cutpoint: 1\ncomponents: {a: {kind: nothing}}\n");
  CHECK(run({"render", broken, "-o", kept}).exit == 2);
  CHECK(read_file(kept) == "before");
}

TEST_CASE("pictures") {
  const std::string svg = scratch("picture.svg");
  REQUIRE(run({"render", sample, "-o", svg}).exit == 0);
  CHECK(has(read_file(svg), "<svg"));
  CHECK(has(read_file(svg), ">vm-1 · vm"));
  const std::string png = scratch("picture.png");
  REQUIRE(run({"render", sample, "-o", png}).exit == 0);
  CHECK(read_file(png).substr(1, 3) == "PNG");
  CHECK(run({"render", sample, "-o", scratch("picture.bmp")}).exit == 2);
}

TEST_CASE("init writes a document that can be analysed") {
  const std::string file = scratch("new.yaml");
  REQUIRE(run({"init", file, "--force"}).exit == 0);
  CHECK(run({"analyze", file}).exit == 0);
  CHECK(run({"fmt", "--check", file}).exit == 0);
  CHECK(has(read_file(file), "yaml-language-server"));
  CHECK(std::filesystem::exists(scratch("cutpoint.schema.json")));
  const Run again = run({"init", file});
  CHECK(again.exit == 2);
  CHECK(has(again.err, "exists already"));
}

TEST_CASE("the schema and the format reference in the docs are those of the program") {
  check_golden("docs/reference/cutpoint.schema.json", run({"schema"}).out);
  check_golden("docs/reference/format.md", architecture_format_reference());
  const auto schema = nlohmann::json::parse(run({"schema"}).out);
  CHECK(schema["$schema"] == "http://json-schema.org/draft-07/schema#");
  CHECK(schema["definitions"]["component"]["properties"].contains("mtbf"));
}

TEST_CASE("the command reference in the docs is that of the program") {
  std::string page = "# Commands\n\nGenerated from the program's own help.\n";
  page += "\n```text\n" + run({"--help"}).out + "```\n";
  for (const Command* command : commands()) {
    const std::string name(command->name);
    page += "\n## cutpoint " + name + "\n\n```text\n" + run({name, "--help"}).out + "```\n";
  }
  check_golden("docs/reference/commands.md", page);
}

TEST_CASE("kinds") {
  CHECK(has(run({"kinds"}).out, "model_server"));
  CHECK(has(run({"kinds", "--profiles"}).out, "aws.rds.multi-az"));
  CHECK(nlohmann::json::parse(run({"kinds", "--format", "json"}).out).size() > 30);
}

TEST_CASE("fmt says what it would change, and changes it") {
  const std::string file = scratch("untidy.yaml");
  write_file(
      file, "cutpoint:   1\njourneys: {j: {needs: [a]}}\ncomponents:\n      a: {kind: vm} # one\n");
  const Run check = run({"fmt", "--check", file});
  CHECK(check.exit == 1);
  CHECK(has(check.out, "untidy.yaml"));
  CHECK(run({"fmt", file}).exit == 0);
  CHECK(read_file(file) ==
        "cutpoint: 1\njourneys: {j: {needs: [a]}}\ncomponents:\n  a: {kind: vm}  # one\n");
  CHECK(run({"fmt", "--check", file}).exit == 0);
  CHECK(run({"fmt", "--check", scratch("missing.yaml")}).exit == 2);
}

TEST_CASE("overlays: later files win key by key") {
  const std::string base = scratch("base.yaml");
  const std::string prod = scratch("prod.yaml");
  write_file(base,
             "cutpoint: 1\njourneys: {j: {needs: [a]}}\n"
             "components: {a: {kind: vm, mtbf: 10h, mttr: 1h}, b: {kind: vm}}\n");
  write_file(prod,
             "cutpoint: 1\ncomponents: {a: {availability: 99%, mttr: 2h, depends_on: [b]}}\n");
  const Run result = run({"analyze", base, prod, "--format", "json"});
  REQUIRE(result.exit == 0);
  const auto points = nlohmann::json::parse(result.out)["journeys"][0]["single_points_of_failure"];
  REQUIRE(points.size() == 2);
}

TEST_CASE("nothing to analyse is an error, not a pass") {
  const std::string file = scratch("no-journeys.yaml");
  write_file(file, "cutpoint: 1\ncomponents: {a: {kind: vm}}\n");
  const Run result = run({"analyze", file});
  CHECK(result.exit == 2);
  CHECK(has(result.err, "no journeys"));
}

TEST_CASE("blanks around names of what fails, keys of the format, and plays without an outage") {
  const ScratchFolder folder("commands/small");
  write_file("./pair.yaml",
             "cutpoint: 1\njourneys: {j: {needs: [a]}}\ncomponents:\n"
             "  a: {kind: vm, replicas: 2, mtbf: 900000y, mttr: 1s}\n");
  const Run failed = run({"whatif", "pair.yaml", "--fail", "a#1, a#2"});
  INFO(failed.err);
  CHECK(failed.exit == 0);
  const Run key = run({"explain", "failback"});
  CHECK(key.exit == 0);
  CHECK(has(key.out, "Whether work returns"));
  const Run quiet = run({"simulate", "pair.yaml", "--years", "5"});
  CHECK(has(quiet.out, "no outage was seen"));
  CHECK_FALSE(has(quiet.out, "100 %   estimated"));
}

}  // namespace cutpoint::testing::commands_test
