// Differences as `patch` applies them.
#include "model/base/text_diff.hpp"

#include <cstdlib>

#include "model/format/edit/patching.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/random.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::text_diff_test {

TEST_CASE("a difference as a patch") {
  CHECK(unified_diff("a", "1\n2\n", "1\n2\n").empty());
  CHECK(unified_diff("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") ==
        "--- a\n+++ a\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  CHECK(unified_diff("a", "1", "1\n") ==
        "--- a\n+++ a\n@@ -1 +1 @@\n-1\n\\ No newline at end of file\n+1\n");
  CHECK(unified_diff("a", "", "1\n") == "--- a\n+++ a\n@@ -0,0 +1 @@\n+1\n");
  CHECK(unified_diff("a\nb", "", "1\n").rfind("--- \"a\\012b\"\n", 0) == 0);
}

TEST_CASE("patch makes one text of the other") {
  const ScratchFolder scratch("patches");
  if (std::system("patch --version > version.txt 2>&1") != 0) {
    WARN("patch is not installed: differences are not applied");
    return;
  }
  const std::uint64_t first = number_from_environment("CUTPOINT_SEED", 1);
  for (std::uint64_t seed = first; seed < first + 60; ++seed) {
    INFO("CUTPOINT_SEED=" << seed);
    Random random(seed);
    std::string before;
    std::string after;
    const std::uint32_t lines = random.below(60);
    for (std::uint32_t i = 0; i < lines; ++i) {
      const std::string line = std::to_string(random.below(9)) + "\n";
      if (!random.chance(8)) before += line;
      if (!random.chance(8)) after += line;
      if (random.chance(4)) after += "new\n";
    }
    if (random.chance(20) && !before.empty()) before.pop_back();
    if (random.chance(20) && !after.empty()) after.pop_back();
    if (before == after || after.empty()) continue;
    write_file("./text", before);
    write_file("./change.patch", unified_diff("text", before, after));
    REQUIRE(std::system("patch -s -p0 < change.patch > said.txt 2>&1") == 0);
    CHECK(read_file("./text") == after);
  }
}

}  // namespace cutpoint::testing::text_diff_test
