/// Planned downtime of journeys that stand on redundancy groups in time.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <utility>

#include "analyzer/analysis/service_levels/planned_downtime.hpp"
#include "analyzer/compile/groups_anew.hpp"
#include "cutpoint/analysis.hpp"

namespace cutpoint {

/// A planned move is prepared: it needs no switch. So a journey is down for a window where it is
/// down with what the window takes away and would be up with it. Failures know nothing of windows:
/// crews and standbys do what they do.
///
/// Windows that take something that groups with crews or a standby stand on have functions of their
/// own: such that take as many of the same kinds have one together.
class PlannedMoves {
 public:
  /// All must outlive it. `windows`: those of the function.
  PlannedMoves(const Model& model, const StructureFunction& function,
               std::span<const PlannedState> windows, const AnalysisOptions& options);

  /// Share of time that the journey is down in windows only; the failures of `excluded` (ascending)
  /// never happen. Absent where no group in time is below the journey, or its diagrams get too
  /// large for what the options and the budget allow.
  [[nodiscard]] std::optional<double> unavailability(JourneyId journey,
                                                     std::span<const EventId> excluded,
                                                     const EngineBudget& budget);

 private:
  /// How many of which kind; an event by itself, or the instances of a pool on one host.
  using StateKind = std::map<std::pair<std::size_t, std::size_t>, std::size_t>;
  [[nodiscard]] StateKind kind_of(const PlannedState& state) const;
  [[nodiscard]] bool shapes_groups(const PlannedState& state) const;
  [[nodiscard]] std::optional<StructureFunction> function_with(std::span<const EventId> taken,
                                                               std::span<const EventId> excluded);
  void mark_shaping_events();

  const Model& model_;
  const StructureFunction& function_;
  std::span<const PlannedState> windows_;
  const AnalysisOptions& options_;
  /// By event: 1 where groups with crews or a standby stand on it.
  IdVector<EventId, std::uint8_t> shaping_;
  /// By event of such a group's own: the group, and which of its hosts that is on.
  std::map<EventId, std::pair<std::size_t, std::size_t>> own_;
  GroupsAnew anew_;
  SolvedChains chains_;
};

}  // namespace cutpoint
