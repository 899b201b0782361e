// A simulation in parts gives what one machine gives, and parts that do not fit are refused.
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "model/yaml/yaml_document.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/shell.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::simulation_shards_test {

namespace {

Run simulate(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "simulate");
  return run(arguments);
}

std::vector<std::string> shards_of(const std::string& file, int number, const std::string& years) {
  std::vector<std::string> parts;
  for (int i = number; i > 0; --i) {  // in any order
    parts.push_back(fmt::format("part-{}.json", i));
    const Run shard = simulate({file, "--years", years, "--seed", "5", "--shard",
                                fmt::format("{}/{}", i, number), "-o", parts.back()});
    INFO(shard.err);
    REQUIRE(shard.exit == 0);
  }
  return parts;
}

Run merge(std::vector<std::string> files, const std::string& format = "text") {
  files.insert(files.begin(), "--merge");
  files.insert(files.end(), {"--format", format});
  return simulate(files);
}

/// What the container of a manifest's last document runs.
std::string command_of_pod(const std::string& manifest) {
  SourceFiles sources;
  Diagnostics diagnostics;
  const FileId file = sources.add(manifest, read_file(manifest));
  const auto documents = parse_yaml(file, sources, diagnostics);
  REQUIRE(!documents.empty());
  const YamlDocument& document = documents.back();
  YamlNodeId node = document.root();
  for (const char* key : {"spec", "template", "spec", "containers"}) {
    node = document.find(node, key);
    REQUIRE(node.valid());
  }
  const YamlNodeId words = document.find(document.items(node).front(), "args");
  REQUIRE(words.valid());
  return std::string(document.text(document.items(words).front()));
}

bool says(const Run& result, const std::string& words) {
  return result.err.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("shards put together are what one machine gives, byte for byte") {
  const ScratchFolder scratch("simulation-shards");
  for (const char* name : {"multi-az", "llm-serving", "multi-region-active-active"}) {
    const std::string file = source_path(fmt::format("samples/{}.yaml", name));
    INFO(name);
    const auto parts = shards_of(file, 3, "300");
    for (const char* format : {"text", "json", "csv", "markdown"}) {
      const Run whole =
          simulate({file, "--years", "300", "--seed", "5", "--format", format, "--threads", "2"});
      const Run merged = merge(parts, format);
      INFO(format << "\n" << merged.err);
      REQUIRE(whole.exit == 0);
      CHECK(merged.exit == 0);
      CHECK(merged.out == whole.out);
    }
  }
  // More shards than batches: some have nothing to play.
  const std::string file = source_path("samples/multi-az.yaml");
  const Run few = simulate({file, "--years", "2", "--seed", "5"});
  CHECK(merge(shards_of(file, 4, "2")).out == few.out);
}

TEST_CASE("parts that make up no run are refused, with what is wrong") {
  const ScratchFolder scratch("simulation-parts");
  const std::string file = source_path("samples/multi-az.yaml");
  const auto parts = shards_of(file, 2, "50");
  CHECK(says(merge({parts[0]}), "a shard is missing"));
  CHECK(says(merge({parts[0], parts[0]}), "is there twice"));
  CHECK(says(merge({source_path("samples/llm-serving.yaml"), parts[0], parts[1]}),
             "of another document"));
  CHECK(says(merge({file}), "none of the files is a part"));
  const std::string text = read_file(parts[0]);
  write_file("./cut.json", text.substr(0, text.size() / 2));
  CHECK(says(merge({"cut.json", parts[1]}), "cut.json is a damaged part"));
  // Well-formed JSON with numbers that no batch has.
  const std::size_t numbers = text.find("\"numbers\": [") + 12;
  for (const char* wrong : {"-1.0,", "1e300,", ""}) {
    std::string changed = text;
    const std::size_t comma = changed.find(',', numbers);
    changed.replace(numbers, comma + 1 - numbers, wrong);
    write_file("./wrong.json", changed);
    const Run result = merge({"wrong.json", parts[1]});
    CHECK(result.exit != 0);
    CHECK(says(result, "is damaged"));
  }
  REQUIRE(
      simulate({file, "--years", "60", "--seed", "5", "--shard", "2/2", "-o", "other.json"}).exit ==
      0);
  CHECK(says(merge({parts[1], "other.json"}), "of different runs"));
  for (const char* shard : {"0/2", "3/2", "1", "1/0", "a/b", "1/2/3"}) {
    CHECK(says(simulate({file, "--shard", shard}), "--shard takes a number and of how many"));
  }
  CHECK(says(simulate({file, "--shard", "1/2", "--format", "json"}), "--format is of the whole"));
  CHECK(says(merge({parts[0], parts[1], "--seed", "6"}), "--seed goes with --shard"));
  CHECK(says(simulate({file, "--shard", "1/2", "--precision", "1%"}), "--precision does not go"));
}

TEST_CASE("cycles of rare events in shards are those of one machine, byte for byte") {
  const ScratchFolder scratch("rare-shards");
  const std::string file = source_path("samples/multi-az.yaml");
  const auto rare = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"--rare"});
    return simulate(std::move(more));
  };
  const auto shard = [&](const std::string& which, const std::string& part,
                         const std::string& cycles = "2001", const std::string& seed = "5") {
    const Run played =
        rare({file, "--cycles", cycles, "--seed", seed, "--shard", which, "-o", part});
    INFO(played.err);
    REQUIRE(played.exit == 0);
  };
  shard("2/3", "b.json");
  shard("1/3", "a.json");
  shard("3/3", "c.json");
  for (const char* format : {"text", "json"}) {
    const Run whole = rare({file, "--cycles", "2001", "--seed", "5", "--threads", "2",
                            "--confidence", "90%", "--format", format});
    const Run merged =
        rare({"--merge", "c.json", "a.json", "b.json", "--confidence", "90%", "--format", format});
    INFO(merged.err);
    REQUIRE(whole.exit == 0);
    CHECK(merged.exit == 0);
    CHECK(merged.out == whole.out);
  }
  CHECK(says(rare({"--merge", "a.json", "b.json"}), "a shard is missing"));
  CHECK(says(rare({"--merge", "a.json", "b.json", "a.json"}), "is there twice"));
  shard("3/3", "seed.json", "2001", "6");
  CHECK(says(rare({"--merge", "a.json", "b.json", "seed.json"}), "of different runs"));
  shard("3/3", "cycles.json", "2000");
  CHECK(says(rare({"--merge", "a.json", "b.json", "cycles.json"}), "of different runs"));
  CHECK(says(rare({"--merge", source_path("samples/llm-serving.yaml"), "a.json"}),
             "of another document"));
  // Each kind by itself.
  CHECK(says(simulate({"--merge", "a.json", "b.json", "c.json"}),
             "`cutpoint simulate --rare --merge` puts it together"));
  const auto years = shards_of(file, 1, "50");
  CHECK(says(rare({"--merge", years[0]}), "`cutpoint simulate --merge` puts it together"));
  std::string text = read_file("a.json");
  text.replace(text.find("\"numbers\": [") + 12, 0, "-1.0,");
  write_file("./wrong.json", text);
  CHECK(says(rare({"--merge", "wrong.json", "b.json", "c.json"}), "is damaged"));
}

