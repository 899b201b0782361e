#include "model/architecture/builder/seats.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/architecture/builder/without_effect.hpp"

namespace cutpoint {

namespace {

std::string counted_instances(std::uint32_t count) {
  return count == 1 ? "one instance" : fmt::format("{} instances", count);
}

}  // namespace

void SeatChecks::check(const IdVector<JourneyId, Journey>& journeys) {
  for (const Journey& journey : journeys) doubt_same(journey.needs);
  for (const Component& component : components_) doubt_same(component.needs);
  for (std::size_t i = 0; i < components_.size(); ++i) {
    check_written(ComponentId(i));
    doubt_unused(ComponentId(i));
  }
}

std::uint32_t SeatChecks::seats_of(const Component& component) const {
  std::uint32_t seats = 0;
  for (const ComponentId host : component.used_hosts()) seats += components_[host].replicas;
  return seats;
}

SourceSpan SeatChecks::span_of(ComponentId id, std::size_t host) const {
  const DraftNames& written = names_.written(id).runs_on;
  const bool by_name = written.names.size() == components_[id].hosts.size();
  return by_name ? written.names[host].span : written.span;
}

void SeatChecks::check_written(ComponentId id) {
  const Component& component = components_[id];
  const DraftComponent& written = names_.written(id);
  if (!written.placement) {
    if (!written.marks.has("placement", KeyMark::unread)) {
      doubt_unsaid(component, written.runs_on.span);
    }
    return;
  }
  const SourceSpan span = written.placement->span;
  if (component.hosts.empty()) {
    if (!written.runs_on.empty() || written.marks.has("runs_on", KeyMark::unread)) return;
    diagnostics_
        .error("missing-key", span,
               fmt::format("`{}` has a `placement`, but nothing that it runs on", component.name))
        .help = "`runs_on` names its hosts";
    return;
  }
  for (const ComponentId host : component.used_hosts()) check_host(component, host, span);
  if (component.placement == Seating::one_to_one || component.placement == Seating::exclusive) {
    refuse_twice(id);
  }
  if (written.marks.has("replicas", KeyMark::unread)) return;
  const std::uint32_t seats = seats_of(component);
  if (component.placement == Seating::one_to_one && seats != component.replicas) {
    diagnostics_
        .error("conflicting-placement", span,
               fmt::format("`{}` has {}, and its hosts have {}: that is not one to one",
                           component.name, counted_instances(component.replicas), seats))
        .help = "make them as many, or say `placement: spread`";
  }
  if (component.placement != Seating::exclusive) return;
  if (seats < component.at_least) {
    diagnostics_
        .error("conflicting-placement", span,
               fmt::format("{} must work, each on a host of its own, and there are {} hosts",
                           counted_instances(component.at_least), seats))
        .help = "add hosts, or let several run on one: `placement: spread`";
  } else if (seats < component.replicas) {
    without_effect(diagnostics_, span,
                   fmt::format("only {} of {} find a host of their own", seats,
                               counted_instances(component.replicas)))
        .help = "add hosts, or let several run on one: `placement: spread`";
  }
}

void SeatChecks::refuse_twice(ComponentId id) {
  std::vector<ComponentId> seen;
  const auto& hosts = components_[id].hosts;
  for (std::size_t i = 0; i < hosts.size(); ++i) {
    if (std::find(seen.begin(), seen.end(), hosts[i]) != seen.end()) {
      diagnostics_.error("duplicate-member", span_of(id, i),
                         fmt::format("`{}` is named twice, and holds what it holds only once",
                                     components_[hosts[i]].name));
      return;
    }
    seen.push_back(hosts[i]);
  }
}

void SeatChecks::check_host(const Component& component, ComponentId host, SourceSpan span) {
  const Component& below = components_[host];
  if (component.placement == Seating::anywhere || !below.is_pool()) return;
  if (below.placement != Seating::exclusive) return;
  diagnostics_
      .error("conflicting-placement", span,
             fmt::format("the instances of `{}` move, so nothing can stay with one of them",
                         below.name))
      .help =
      fmt::format("say `placement: anywhere` here, or `placement: spread` for `{}`", below.name);
}

std::string SeatChecks::offered_placements(const Component& component) const {
  std::string offer = "`placement: spread` where an instance stays where it was started, ";
  const std::uint32_t seats = seats_of(component);
  // What would be refused, or means nothing for one instance, is no offer.
  if (component.replicas > 1 && seats == component.replicas) {
    offer += "`one-to-one` where each has one of its own, ";
  }
  if (component.replicas > 1 && seats >= component.replicas) {
    offer += "`exclusive` where it moves but never beside another, ";
  }
  return offer + "`anywhere` where it moves at once to whatever works";
}

void SeatChecks::doubt_unsaid(const Component& component, SourceSpan span) {
  const auto used = component.used_hosts();
  const auto pool = std::find_if(used.begin(), used.end(),
                                 [this](ComponentId host) { return components_[host].is_pool(); });
  if (pool == used.end()) return;
  diagnostics_
      .warning("unstated-placement", span,
               fmt::format("`{}` runs on the pool `{}`, and nothing says on which instance: it is "
                           "taken to fall with the whole pool only",
                           component.name, components_[*pool].name))
      .help = offered_placements(component);
}

void SeatChecks::doubt_unused(ComponentId id) {
  const Component& component = components_[id];
  const std::size_t used = component.used_hosts().size();
  if (share_host_.contains(id)) return;
  if (names_.written(id).marks.has("replicas", KeyMark::unread)) return;
  const bool all_same =
      component.hosts.size() > 1 &&
      std::all_of(component.hosts.begin(), component.hosts.end(),
                  [&](ComponentId host) { return host == component.hosts.front(); });
  if (all_same) {
    diagnostics_
        .warning("same-host", span_of(id, 1),
                 fmt::format("`{}` is listed twice: all of `{}` runs on it",
                             components_[component.hosts.front()].name, component.name))
        .help = "name another host, or this one once";
    return;
  }
  for (std::size_t i = used; i < component.hosts.size(); ++i) {
    const auto begin = component.hosts.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(used);
    if (std::find(begin, end, component.hosts[i]) != end) continue;
    diagnostics_
        .warning(
            "unused-host", span_of(id, i),
            fmt::format("nothing of `{}` runs on `{}`: it has {}, and hosts are taken in order",
                        component.name, components_[component.hosts[i]].name,
                        counted_instances(component.replicas)))
        .help = fmt::format(
        "`replicas: {}` runs one on each; `placement: anywhere` lets it move to whichever works",
        component.hosts.size());
  }
}

void SeatChecks::doubt_same(const std::vector<Requirement>& needs) {
  // Nesting is limited by the reader, so this recursion is shallow.
  for (const Requirement& need : needs) {
    doubt_same(need.members);
    if (need.members.size() < 2 || need.at_least >= need.members.size()) continue;
    ComponentId shared;
    ComponentId movable;  // the last member that lists another host
    bool all_here = true;
    for (const Requirement& member : need.members) {
      if (!member.component.valid()) return;
      const Component& component = components_[member.component];
      const auto used = component.used_hosts();
      if (used.size() != 1 || (shared.valid() && shared != used.front())) all_here = false;
      if (!all_here) break;
      shared = used.front();
      if (component.hosts.size() > 1) movable = member.component;
    }
    if (!all_here || !movable.valid()) continue;
    for (const Requirement& member : need.members) share_host_.insert(member.component);
    const Component& moved = components_[movable];
    const auto other = std::find_if(moved.hosts.begin(), moved.hosts.end(),
                                    [&](ComponentId host) { return host != shared; });
    diagnostics_
        .warning("same-host", need.span,
                 fmt::format("all members run on `{}`, the first host that each of them lists: its "
                             "failure defeats the redundancy",
                             components_[shared].name))
        .help = other == moved.hosts.end()
                    ? "name another host for each member"
                    : fmt::format("name one host for each member, as in `runs_on: {}` for `{}`",
                                  components_[*other].name, moved.name);
  }
}

}  // namespace cutpoint
