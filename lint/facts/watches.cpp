#include "lint/facts/watches.hpp"

#include <algorithm>
#include <unordered_map>

#include "analyzer/analysis/single_points/failure_paths.hpp"
#include "analyzer/structure/failure_wave.hpp"
#include "lint/facts/failovers.hpp"
#include "lint/facts/roles.hpp"

namespace cutpoint {

namespace {

std::vector<ComponentId> resolve(const Model& model,
                                 const std::vector<Spanned<std::string>>& names) {
  std::vector<ComponentId> ids;
  for (const auto& name : names) {
    const ComponentId id = model.find_component(name.value);
    if (id.valid()) ids.push_back(id);
  }
  return ids;
}

/// Looks for events that fail watchers and watched alike.
class FateSearch {
 public:
  FateSearch(const LintSubject& subject, const std::vector<Watch>& watches)
      : subject_(subject),
        watches_(watches),
        parents_(subject.function),
        wave_(subject.function, parents_),
        paths_(subject.model, false),
        failed_in_(subject.function.nodes.size(), 0),
        beside_watched_(subject.function.nodes.size(), 1) {
    for (std::size_t i = 0; i < watches.size(); ++i) {
      for (const ComponentId watcher : watches[i].watchers) {
        watched_by_[node_of(watcher)].push_back(i);
      }
    }
  }

  std::vector<std::vector<SharedFate>> run(std::size_t most) {
    std::vector<std::vector<EventId>> events(watches_.size());
    for (const EventId event : candidates()) {
      if (wave_.steps() > most_steps) break;
      std::vector<std::size_t> sharing = touched_by(event);
      std::erase_if(sharing, [&](std::size_t i) { return !shares(watches_[i], event); });
      for (const std::size_t i : sharing) {
        if (is_blind(watches_[i], event)) events[i].push_back(event);
      }
    }
    std::vector<std::vector<SharedFate>> fates(watches_.size());
    for (std::size_t i = 0; i < watches_.size(); ++i) {
      std::stable_sort(events[i].begin(), events[i].end(), [&](EventId a, EventId b) {
        return subject_.function.events[a].probability() >
               subject_.function.events[b].probability();
      });
      if (events[i].size() > most) events[i].resize(most);
      for (const EventId event : events[i]) fates[i].push_back(describe(watches_[i], event));
    }
    return fates;
  }

 private:
  static constexpr std::size_t most_steps = 200'000'000;

  [[nodiscard]] NodeId node_of(ComponentId id) const {
    return subject_.function.component_failed[id];
  }

  /// Events below any watcher, ascending.
  [[nodiscard]] std::vector<EventId> candidates() const {
    const StructureFunction& function = subject_.function;
    std::vector<bool> seen(function.nodes.size(), false);
    std::vector<NodeId> queue;
    const auto add = [&](NodeId node) {
      if (seen[node.index()]) return;
      seen[node.index()] = true;
      queue.push_back(node);
    };
    for (const auto& row : watched_by_) add(row.first);
    std::vector<EventId> events;
    for (std::size_t head = 0; head < queue.size(); ++head) {
      const Node& node = function.nodes[queue[head]];
      // A switch under way is what watching brings about, and soon over.
      if (node.type == NodeType::event && function.events[node.event].can_fail &&
          function.events[node.event].kind != EventKind::failover) {
        events.push_back(node.event);
      }
      for (const NodeId child : function.children_of(queue[head])) add(child);
    }
    std::sort(events.begin(), events.end());
    return events;
  }

  void spread(EventId event) {
    ++number_;
    wave_.spread(subject_.function.event_nodes[event], [&](NodeId node, bool) {
      failed_in_[node] = number_;
      return FailureWave::Verdict::go_on;
    });
  }

  /// Watches of which a watcher fails with the event, ascending.
  std::vector<std::size_t> touched_by(EventId event) {
    std::vector<std::size_t> touched;
    ++number_;
    wave_.spread(subject_.function.event_nodes[event], [&](NodeId node, bool) {
      failed_in_[node] = number_;
      if (const auto found = watched_by_.find(node); found != watched_by_.end()) {
        touched.insert(touched.end(), found->second.begin(), found->second.end());
      }
      return FailureWave::Verdict::go_on;
    });
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    return touched;
  }

  [[nodiscard]] bool failed(ComponentId id) const { return failed_in_[node_of(id)] == number_; }

  /// The component is down, or one of its instances is.
  [[nodiscard]] bool is_hit(ComponentId id, EventId event) const {
    const auto& own = subject_.function.component_events[id];
    const auto hosts = subject_.model.components[id].used_hosts();
    return failed(id) || std::find(own.begin(), own.end(), event) != own.end() ||
           std::any_of(hosts.begin(), hosts.end(), [&](ComponentId host) { return failed(host); });
  }

