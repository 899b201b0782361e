// The formatter: what it writes it leaves as it is, and nothing that it says has changed.
#include <nlohmann/json.hpp>

#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/invariants.hpp"

namespace cutpoint::fuzzing {

void fuzz_format(const std::string& input) {
  const Ran once = run_writing({{"-", input}}, {"fmt", "-"});
  if (once.exit != 0) return;
  const Ran twice = run_writing({{"-", once.out}}, {"fmt", "-"});
  require(twice.exit == 0 && twice.out == once.out, "formatting twice is formatting once",
          once.out);
  const Files both = {{"before.yaml", input}, {"after.yaml", once.out}};
  const Ran diff = run_over(
      both, {"diff", "before.yaml", "after.yaml", "--format", "json", "--budget", "300ms"});
  if (diff.exit == 2) return;
  require_json(diff.out);
  const auto said = nlohmann::json::parse(diff.out);
  require(said.at("changes").empty(), "formatting changes no document", diff.out);
}

}  // namespace cutpoint::fuzzing
