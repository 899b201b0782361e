// Two architectures compared: nothing between one and itself, and every format whole.
#include <nlohmann/json.hpp>

#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/invariants.hpp"

namespace cutpoint::fuzzing {

void fuzz_diff(const std::string& input) {
  const auto [before, after] = halves_of(input);
  const Files files = {{"before.yaml", before}, {"after.yaml", after}};
  const Ran same = run_over(files, {"diff", "before.yaml", "before.yaml", "--format", "json",
                                    "--fail-on-regression", "--budget", "300ms"});
  if (same.exit == 2) return;
  require(same.exit == 0, "an architecture is no worse than itself", same.out);
  require(nlohmann::json::parse(same.out).at("changes").empty(), "nothing differs from itself",
          same.out);
  run_in_formats(files, {"diff", "before.yaml", "after.yaml", "--budget", "300ms"},
                 {"text", "json", "markdown", "csv", "dot", "svg", "mermaid", "d2"});
}

}  // namespace cutpoint::fuzzing
