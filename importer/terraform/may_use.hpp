/// What programs may use by the accounts that they run as; a permission is no need.
#pragma once

#include <string>
#include <vector>

#include "importer/evidence/imported.hpp"
#include "importer/terraform/drafting.hpp"

namespace cutpoint::terraform {

/// Google: service accounts, and the roles that are granted to them on a resource or the project.
/// `names` are those in the draft by resource; empty for what is not in it.
void conclude_permitted_use(const Findings& findings, const std::vector<std::string>& names,
                            Imported& imported);

}  // namespace cutpoint::terraform
