/// Whose part a part of a run is.
#pragma once

#include <string>
#include <vector>

#include "cutpoint/result.hpp"
#include "cutpoint/system.hpp"

namespace cutpoint {

/// Of this version, of all texts that were read, in their order and whatever they are called, and
/// of the figures that follow from them and from how they were read.
[[nodiscard]] std::string fingerprint_of(const System& system);

/// What is wrong where a part is of another system; empty where none is.
template <class Part>
[[nodiscard]] std::string foreign_part(const System& system, const std::vector<Part>& parts) {
  const std::string own = fingerprint_of(system);
  for (const Part& part : parts) {
    if (part.fingerprint == own) continue;
    return "a part is of another document, of other figures in it or of another version of "
           "cutpoint: all shards must be of the same";
  }
  return {};
}

}  // namespace cutpoint
