// Kubernetes manifests.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/imported.hpp"

namespace cutpoint::fuzzing {

void fuzz_kubernetes(const std::string& input) {
  require_imported("kubernetes", "manifests.yaml", input);
}

}  // namespace cutpoint::fuzzing
