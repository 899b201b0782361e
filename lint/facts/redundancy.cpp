#include "lint/facts/redundancy.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "lint/facts/roles.hpp"

namespace cutpoint {

namespace {

/// A requirement is found again by the place where it was written.
using Place = std::tuple<FileId, std::uint32_t, std::uint32_t>;

Place written_place(const SourceSpan& span) {
  return {span.file, span.line, span.column};
}

std::map<Place, const Requirement*> requirements_by_place(const Model& model) {
  std::map<Place, const Requirement*> found;
  const auto note = [&found](const Requirement& requirement) {
    if (requirement.form == Requirement::Form::at_least) {
      found.emplace(written_place(requirement.span), &requirement);
    }
  };
  for (const Component& component : model.components) for_each_requirement(component.needs, note);
  for (const Journey& journey : model.journeys) for_each_requirement(journey.needs, note);
  return found;
}

bool is_flat(const Requirement& requirement) {
  return std::all_of(
      requirement.members.begin(), requirement.members.end(),
      [](const Requirement& member) { return member.form == Requirement::Form::component; });
}

}  // namespace

std::vector<DeclaredGroup> declared_groups(const LintSubject& subject) {
  const auto requirements = requirements_by_place(subject.model);
  std::vector<DeclaredGroup> groups;
  for (std::size_t i = 0; i < subject.function.groups.size(); ++i) {
    const RedundancyGroup& declared = subject.function.groups[GroupId(i)];
    DeclaredGroup group{GroupId(i), declared.name,  declared.span,   1, 1, declared.members,
                        nullptr,    declared.owner, declared.journey};
    const bool is_pool = declared.owner.valid() && declared.members.size() == 1 &&
                         declared.members.front() == declared.owner;
    if (is_pool) {
      group.at_least = subject.model.components[declared.owner].at_least;
      group.total = subject.model.components[declared.owner].replicas;
      group.majority = subject.model.components[declared.owner].majority;
    } else {
      const auto found = requirements.find(written_place(declared.span));
      if (found == requirements.end() || !is_flat(*found->second)) continue;
      group.requirement = found->second;
      group.at_least = found->second->at_least;
      group.total = static_cast<std::uint32_t>(found->second->members.size());
      group.majority = found->second->majority;
    }
    groups.push_back(std::move(group));
  }
  return groups;
}

const std::vector<ComponentId>& Placement::under(ComponentId host) {
  const auto known = under_.find(host);
  if (known != under_.end()) return known->second;
  std::vector<ComponentId> found{host};
  std::set<ComponentId> seen{host};
  for (std::size_t head = 0; head < found.size(); ++head) {
    for (const ComponentId next : model_.components[found[head]].used_hosts()) {
      if (seen.insert(next).second) found.push_back(next);
    }
  }
  return under_.emplace(host, std::move(found)).first->second;
}

bool Placement::lies_under(ComponentId upper, ComponentId lower) {
  const auto& places = under(upper);
  return std::find(places.begin(), places.end(), lower) != places.end();
}

std::uint32_t Placement::instances_on(const DeclaredGroup& group, ComponentId place) {
  std::uint32_t count = 0;
  for (const ComponentId member : group.members) {
    const Component& component = model_.components[member];
    if (!group.is_pool()) {
      if (lies_under(member, place)) ++count;
      continue;
    }
    const std::size_t hosts = component.hosts.size();
    if (component.moves() && hosts > 1) {
      // Instances leave a place that is lost, as long as there is another.
      const bool all = std::all_of(component.hosts.begin(), component.hosts.end(),
                                   [&](ComponentId host) { return lies_under(host, place); });
      if (all) count += component.replicas;
      continue;
    }
    for (std::size_t h = 0; h < hosts; ++h) {
      if (!lies_under(component.hosts[h], place)) continue;
      // Instance i of n runs on hosts[i mod m].
      const std::size_t instances =
          component.replicas / hosts + (h < component.replicas % hosts ? 1 : 0);
      count += static_cast<std::uint32_t>(instances);
    }
  }
  return count;
}

std::vector<ComponentId> Placement::places_of(const DeclaredGroup& group, std::string_view kind) {
  std::set<ComponentId> found;
  for (const ComponentId member : group.members) {
    for (const ComponentId place : under(member)) {
      if (has_kind(model_, place, kind)) found.insert(place);
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace cutpoint
