/// Risks that somebody takes: that they name a rule and a reason.
#pragma once

#include <vector>

#include "model/architecture/builder/names.hpp"

namespace cutpoint {

class AcceptanceChecks {
 public:
  AcceptanceChecks(NameTable& names, Diagnostics& diagnostics)
      : names_(names), diagnostics_(diagnostics) {}

  /// Only those of the document may name `components`.
  void check(const std::vector<Acceptance>& accept, bool on_document);

 private:
  NameTable& names_;
  Diagnostics& diagnostics_;
};

}  // namespace cutpoint
