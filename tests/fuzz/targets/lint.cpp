// Findings about an architecture, or about what keeps it from being one, in every format.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/invariants.hpp"

namespace cutpoint::fuzzing {

void fuzz_lint(const std::string& input) {
  const Files files = {{"-", input}};
  run_in_formats(
      files, {"lint", "-", "--no-config", "--budget", "300ms"},
      {"text", "full", "concise", "json", "sarif", "junit", "github", "gitlab", "markdown"});
}

}  // namespace cutpoint::fuzzing
