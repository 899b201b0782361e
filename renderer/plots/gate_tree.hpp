/// What fault trees and block diagrams are drawn from: gates and what they join, as plain values.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cutpoint/rendered.hpp"

namespace cutpoint {

struct GateTree {
  enum class Gate { none, any, all, at_least };
  struct Box {
    std::string name;
    std::string note;  ///< smaller, below: the probability, what is not shown
    Gate gate = Gate::none;
    std::string gate_text;  ///< "OR", "AND", "2 of 3"
    bool dashed = false;    ///< shown elsewhere, or closed
    std::vector<std::size_t> children;
  };
  std::string title;
  std::string subtitle;
  std::vector<Box> boxes;  ///< the first is the top
};

/// Of boxes that are dashed.
inline constexpr const char* dashes_of_ends = "5 3";

/// From left to right: each gate before what it joins, one below the other.
[[nodiscard]] std::string fault_tree_svg(const GateTree& tree, Theme theme);
/// Blocks in a row that are all needed, beside each other where some of them do.
[[nodiscard]] std::string block_diagram_svg(const GateTree& tree, Theme theme);

}  // namespace cutpoint
