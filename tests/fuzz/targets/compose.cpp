// Compose files.
#include "tests/fuzz/fuzz_target.hpp"
#include "tests/fuzz/imported.hpp"

namespace cutpoint::fuzzing {

void fuzz_compose(const std::string& input) {
  require_imported("compose", "docker-compose.yml", input);
}

}  // namespace cutpoint::fuzzing
