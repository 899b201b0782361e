/// The system, played where figures are better seen than computed.
#pragma once

#include <optional>

#include "cutpoint/model.hpp"
#include "cutpoint/result.hpp"
#include "cutpoint/simulation.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Of a Poisson count of which nothing is seen in one of a thousand cases.
inline constexpr double unseen_count = 6.9;

/// As many years as cost about as much as the rest of an analysis, with a fixed seed and intervals
/// of 99.9 %. Played once, when it is first asked for.
class PlayedSystem {
 public:
  /// Both must outlive it.
  PlayedSystem(const Model& model, const StructureFunction& function)
      : model_(model), function_(function) {}

  [[nodiscard]] const StructureFunction& function() const { return function_; }
  /// Null where that is too much to simulate.
  [[nodiscard]] const Simulation* simulation();

 private:
  const Model& model_;
  const StructureFunction& function_;
  std::optional<Result<Simulation>> played_;
};

}  // namespace cutpoint
