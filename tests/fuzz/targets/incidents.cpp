// Records of incidents, measured by themselves and taken into an architecture.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/invariants.hpp"

namespace cutpoint::fuzzing {

void fuzz_incidents(const std::string& input) {
  const Files files = {{"incidents.csv", input},
                       {"model.yaml",
                        "cutpoint: 1\nobserved: {incidents: incidents.csv, window: 726h}\n"
                        "journeys: {order: {needs: [api-1]}}\ncomponents:\n"
                        "  api-1: {kind: service, depends_on: [db]}\n  db: {kind: database}\n"}};
  run_in_formats(files,
                 {"observe", "incidents.csv", "--from", "2026-03-01T00:00:00Z", "--window", "726h"},
                 {"text", "json", "csv"});
  run_in_formats(files, {"analyze", "model.yaml"}, {"json"});
}

}  // namespace cutpoint::fuzzing
