#include "lint/facts/shared_ground.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "lint/facts/redundancy.hpp"
#include "lint/facts/roles.hpp"

namespace cutpoint {

namespace {

class NearestCauses {
 public:
  explicit NearestCauses(const LintSubject& subject)
      : subject_(subject), placement_(subject.model) {
    for (DeclaredGroup& group : declared_groups(subject)) {
      const GroupId id = group.id;
      groups_.emplace(id, std::move(group));
    }
  }

  std::map<GroupId, std::vector<EventId>> run() {
    std::map<GroupId, std::vector<EventId>> causes;
    for (const JourneyAnalysis& journey : subject_.analysis.journeys) {
      for (const HiddenCommonCause& cause : journey.hidden_common_causes) {
        auto& of_group = causes[cause.group];
        if (std::find(of_group.begin(), of_group.end(), cause.event) == of_group.end()) {
          of_group.push_back(cause.event);
        }
      }
    }
    for (auto& [group, events] : causes) keep_nearest(group, events);
    return causes;
  }

 private:
  [[nodiscard]] ComponentId component_of(EventId event) const {
    const BasicEvent& basic = subject_.function.events[event];
    return basic.kind == EventKind::component ? basic.component : ComponentId();
  }

  void keep_nearest(GroupId group, std::vector<EventId>& events) {
    std::erase_if(events, [&](EventId event) { return !is_shared(group, event); });
    // Everything that lies under some cause, found in one sweep.
    std::set<ComponentId> below;
    std::vector<ComponentId> queue;
    const auto add_hosts = [&](ComponentId id) {
      for (const ComponentId host : subject_.model.components[id].used_hosts()) {
        if (below.insert(host).second) queue.push_back(host);
      }
    };
    for (const EventId event : events) {
      if (component_of(event).valid()) add_hosts(component_of(event));
    }
    for (std::size_t head = 0; head < queue.size(); ++head) add_hosts(queue[head]);
    std::erase_if(events, [&](EventId event) {
      return component_of(event).valid() && below.contains(component_of(event));
    });
  }

  bool is_shared(GroupId id, EventId event) {
    const BasicEvent& basic = subject_.function.events[event];
    if (basic.kind == EventKind::common_cause) return true;
    if (basic.kind != EventKind::component) return false;
    const bool is_ground = is_shared_ground(subject_.model, basic.component);
    const auto group = groups_.find(id);
    if (group == groups_.end()) return is_ground;
    const std::uint32_t lost = placement_.instances_on(group->second, basic.component);
    // Whatever all of them run on is shared, be it a volume, a GPU or a pod.
    if (lost == group->second.total) return true;
    return is_ground && (group->second.at_least < 2 || lost == 0);
  }

  const LintSubject& subject_;
  Placement placement_;
  std::unordered_map<GroupId, DeclaredGroup> groups_;
};

}  // namespace

std::map<GroupId, std::vector<EventId>> nearest_causes(const LintSubject& subject) {
  return NearestCauses(subject).run();
}

}  // namespace cutpoint
