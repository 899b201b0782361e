// `sensitivity` as a user meets it.
#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/run.hpp"
#include "tests/support/working_folder.hpp"

namespace cutpoint::testing::sensitivity_test {

TEST_CASE("the sensitivity table of a sample as text, JSON and Markdown") {
  const InFolder folder(source_path("."));
  for (const std::string format : {"text", "json", "markdown"}) {
    const Run result = run({"sensitivity", "samples/multi-az.yaml", "--journey", "checkout",
                            "--top", "6", "--format", format});
    CHECK(result.exit == 0);
    CHECK(result.err.empty());
    check_golden("tests/app/advice/sensitivity." + format, result.out);
  }
}

TEST_CASE("the sensitivity table refuses what it cannot do") {
  const InFolder folder(source_path("."));
  const std::string sample = "samples/multi-az.yaml";
  CHECK(run({"sensitivity", sample, "--top", "0"}).exit == 2);
  CHECK(run({"sensitivity", sample, "--top", "many"}).exit == 2);
  const Run misspelt = run({"sensitivity", sample, "--journey", "chekout"});
  CHECK(misspelt.exit == 2);
  CHECK(misspelt.err.find("did you mean `checkout`?") != std::string::npos);
  const ScratchFolder scratch("sensitivity");
  write_file("./tree.xml", run({"export", "openpsa", source_path(sample)}).out);
  const Run tree = run({"sensitivity", "tree.xml"});
  CHECK(tree.exit == 2);
  CHECK(tree.err.find("probabilities") != std::string::npos);
}

}  // namespace cutpoint::testing::sensitivity_test
