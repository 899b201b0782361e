/// Every accepted risk of a document, with where it stands.
#pragma once

#include <string>
#include <vector>

#include "lint/subject.hpp"

namespace cutpoint {

struct PlacedAcceptance {
  const Acceptance* acceptance = nullptr;
  std::string where;  ///< name of the component or journey; empty at document level
};

[[nodiscard]] std::vector<PlacedAcceptance> acceptances_of(const Model& model);

}  // namespace cutpoint