  [[nodiscard]] bool shares(const Watch& watch, EventId event) const {
    const auto lost = std::count_if(watch.watchers.begin(), watch.watchers.end(),
                                    [&](ComponentId id) { return failed(id); });
    const bool enough =
        watch.group.valid() ? lost == 0 : lost < static_cast<std::ptrdiff_t>(watch.watchers.size());
    if (enough) return false;
    // Where the whole group is lost, a switch would have helped nobody.
    if (watch.group.valid() && failed_in_[subject_.function.groups[watch.group].node] == number_) {
      return false;
    }
    return std::any_of(watch.watched.begin(), watch.watched.end(),
                       [&](ComponentId id) { return is_hit(id, event); });
  }

  /// What directs requests needs those that it watches, and yet sees them fail: it is blind only
  /// where it fails in another way too.
  bool is_blind(const Watch& watch, EventId event) {
    const auto directs = [&](ComponentId id) { return directs_traffic(subject_.model, id); };
    if (std::none_of(watch.watchers.begin(), watch.watchers.end(), directs)) return true;
    if (watch.group.valid()) {
      spread(event);
      const bool other = std::any_of(watch.watchers.begin(), watch.watchers.end(),
                                     [&](ComponentId id) { return failed(id) && !directs(id); });
      if (other) return true;
    }
    for (const ComponentId id : watch.watched) {
      const auto& own = subject_.function.component_events[id];
      if (std::find(own.begin(), own.end(), event) != own.end()) return false;
    }
    for (const ComponentId id : watch.watched) beside_watched_[node_of(id)] = 0;
    wave_.limit_to(&beside_watched_);
    spread(event);
    wave_.limit_to(nullptr);
    for (const ComponentId id : watch.watched) beside_watched_[node_of(id)] = 1;
    const auto blind = [&](ComponentId id) { return directs(id) && failed(id); };
    if (watch.group.valid()) {
      return std::any_of(watch.watchers.begin(), watch.watchers.end(), blind);
    }
    return std::all_of(watch.watchers.begin(), watch.watchers.end(),
                       [&](ComponentId id) { return !directs(id) || failed(id); });
  }

  std::vector<ComponentId> path(ComponentId from, const std::vector<ComponentId>& origins) {
    const FailurePaths::Failed down = [&](ComponentId id) { return failed(id); };
    if (failed(from)) return paths_.from_component(from, origins, down);
    for (const ComponentId host : subject_.model.components[from].used_hosts()) {
      if (!failed(host)) continue;
      auto steps = paths_.from_component(host, origins, down);
      steps.insert(steps.begin(), from);
      return steps;
    }
    return {from};
  }

  SharedFate describe(const Watch& watch, EventId event) {
    spread(event);
    const auto lost = std::find_if(watch.watched.begin(), watch.watched.end(),
                                   [&](ComponentId id) { return is_hit(id, event); });
    const auto origins = origins_of(subject_.model, subject_.function.events[event]);
    const ComponentId blind = *std::find_if(watch.watchers.begin(), watch.watchers.end(),
                                            [&](ComponentId id) { return failed(id); });
    return {event, *lost, path(*lost, origins), blind, path(blind, origins)};
  }

  const LintSubject& subject_;
  const std::vector<Watch>& watches_;
  Parents parents_;
  FailureWave wave_;
  FailurePaths paths_;
  std::unordered_map<NodeId, std::vector<std::size_t>> watched_by_;
  IdVector<NodeId, std::uint32_t> failed_in_;  ///< number of the wave that last failed the node
  std::uint32_t number_ = 0;
  IdVector<NodeId, std::uint8_t> beside_watched_;  ///< all true between waves
};

}  // namespace

std::vector<Watch> declared_watches(const LintSubject& subject) {
  std::vector<Watch> watches;
  for (const ComponentId id : subject.components()) {
    const ComponentDetails* details = subject.details(id);
    if (details == nullptr || !details->health_check || !subject.used(id)) continue;
    auto watchers = resolve(subject.model, details->health_check->by);
    if (watchers.empty()) continue;
    watches.push_back(
        {std::move(watchers), {id}, subject.name(id), details->health_check->span, {}, {}});
  }
  for (const FailoverSite& site : failover_sites(subject)) {
    auto watchers = resolve(subject.model, site.failover->by);
    if (watchers.empty()) continue;
    watches.push_back({std::move(watchers), site.members, site.name, site.failover->span,
                       site.group, site.journeys});
  }
  return watches;
}

std::vector<std::vector<SharedFate>> shared_fates(const LintSubject& subject,
                                                  const std::vector<Watch>& watches,
                                                  std::size_t most) {
  return FateSearch(subject, watches).run(most);
}

}  // namespace cutpoint
