/// Which resource names which, instance by instance.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "importer/terraform/inventory/inventory.hpp"

namespace cutpoint::terraform {

/// How it is known.
enum class Proof {
  value,       ///< an attribute holds the other's identifier
  expression,  ///< the configuration of the plan refers to it
  dependency,  ///< a state lists it, and says nothing else
  listed,      ///< a state lists it beside attributes that do not name it
  address      ///< a text names the host that the other answers to
};

struct Reference {
  std::size_t from = 0;
  std::size_t to = 0;
  std::string attribute;  ///< path without positions; empty where only a dependency is listed
  Proof proof = Proof::value;
  SourceSpan span;
};

/// A host that a text of a resource names and nothing answers to.
struct ForeignHost {
  std::size_t resource = 0;
  std::string host;
  std::uint16_t port = 0;
  std::string attribute;
  SourceSpan span;
};

struct References {
  std::vector<Reference> all;  ///< in the order of the resources
  std::vector<ForeignHost> foreign;
  std::size_t dangling = 0;           ///< dependencies on what is not there
  std::size_t hidden_by_locals = 0;   ///< attributes that refer to locals and to nothing else
  std::size_t hidden_by_dynamic = 0;  ///< dynamic blocks with values that are not known yet
  bool cut_short = false;             ///< there were more than can be kept
};

/// Finds them by identifiers in values, by expressions of plans, and by dependencies of states
/// where a state says nothing else. Linear in the files, but for what refers to each of many.
[[nodiscard]] References find_references(const Inventory& inventory, const ResourceTypes& types);

}  // namespace cutpoint::terraform
