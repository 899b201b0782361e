// An architecture is drawn in every language of pictures.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/invariants.hpp"

namespace cutpoint::fuzzing {

void fuzz_pictures(const std::string& input) {
  const Files files = {{"model.yaml", input}};
  run_in_formats(files, {"render", "model.yaml", "--budget", "300ms"},
                 {"dot", "svg", "mermaid", "d2"});
}

}  // namespace cutpoint::fuzzing
