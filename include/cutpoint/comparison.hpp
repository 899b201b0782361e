/// Two models side by side: what a change adds, takes away, and does to the journeys.
///
/// Plain values that own what they hold, by name: they outlive both models, but for
/// `AnalysedModel`, which only refers.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cutpoint/analysis.hpp"
#include "cutpoint/export.hpp"
#include "cutpoint/model.hpp"
#include "cutpoint/structure_function.hpp"

namespace cutpoint {

/// A requirement, placement or link between two names.
struct ModelEdge {
  enum class Kind {
    needs_one_of,  ///< `to` is a member of `group`
    linked,
    linked_one_way,
    needs,
    needs_connection,
    runs_on,
    wants,
    wants_one_of,  ///< `to` is a member of `group`, which is soft
  };
  std::string from;
  std::string to;
  Kind kind = Kind::needs;
  std::string group;                    ///< its printed name: "any of a, b"
  std::optional<Probability> fallback;  ///< how often there is something else
  friend auto operator<=>(const ModelEdge&, const ModelEdge&) = default;
};

/// Something that differs in a component that both models have.
struct ComponentDifference {
  enum class Aspect {
    kind,      ///< `kind_before`, `kind_after`
    replicas,  ///< `count_before`, `count_after`
    at_least,  ///< the same
    can_fail,  ///< only the later one has a failure of its own
    perfect,   ///< only the earlier one had
    mtbf,      ///< `time_before`, `time_after`
    mttr,      ///< the same
  };
  Aspect aspect = Aspect::kind;
  std::string kind_before;
  std::string kind_after;
  std::uint32_t count_before = 0;
  std::uint32_t count_after = 0;
  Duration time_before;
  Duration time_after;
};

/// A component that both models have, and what differs in it.
struct ComponentChange {
  std::string name;
  std::vector<ComponentDifference> differences;
};

/// A journey that one of the models has, or both.
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
  std::optional<Availability> target;  ///< of its SLO, as the later model has it
  bool less_available = false;         ///< for certain: the bounds do not overlap
  bool target_missed_now = false;      ///< its SLO is missed for certain, and was not before

  [[nodiscard]] bool is_regression() const {
    return less_available || target_missed_now || !points_gained.empty();
  }
};

/// Sum of `cost` over all components with a period, in one currency, by the month.
struct MonthlyCost {
  std::string currency;
  double before = 0;
  double after = 0;
};

/// What differs; empty where nothing does.
struct CUTPOINT_API Comparison {
  std::vector<std::string> components_added;    ///< in the order of the later model
  std::vector<std::string> components_removed;  ///< in the order of the earlier one
  std::vector<ComponentChange> components_changed;
  std::vector<ModelEdge> edges_added;
  std::vector<ModelEdge> edges_removed;
  std::vector<JourneyComparison> journeys;
  std::vector<MonthlyCost> costs;  ///< only currencies of which the sum differs

  /// Whether some journey is a regression.
  [[nodiscard]] bool is_regression() const;
  [[nodiscard]] bool is_empty() const;  ///< nothing differs
};

/// A model with what was found about it; owns nothing.
struct AnalysedModel {
  const Model& model;
  const StructureFunction& function;
  const Analysis& analysis;
};

}  // namespace cutpoint
