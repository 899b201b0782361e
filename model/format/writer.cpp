#include "model/format/codec/codec.hpp"
#include "model/format/reading.hpp"

namespace cutpoint {

std::string write_architecture(const Draft& draft) {
  return "# yaml-language-server: $schema=cutpoint.schema.json\n" + write_object(draft).document();
}

}  // namespace cutpoint
