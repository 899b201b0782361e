/// A number that was concluded.
#pragma once

#include <cstdint>
#include <string>

#include "importer/evidence/imported.hpp"

namespace cutpoint::kubernetes {

/// How many of something, and why.
struct Count {
  std::uint32_t value = 1;
  std::string reason;  ///< "replicas", "HorizontalPodAutoscaler web, minReplicas"
  SourceSpan span;
  Strength strength = Strength::declared;
};

}  // namespace cutpoint::kubernetes
