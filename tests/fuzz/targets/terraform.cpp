// Terraform plans and states.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/imported.hpp"

namespace cutpoint::fuzzing {

void fuzz_terraform(const std::string& input) {
  require_imported("terraform", "plan.json", input);
}

}  // namespace cutpoint::fuzzing
