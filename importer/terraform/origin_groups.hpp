/// Origins of a content network that stand in for each other.
#pragma once

#include "importer/terraform/wiring.hpp"

namespace cutpoint::terraform {

/// Needs of the members of a CloudFront origin group become one need of any of them, where it is
/// known what each of them leads to and no behaviour asks one of them alone.
void join_origin_groups(const Inventory& inventory, Wiring& wiring);

}  // namespace cutpoint::terraform
