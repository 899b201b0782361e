/// Simulations of a model and its function; the way in asks them of a system.
#pragma once

#include <vector>

#include "cutpoint/model.hpp"
#include "cutpoint/result.hpp"
#include "cutpoint/shard.hpp"
#include "cutpoint/simulation.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// Simulates every journey on the same failures. Each batch of years starts in the stationary state
/// and draws from its own stream of random numbers, so the result depends on years and seed alone.
/// A failure where a limit is exceeded.
[[nodiscard]] Result<Simulation> simulate(const Model& model, const StructureFunction& function,
                                          const SimulationOptions& options);

/// Plays the batches of one shard; whose part it is, the caller knows. Failures as those of
/// `simulate`, and a shard beyond its number.
[[nodiscard]] Result<SimulationPart> simulate_part(const Model& model,
                                                   const StructureFunction& function,
                                                   const SimulationOptions& options,
                                                   const Shard& shard);

/// The run that parts of this model make up, as `simulate` gives it. A failure where they do not:
/// parts of different runs, batches that are missing, there twice or damaged.
[[nodiscard]] Result<Simulation> merge_parts(const Model& model, const StructureFunction& function,
                                             const std::vector<SimulationPart>& parts,
                                             double confidence);

/// Plays cycles that start with a failure while everything works and end when everything works
/// again. Within a cycle a further failure before the next repair is forced with even odds, half of
/// them balanced over all events, and each cycle is weighted by its likelihood ratio, so that means
/// are right and intervals hold. The mean length of a cycle is known exactly. Repairs keep their
/// own distributions. A failure where members wait for crews or in a
/// standby or where so much fails that everything hardly ever works.
[[nodiscard]] Result<RareSimulation> simulate_rare(const Model& model,
                                                   const StructureFunction& function,
                                                   const RareOptions& options);

/// The same in parts, as of years.
[[nodiscard]] Result<RareSimulationPart> simulate_rare_part(const Model& model,
                                                            const StructureFunction& function,
                                                            const RareOptions& options,
                                                            const Shard& shard);
[[nodiscard]] Result<RareSimulation> merge_parts(const Model& model,
                                                 const StructureFunction& function,
                                                 const std::vector<RareSimulationPart>& parts,
                                                 double confidence);

}  // namespace cutpoint
