#include "analyzer/failover/too_few.hpp"

#include <algorithm>
#include <map>

#include "analyzer/structure/function_part.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_private_ground = 8;

double more_than(const std::vector<double>& failed, std::size_t spare) {
  std::vector<double> exactly(spare + 2, 0.0);
  exactly.front() = 1.0;
  for (const double p : failed) {
    exactly[spare + 1] += exactly[spare] * p;
    for (std::size_t i = spare + 1; i-- > 0;) {
      exactly[i] = exactly[i] * (1.0 - p) + (i > 0 ? exactly[i - 1] * p : 0.0);
    }
  }
  return exactly.back();
}

}  // namespace

TooFew::TooFew(const StructureFunction& function, const GroupCluster& cluster, std::size_t position)
    : group_(function.failover_groups[cluster.groups[position]]) {
  const std::vector<EventId>& inner = cluster.inner[position];
  std::map<EventId, std::size_t> uses;
  std::vector<std::vector<EventId>> below;
  for (const NodeId member : group_.members) {
    std::vector<EventId>& events = below.emplace_back();
    for (const NodeId id : nodes_below(function, member)) {
      const Node& node = function.nodes[id];
      if (node.type != NodeType::event) {
        simple_ = simple_ && node.type == NodeType::any;
        continue;
      }
      const BasicEvent& event = function.events[node.event];
      if (event.kind == EventKind::failover) simple_ = false;
      const bool never = event.view == EventView::never || !event.can_fail;
      if (never || event.process.unavailability <= 0.0) continue;
      events.push_back(node.event);
      ++uses[node.event];
    }
  }
  if (!simple_) return;
  for (const auto& [event, times] : uses) {
    if (times > 1 && std::binary_search(inner.begin(), inner.end(), event)) {
      private_.push_back(function.events[event].process.unavailability);
      private_events_.push_back(event);
    }
  }
  simple_ = private_.size() <= most_private_ground;
  for (std::size_t m = 0; m < below.size(); ++m) {
    Member& member = members_.emplace_back();
    for (const EventId event : below[m]) {
      if (function.events[event].view == EventView::always) {
        member.gone = true;
        member.own_gone = member.own_gone || event == group_.own[m];
        continue;
      }
      const double q = function.events[event].process.unavailability;
      const auto ground = std::find(cluster.ground.begin(), cluster.ground.end(), event);
      const auto shared = std::find(private_events_.begin(), private_events_.end(), event);
      if (ground != cluster.ground.end()) {
        member.ground |= 1U << static_cast<unsigned>(ground - cluster.ground.begin());
      } else if (shared != private_events_.end()) {
        member.shared |= 1U << static_cast<unsigned>(shared - private_events_.begin());
      } else if (event == group_.own[m]) {
        member.own = q;
        largest_ = std::max(largest_, q);
      } else {
        member.others_up *= 1.0 - q;
      }
    }
  }
  can_scale_ = simple_ && largest_ > 0.0;
}

double TooFew::given(std::uint32_t ground, double scale) const {
  const std::size_t spare = members_.size() - group_.needed;
  double result = 0.0;
  for (std::uint32_t down = 0; down < (1U << private_.size()); ++down) {
    double chance = 1.0;
    for (std::size_t i = 0; i < private_.size(); ++i) {
      chance *= ((down >> i) & 1U) != 0 ? private_[i] : 1.0 - private_[i];
    }
    std::vector<double> failed;
    for (const Member& member : members_) {
      const bool lost = member.gone || (member.ground & ground) != 0 || (member.shared & down) != 0;
      const double own = std::min(1.0, scale * member.own);
      failed.push_back(lost ? 1.0 : own + (1.0 - own) * (1.0 - member.others_up));
    }
    result += chance * more_than(failed, spare);
  }
  return result;
}

double TooFew::none_own(double scale) const {
  double up = 1.0;
  for (const Member& member : members_) {
    up *= member.own_gone ? 0.0 : 1.0 - std::min(1.0, scale * member.own);
  }
  return up;
}

}  // namespace cutpoint
