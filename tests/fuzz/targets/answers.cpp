// An architecture is asked everything there is to ask, in every format.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/invariants.hpp"

namespace cutpoint::fuzzing {

void fuzz_answers(const std::string& input) {
  const Files files = {{"model.yaml", input}};
  const std::vector<std::string> work = {"--budget", "300ms"};
  const auto ask = [&](std::vector<std::string> words,
                       const std::vector<std::string_view>& formats) {
    words.insert(words.end(), work.begin(), work.end());
    run_in_formats(files, words, formats);
  };
  const Ran first = run_over(files, {"analyze", "model.yaml", "--budget", "300ms"});
  if (first.exit == 2) return;
  ask({"analyze", "model.yaml", "--details"}, {"text", "json", "markdown", "csv", "html"});
  ask({"sensitivity", "model.yaml"}, {"text", "json", "markdown", "csv"});
  ask({"simulate", "model.yaml", "--years", "20"}, {"text", "json", "markdown", "csv"});
  ask({"chaos", "model.yaml"}, {"markdown", "json", "litmus", "chaos-mesh"});
}

}  // namespace cutpoint::fuzzing