TEST_CASE("the job of the documentation gives each pod a shard of its own") {
  const std::string job = source_path("docs/many-machines/kubernetes-job.yaml");
  const std::string text = read_file(job);
  CHECK(text.find("completionMode: Indexed\n  completions: 64\n") != std::string::npos);
  CHECK(text.find("--shard $((JOB_COMPLETION_INDEX + 1))/64 -o") != std::string::npos);
  // As manifests are.
  const Run read =
      run({"import", "kubernetes", job, source_path("docs/many-machines/kubernetes-merge.yaml")});
  INFO(read.err);
  CHECK(read.exit == 0);
}

TEST_CASE("pods of the documentation's jobs give what one process gives") {
  const ScratchFolder scratch("simulation-pods");
  std::filesystem::create_directory("bin");
  std::filesystem::create_symlink(build_path("app/cutpoint"), "bin/cutpoint");
  write_file("./model/architecture.yaml", read_file(source_path("samples/multi-az.yaml")));
  std::filesystem::create_directory("parts");
  // Volumes lie here instead of at the root; fewer years of fewer shards.
  const auto command = [](const std::string& manifest) {
    std::string line = command_of_pod(source_path("docs/many-machines/" + manifest));
    const std::pair<const char*, const char*> here[] = {
        {"/model/", "model/"}, {"/parts/", "parts/"}, {"1000000", "200"}, {"/64", "/3"}};
    for (const auto& [there, word] : here) {
      for (auto at = line.find(there); at != std::string::npos; at = line.find(there, at + 4)) {
        line.replace(at, std::string(there).size(), word);
      }
    }
    return line;
  };
  const Run pods =
      in_shell(fmt::format("PATH=$PWD/bin:$PATH; export PATH\n"
                           "for index in 0 1 2; do\n"
                           "  JOB_COMPLETION_INDEX=$index sh -c '{}' &\n"
                           "done\nwait\n{} --format json -o merged.json",
                           command("kubernetes-job.yaml"), command("kubernetes-merge.yaml")));
  INFO(pods.out);
  REQUIRE(pods.exit == 0);
  const Run whole = simulate({"model/architecture.yaml", "--years", "200", "--format", "json"});
  CHECK(read_file("merged.json") == whole.out);
}

TEST_CASE("the array of the documentation plays shards in processes of their own") {
  const ScratchFolder scratch("simulation-array");
  std::filesystem::create_directory("bin");
  std::filesystem::create_symlink(build_path("app/cutpoint"), "bin/cutpoint");
  write_file("./architecture.yaml", read_file(source_path("samples/multi-az.yaml")));
  const std::string script = source_path("docs/many-machines/slurm-array.sh");
  const Run array = in_shell(fmt::format(
      "PATH=$PWD/bin:$PATH\n"
      "for task in 1 2; do\n"
      "  SLURM_ARRAY_TASK_ID=$task SLURM_ARRAY_TASK_COUNT=2 sh {0} architecture.yaml 200 &\n"
      "done\nwait\nsh {0} merge merged.json",
      script));
  INFO(array.out);
  REQUIRE(array.exit == 0);
  const Run whole = simulate({"architecture.yaml", "--years", "200", "--format", "json"});
  CHECK(read_file("merged.json") == whole.out);
}

}  // namespace cutpoint::testing::simulation_shards_test
