// Documents that are checked in parts give what one machine gives, and parts that do not fit are
// refused.
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/sanitized.hpp"
#include "tests/support/text_files.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::lint_shards_test {

namespace {

Run lint(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"lint", "--no-config", "--today", "2026-11-21"});
  return run(arguments);
}

std::vector<std::string> shards_of(const std::vector<std::string>& paths, int number) {
  std::vector<std::string> parts;
  for (int i = number; i > 0; --i) {  // in any order
    parts.push_back(fmt::format("part-{}-of-{}.json", i, number));
    std::vector<std::string> arguments = paths;
    arguments.insert(arguments.end(),
                     {"--shard", fmt::format("{}/{}", i, number), "-o", parts.back()});
    const Run shard = lint(arguments);
    INFO(shard.err);
    REQUIRE(shard.exit == 0);
  }
  return parts;
}

Run merge(std::vector<std::string> parts, const std::vector<std::string>& more = {}) {
  parts.insert(parts.begin(), "--merge");
  parts.insert(parts.end(), more.begin(), more.end());
  return lint(parts);
}

bool says(const Run& result, const std::string& words) {
  return result.err.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("lint in shards put together is lint of all, byte for byte") {
  const ScratchFolder scratch("lint-shards");
  // Those that are checked in no time.
  const std::vector<std::string> paths{source_path("docs"), source_path("samples/multi-az.yaml"),
                                       source_path("samples/ladder"),
                                       source_path("samples/uncertain-figures.yaml")};
  const std::vector<std::string> three = shards_of(paths, 3);
  const std::vector<std::string> forty = shards_of(paths, 40);
  for (const char* format : {"text", "json", "sarif", "markdown"}) {
    if (is_sanitized && std::string(format) == "sarif") break;
    std::vector<std::string> whole = paths;
    whole.insert(whole.end(), {"--format", format});
    const Run one = lint(whole);
    for (const auto& parts : {three, forty}) {
      const Run merged = merge(parts, {"--format", format});
      INFO(parts.size() << " " << format << "\n" << merged.err);
      CHECK(merged.out == one.out);
      CHECK(merged.exit == one.exit);
    }
  }
}

TEST_CASE("what several documents include is told once, whichever shards they are in") {
  const ScratchFolder scratch("lint-shards-shared");
  write_file("./shared.yaml", "cutpoint: 1\ncomponents:\n  vm: {kind: vm, mtbf: 30d, mttr: 1h}\n");
  for (const char* name : {"a", "b", "c"}) {
    write_file(fmt::format("./{}.yaml", name),
               "cutpoint: 1\ninclude: [shared.yaml]\njourneys: {use: {needs: [web]}}\n"
               "components:\n  web: {kind: service, runs_on: vm}\n");
  }
  const Run one = lint({"."});
  const Run merged = merge(shards_of({"."}, 3));
  CHECK(one.exit == 1);
  CHECK(merged.out == one.out);
  CHECK(merged.exit == one.exit);
}

TEST_CASE("parts of lint that do not fit are refused") {
  const ScratchFolder scratch("lint-shards-refused");
  const std::string text =
      "cutpoint: 1\njourneys: {use: {needs: [web]}}\ncomponents: {web: {kind: service}}\n";
  write_file("./a.yaml", text);
  write_file("./b.yaml", text);
  const auto parts = shards_of({"a.yaml", "b.yaml"}, 2);
  CHECK(says(merge({parts[0]}), "1 of 2 shards are here"));
  CHECK(says(merge({parts[0], parts[0]}), "once more"));
  CHECK(says(merge({"a.yaml"}), "is no part"));
  CHECK(says(merge({"none.json"}), "cannot read none.json"));
  CHECK(says(lint({"a.yaml", "--shard", "3/2"}), "--shard takes a number"));
  CHECK(says(lint({"a.yaml", "--shard", "1/2", "--format", "json"}), "is of the whole"));
  CHECK(says(merge(parts, {"--select", "CP1"}), "another configuration"));
  write_file("./b.yaml", text + "# changed\n");
  CHECK(says(merge(parts), "of other documents"));
}

}  // namespace cutpoint::testing::lint_shards_test
