/// Groups in time of an availability program, whose chains are solved anew for other figures.
#pragma once

#include <cstdint>
#include <vector>

#include "analyzer/analysis/program_steps.hpp"
#include "cutpoint/availability_program.hpp"
#include "cutpoint/parametric_chain.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

struct ProgramChainLimits {
  std::size_t states = 2'000;              ///< of a chain
  std::size_t contexts = 64;               ///< of a group: what else is down
  std::uint64_t elimination = 4'000'000;   ///< transitions looked at to solve a chain
  std::uint64_t all_transitions = 20'000;  ///< of all chains
};

/// Whether more may be down beside a group of the cluster than is told apart.
[[nodiscard]] bool has_many_contexts(const GroupCluster& cluster, const ProgramChainLimits& limits);

/// A group whose chain is open is no longer written as what its members and switches do, but as an
/// event for each of what else may be down: exactly one of these decides whether it is down. So it
/// has the probability of its chain with whatever figures, and no event has to be fitted.
class ProgramChains {
 public:
  /// Writes the groups of the function so, as many as can be. What their events stand on must have
  /// its figures from the calibration.
  ProgramChains(StructureFunction& function, const ProgramChainLimits& limits);

  /// By event: 1 where the chain of a group that stays as it is was solved for it.
  [[nodiscard]] const IdVector<EventId, std::uint8_t>& fixed() const { return fixed_; }
  /// By event: 1 where an open chain has factors of it.
  [[nodiscard]] const IdVector<EventId, std::uint8_t>& chained() const { return chained_; }
  /// `part_of`: by event, the part that has its figures, or `AvailabilityProgram::none`.
  void add_to(AvailabilityProgram& program, const ProgramSteps& steps,
              const IdVector<EventId, std::uint32_t>& part_of) const;

 private:
  /// An event that decides in one context of a group.
  struct Told {
    EventId event;
    std::uint32_t bit = 0;
    std::uint32_t context = 0;
  };
  struct Open {
    std::size_t cluster = 0;
    ParametricChain chain;
    std::vector<Told> told;
  };
  class Form;

  void open_chains(const StructureFunction& function, const ProgramChainLimits& limits);
  [[nodiscard]] StructureFunction written(const StructureFunction& function);
  void mark_events(const StructureFunction& function);

  std::vector<Open> open_;
  IdVector<EventId, FailureProcess> processes_;  ///< as they are without calibration
  IdVector<EventId, std::uint8_t> fixed_, chained_;
};

}  // namespace cutpoint
