/// Says what was read and is not in the model.
#pragma once

#include "cutpoint/diagnostic.hpp"
#include "importer/terraform/drafting.hpp"

namespace cutpoint::terraform {

/// Types that no table knows with their count; what is left out by purpose; dependencies that lead
/// nowhere; zones in one place; groups without members.
void tell_what_is_left(const Findings& findings, const std::vector<std::string>& names,
                       Imported& imported, Diagnostics& diagnostics);

}  // namespace cutpoint::terraform
