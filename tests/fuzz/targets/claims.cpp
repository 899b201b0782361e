// The language of claims: each line of the input is claimed of a small system.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/invariants.hpp"

namespace cutpoint::fuzzing {

void fuzz_claims(const std::string& input) {
  std::string document =
      "```yaml cutpoint\ncutpoint: 1\njourneys:\n  order: {needs: [api], slo: {availability: "
      "99.9%}}\ncomponents:\n  api: {kind: service, replicas: 2, depends_on: [db]}\n"
      "  db: {kind: database, mtbf: 90d, mttr: 1h}\n```\n\n";
  std::size_t lines = 0;
  for (std::size_t at = 0; at < input.size() && lines < 20; ++lines) {
    const std::size_t end = std::min(input.find('\n', at), input.size());
    document += "<!-- cutpoint:claim " + input.substr(at, end - at) + " -->\n\n";
    at = end + 1;
  }
  const Files files = {{"-", document}};
  run_in_formats(files, {"lint", "-", "--stdin-filename", "doc.md", "--no-config"},
                 {"full", "json"});
}

}  // namespace cutpoint::fuzzing
