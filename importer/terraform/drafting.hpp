/// Puts what was found into a draft, with the reason for each part of it.
#pragma once

#include <vector>

#include "importer/evidence/imported.hpp"
#include "importer/terraform/sizing.hpp"
#include "importer/terraform/ways_in.hpp"

namespace cutpoint::terraform {

/// All that was found, by resource where it is a list of that length.
struct Findings {
  const Inventory& inventory;
  const References& references;
  const Wiring& wiring;
  const std::vector<Whereabouts>& places;
  const std::vector<Size>& sizes;
  const std::vector<WayIn>& ways;
};

[[nodiscard]] Imported write_draft(const Findings& findings, const SourceFiles& sources,
                                   bool explains);

/// The names that resources have in the draft: their addresses, unless these repeat a secret.
/// Empty for what is not in it.
[[nodiscard]] std::vector<std::string> names_in_draft(const Findings& findings);

}  // namespace cutpoint::terraform
