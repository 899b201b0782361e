#include "cutpoint/version.hpp"

namespace cutpoint {

std::string_view version() {
  return CUTPOINT_VERSION;
}

}  // namespace cutpoint
