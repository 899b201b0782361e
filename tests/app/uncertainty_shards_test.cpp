// Trials of uncertain figures that are shared out give what one machine gives, and parts that do
// not fit are refused.
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/shell.hpp"
#include "tests/support/text_files.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::uncertainty_shards_test {

namespace {

const std::string uncertain_sample = source_path("samples/uncertain-figures.yaml");

/// Chains are solved in each trial, and a top is certain.
constexpr const char* groups_document = R"(cutpoint: 1
journeys: {order: {needs: [database]}, look: {needs: [page]}}
components:
  page: {kind: vm, mtbf: 90d, mttr: 1h}
  first: {kind: database, mtbf: 30d..300d, mttr: 1h..6h}
  second: {kind: database, mtbf: 60d, mttr: 2h}
  database:
    kind: group
    depends_on:
      - any_of: [first, second]
        failover: {mode: active-passive, automatic: true, detection: 30s, time: 1m, success: 95%,
                   manual: 20m}
)";

Run analyze(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "analyze");
  return run(arguments);
}

std::vector<std::string> shards_of(const std::string& file, int number, const std::string& trials,
                                   const std::string& seed = "3") {
  std::vector<std::string> parts;
  for (int i = number; i > 0; --i) {  // in any order
    parts.push_back(fmt::format("part-{}-of-{}-{}-{}.json", i, number, trials, seed));
    const Run shard = analyze({file, "--uncertainty", trials, "--seed", seed, "--shard",
                               fmt::format("{}/{}", i, number), "-o", parts.back()});
    INFO(shard.err);
    REQUIRE(shard.exit == 0);
  }
  return parts;
}

Run merge(std::vector<std::string> files, const std::vector<std::string>& more = {}) {
  files.insert(files.begin(), "--merge");
  files.insert(files.end(), more.begin(), more.end());
  return analyze(files);
}

bool says(const Run& result, const std::string& words) {
  INFO(result.err);
  return result.exit != 0 && result.err.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("trials in shards put together are those of one machine, byte for byte") {
  const ScratchFolder scratch("uncertainty-shards");
  write_file("./groups.yaml", groups_document);
  for (const std::string& file : {uncertain_sample, std::string("groups.yaml")}) {
    // More shards than trials: some have nothing to run.
    for (const auto& [number, trials] : {std::pair{3, "500"}, {8, "5"}}) {
      const auto parts = shards_of(file, number, trials);
      for (const char* format : {"text", "json", "csv", "markdown", "html"}) {
        const Run whole = analyze(
            {file, "--uncertainty", trials, "--seed", "3", "--threads", "2", "--format", format});
        const Run merged = merge(parts, {"--format", format});
        INFO(file << " " << number << " " << format << "\n" << merged.err);
        REQUIRE(whole.exit == 0);
        CHECK(merged.exit == 0);
        CHECK(merged.out == whole.out);
      }
    }
  }
}

TEST_CASE("as many trials as are quick are shared out too, by processes of their own") {
  const ScratchFolder scratch("uncertainty-processes");
  const Run both = in_shell(
      fmt::format("{0} analyze {1} --threads 1 --shard 1/2 -o a.json & \n"
                  "{0} analyze {1} --threads 1 --shard 2/2 -o b.json & \n"
                  "wait\n{0} analyze --merge a.json b.json --format json -o merged.json --check",
                  build_path("app/cutpoint"), uncertain_sample));
  const Run whole = analyze({uncertain_sample, "--format", "json", "-o", "whole.json", "--check"});
  CHECK(both.exit == whole.exit);
  CHECK(both.out == whole.err);
  CHECK(read_file("merged.json") == read_file("whole.json"));
}

TEST_CASE("parts of trials that make up no run are refused, with what is wrong") {
  const ScratchFolder scratch("uncertainty-refused");
  write_file("./shop.yaml", read_file(uncertain_sample));
  const auto parts = shards_of("shop.yaml", 2, "40");
  CHECK(says(merge({parts[0]}), "trial 1 of 40 is in none of the parts: a shard is missing"));
  CHECK(says(merge({parts[1]}), "trial 21 of 40 is in none of the parts: a shard is missing"));
  CHECK(says(merge({parts[1], parts[1], parts[0]}), "trial 1 is there twice"));
  CHECK(says(merge({parts[1], shards_of("shop.yaml", 2, "40", "4")[0]}), "of different runs"));
  CHECK(says(merge({parts[1], shards_of("shop.yaml", 2, "41")[0]}), "of different runs"));
  CHECK(says(merge({source_path("samples/multi-az.yaml"), parts[0], parts[1]}),
             "of another document"));
  CHECK(says(merge({"shop.yaml"}), "none of the files is a part"));
  CHECK(says(merge({"none.json"}), "cannot read none.json"));
  CHECK(says(merge(parts, {"--seed", "3"}), "--seed goes with --shard"));
  CHECK(says(analyze({"shop.yaml", "--shard", "3/2"}), "--shard takes a number"));
  CHECK(says(analyze({"shop.yaml", "--shard", "1/2", "--section", "figures"}), "is of the whole"));
  CHECK(says(analyze({"shop.yaml", "--shard", "1/2", "--watch"}), "--shard does not go with it"));
  CHECK(says(analyze({source_path("samples/multi-az.yaml"), "--shard", "1/2"}),
             "nothing here is uncertain"));
  CHECK(
      says(run({"simulate", "--merge", parts[0]}), "`cutpoint analyze --merge` puts it together"));
  const std::string text = read_file(parts[0]);
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string other = text;
    const std::size_t at = other.find(from);
    REQUIRE(at != std::string::npos);
    other.replace(at, from.size(), to);
    write_file("./changed.json", other);
    return merge({"changed.json", parts[1]});
  };
  CHECK(says(changed("\"diagram\": \"", "\"diagram\": \"0"), "with different budgets"));
  CHECK(says(changed("\"count\": 20", "\"count\": 19"), "is damaged"));
  CHECK(says(changed("\"first\": 20", "\"first\": 21"), "is damaged"));
  CHECK(says(changed("\"version\": \"", "\"version\": \"9"), "of another version"));
  CHECK(says(changed("\"results\": [", "\"results\": [[2.0],"), "is damaged"));
  CHECK(says(changed("\"seed\"", "\"sed\""), "is a damaged part"));
  write_file("./cut.json", text.substr(0, text.size() / 2));
  CHECK(says(merge({"cut.json", parts[1]}), "cut.json is a damaged part"));
  write_file("./shop.yaml", read_file(uncertain_sample) + "# changed\n");
  CHECK(says(merge(parts), "of another document"));
}

}  // namespace cutpoint::testing::uncertainty_shards_test
