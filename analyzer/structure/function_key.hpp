/// What functions have in common, as text that can be looked up.
#pragma once

#include <string>

#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Nodes and which events may fail, byte by byte: functions of one key differ in figures and names
/// alone. Functions with networks have none, an empty one.
[[nodiscard]] std::string key_of_structure(const StructureFunction& function);

/// The same with all figures of the events.
[[nodiscard]] std::string key_with_figures(const StructureFunction& function);

}  // namespace cutpoint
