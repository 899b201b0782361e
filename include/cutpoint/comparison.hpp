/// Two models side by side: what a change adds, takes away, and does to the journeys.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cutpoint/analysis.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// A requirement, placement or link between two names.
struct ModelEdge {
  std::string from;
  std::string to;
  std::string how;  ///< "needs", "wants", "runs on", "any of a, b", "linked"
  friend auto operator<=>(const ModelEdge&, const ModelEdge&) = default;
};

/// A component that both models have, with what differs: "replicas 2 → 3".
struct ComponentChange {
  std::string name;
  std::vector<std::string> changes;
};

struct JourneyComparison {
  std::string name;
  std::optional<AvailabilityResult> before;  ///< absent where the journey is new
  std::optional<AvailabilityResult> after;   ///< absent where it is gone
  /// Single points that are not accepted: names of events. One that restarted by itself and does
  /// so no more counts as gained.
  std::vector<std::string> points_gained;
  std::vector<std::string> points_lost;
  /// How many failures at least it takes to stop the journey; absent where not known.
  std::optional<std::size_t> smallest_cut_before;
  std::optional<std::size_t> smallest_cut_after;
  /// Minimal cut sets of two or more that the journey withstood before, though all their events
  /// were there: sets that became shorter. Names of events, listed sets only; single ones are
  /// points.
  std::vector<std::vector<std::string>> shorter_cuts;
  bool less_available = false;     ///< for certain: the bounds do not overlap
  bool target_missed_now = false;  ///< its SLO is missed for certain, and was not before

  [[nodiscard]] bool is_regression() const {
    return less_available || target_missed_now || !points_gained.empty();
  }
};

/// Sum of `cost` over all components with a period, in one currency.
struct MonthlyCost {
  std::string currency;
  double before = 0;
  double after = 0;
};

struct Comparison {
  std::vector<std::string> components_added;    ///< in the order of the later model
  std::vector<std::string> components_removed;  ///< in the order of the earlier one
  std::vector<ComponentChange> components_changed;
  std::vector<ModelEdge> edges_added;
  std::vector<ModelEdge> edges_removed;
  std::vector<JourneyComparison> journeys;
  std::vector<MonthlyCost> costs;  ///< only currencies of which the sum differs

  [[nodiscard]] bool is_regression() const;
  [[nodiscard]] bool is_empty() const;  ///< nothing differs
};

struct AnalysedModel {
  const Model& model;
  const StructureFunction& function;
  const Analysis& analysis;
};

/// Components and journeys are the same where their names are. Linear but for sorting.
[[nodiscard]] Comparison compare(const AnalysedModel& before, const AnalysedModel& after);

}  // namespace cutpoint
