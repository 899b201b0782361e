/// Why a journey fails: the shortest way from it down to what failed, through failed components.
#pragma once

#include <functional>
#include <vector>

#include "cutpoint/single_points.hpp"

namespace cutpoint {

/// Searches the model breadth-first. `Service::full` follows soft requirements too.
class FailurePaths {
 public:
  using Failed = std::function<bool(ComponentId)>;

  FailurePaths(const Model& model, bool follow_soft);

  /// From the needs of a journey down to one of `origins`, both ends included; empty where none is
  /// reached. Only components for which `failed` holds are passed, and only along requirements that
  /// their failures leave unmet.
  [[nodiscard]] std::vector<ComponentId> from_journey(JourneyId journey,
                                                      const std::vector<ComponentId>& origins,
                                                      const Failed& failed);

  /// The same from a failed component.
  [[nodiscard]] std::vector<ComponentId> from_component(ComponentId start,
                                                        const std::vector<ComponentId>& origins,
                                                        const Failed& failed);

  /// Requirements looked at so far: what a search costs.
  [[nodiscard]] std::size_t steps() const { return steps_; }

  /// Failed components that `needs` names and whose failures leave it unmet, in the order written.
  void next_of(const std::vector<Requirement>& needs, const std::vector<ComponentId>& origins,
               const Failed& failed, std::vector<ComponentId>& next) const;
  /// The same for all that a component needs: first its hosts.
  void next_of(ComponentId component, const std::vector<ComponentId>& origins, const Failed& failed,
               std::vector<ComponentId>& next) const;

 private:
  std::vector<ComponentId> search(const std::vector<ComponentId>& starts,
                                  const std::vector<ComponentId>& origins, const Failed& failed);
  /// Whether the instances on failed hosts are more than a pool can spare; true where it is not
  /// plain which these are.
  [[nodiscard]] bool hosts_may_stop(const Component& pool, const Failed& failed) const;
  [[nodiscard]] bool unmet(const Requirement& requirement, const Failed& failed) const;
  /// Work must move, and who would move it has failed.
  [[nodiscard]] bool is_stuck(const Requirement& group, const Failed& failed) const;
  void failed_switchers(const Failover& failover, const Failed& failed,
                        std::vector<ComponentId>& next) const;
  void failed_members(const Requirement& requirement, const std::vector<ComponentId>& origins,
                      const Failed& failed, std::vector<ComponentId>& next) const;

  const Model& model_;
  bool follow_soft_;
  IdVector<ComponentId, std::uint8_t> has_links_;
  std::uint32_t search_ = 0;
  mutable std::size_t steps_ = 0;
  IdVector<ComponentId, std::uint32_t> seen_;
  IdVector<ComponentId, ComponentId> came_from_;
};

/// Leaves the middle of a long path out.
[[nodiscard]] FailurePath shortened(std::vector<ComponentId> steps);

/// The components whose own trouble an event is: one for an instance, the members of a common
/// cause, the ends of a link.
[[nodiscard]] std::vector<ComponentId> origins_of(const Model& model, const BasicEvent& event);

}  // namespace cutpoint
