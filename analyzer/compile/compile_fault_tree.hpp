/// From a fault tree to a model and the structure function that all analyses read.
#pragma once

#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"
#include "model/architecture/fault_tree.hpp"

namespace cutpoint {

/// A fault tree as a model (each basic event a component, each top event a journey) and its
/// function.
struct CompiledFaultTree {
  Model model;
  StructureFunction function;
};

/// Compiles a fault tree. Negations are moved down to the basic events, house events and other
/// constants are worked in; the function is coherent where no negation is left. Linear in the tree.
[[nodiscard]] CompiledFaultTree compile(const FaultTree& tree);

}  // namespace cutpoint
