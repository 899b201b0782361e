/// Who may talk to whom, as security groups say it: no need, and worth a look.
#pragma once

#include <string>
#include <vector>

#include "importer/terraform/drafting.hpp"

namespace cutpoint::terraform {

/// Adds a conclusion for each rule that lets members of one group talk to those of another.
void conclude_permitted_talk(const Findings& findings, const std::vector<std::string>& names,
                             Imported& imported);

}  // namespace cutpoint::terraform
