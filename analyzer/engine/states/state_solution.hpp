/// A top event solved exactly without a diagram: pools of many instances on shared ground.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analyzer/engine/gates/gate_graph.hpp"
#include "analyzer/engine/quantities/probability.hpp"
#include "analyzer/engine/states/followed_part.hpp"

namespace cutpoint {

/// Module by module all states are followed, the members of pools left to chance. Where none has
/// to be given up that is the probability of the function, each shared part counted once.
class StateSolution {
 public:
  /// Nothing where it takes more than the meter's present task has left, where states are too many,
  /// where something is a network, or nothing can change. Both must outlive it.
  [[nodiscard]] static std::optional<StateSolution> of(const StructureFunction& function,
                                                       NodeId top, EngineMeter& meter);

  [[nodiscard]] double probability() const { return probability_; }
  /// Some pool's members were left to chance. Otherwise a diagram within the same limits does it.
  [[nodiscard]] bool counts_members() const { return counts_members_; }
  /// By event.
  [[nodiscard]] const std::vector<EventSensitivity>& sensitivities() const {
    return sensitivities_;
  }
  /// About how many operations it takes to read off a probability.
  [[nodiscard]] std::uint64_t work() const { return work_; }
  /// The probability if none of some events (sorted) ever occurred; nothing where that leaves
  /// members of a pool that are not alike.
  [[nodiscard]] std::optional<double> without(std::span<const EventId> events) const;
  /// The probability with the figures that the function has by now; nothing where members of a pool
  /// are no longer alike.
  [[nodiscard]] std::optional<double> with_present_figures() const { return without({}); }

 private:
  struct Part {
    std::vector<std::uint32_t> leaves;     ///< vertices
    Operand root;                          ///< where it is a leaf
    std::optional<FollowedPart> followed;  ///< otherwise
    std::uint32_t module;                  ///< vertex; of the last none
  };

  explicit StateSolution(const StructureFunction& function) : function_(&function) {}
  [[nodiscard]] bool follow(NodeId top, EngineMeter& meter);
  [[nodiscard]] static std::vector<double> leaves_of(const Part& part,
                                                     const std::vector<double>& probabilities);
  [[nodiscard]] std::vector<double> probabilities_of_events() const;
  [[nodiscard]] static std::optional<double> probability_of(const Part& part,
                                                            std::span<const double> leaves);
  void find_sensitivities(const std::vector<double>& probabilities);

  const StructureFunction* function_;
  std::vector<EventId> event_of_;  ///< by vertex
  std::vector<Part> parts_;        ///< inner modules first
  std::uint64_t work_ = 0;
  bool counts_members_ = false;
  double probability_ = 0;
  std::vector<EventSensitivity> sensitivities_;
};

}  // namespace cutpoint
