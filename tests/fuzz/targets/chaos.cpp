// Results of experiments, judged against a small system.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/invariants.hpp"

namespace cutpoint::fuzzing {

void fuzz_chaos(const std::string& input) {
  const Files files = {
      {"results.yaml", input},
      {"model.yaml",
       "cutpoint: 1\njourneys: {order: {needs: [api]}}\ncomponents:\n"
       "  api: {kind: service, replicas: 2, depends_on: [db]}\n  db: {kind: database}\n"}};
  run_in_formats(files, {"chaos", "model.yaml", "--results", "results.yaml"}, {"markdown", "json"});
}

}  // namespace cutpoint::fuzzing
