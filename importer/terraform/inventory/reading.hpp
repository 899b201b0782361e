/// Reads a file that `terraform show -json` wrote, or a state, into the inventory.
#pragma once

#include <string>

#include "cutpoint/diagnostic.hpp"
#include "cutpoint/file_access.hpp"
#include "importer/terraform/inventory/inventory.hpp"

namespace cutpoint::terraform {

/// Adds what the file at `path` holds. What it is follows from its content: a plan, the JSON form
/// of a state, or a state of version 3 or 4. What cannot be read is an error; that a plan is
/// partial, what it destroys and replaces and what has drifted is told. The text that is registered
/// for excerpts has its values masked.
void read_source(const std::string& path, const ResourceTypes& types, FileAccess& access,
                 SourceFiles& sources, Inventory& inventory, Diagnostics& diagnostics);

/// The parts of it, each for one form; `root` is the whole document.
void read_plan(documents::Value root, const ResourceTypes& types, Inventory& inventory,
               Diagnostics& diagnostics);
void read_shown_state(documents::Value root, const ResourceTypes& types, Inventory& inventory,
                      Diagnostics& diagnostics);
void read_state(documents::Value root, const ResourceTypes& types, Inventory& inventory,
                Diagnostics& diagnostics);
void read_old_state(documents::Value root, const ResourceTypes& types, Inventory& inventory,
                    Diagnostics& diagnostics);

/// Fills in what follows from the address, and adds the resource to the source read last.
Resource& add_resource(const std::string& address, documents::Value at, const ResourceTypes& types,
                       Inventory& inventory);

}  // namespace cutpoint::terraform
