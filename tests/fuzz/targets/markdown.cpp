// A Markdown document with models, claims and generated regions.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/invariants.hpp"

namespace cutpoint::fuzzing {

void fuzz_markdown(const std::string& input) {
  const Files files = {{"doc.md", input}};
  (void)run_over(files, {"docs", "--check", "doc.md", "--budget", "300ms"});
  run_in_formats(files, {"diff", "doc.md", "doc.md", "--budget", "300ms"}, {"text", "json"});
  const Files piped = {{"-", input}};
  run_in_formats(piped,
                 {"lint", "-", "--stdin-filename", "doc.md", "--no-config", "--budget", "300ms"},
                 {"full", "json"});
}

}  // namespace cutpoint::fuzzing
