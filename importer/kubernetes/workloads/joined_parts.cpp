#include "importer/kubernetes/workloads/joined_parts.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "importer/kubernetes/workloads/search_nodes.hpp"

namespace cutpoint::kubernetes {

namespace {

/// Kinds whose list is of sets of one cluster.
struct SetsOfOne {
  std::string_view group;
  std::string_view kind;
};

constexpr std::array sets_of_one = {
    SetsOfOne{"postgres-operator.crunchydata.com", "PostgresCluster"},
    SetsOfOne{"pgv2.percona.com", "PerconaPGCluster"},
    SetsOfOne{"scylla.scylladb.com", "ScyllaCluster"},
};

/// So many of the members are enough, each of them whole where they are counted by instances.
std::uint32_t enough_of(std::vector<Workload>& workloads, const std::vector<std::size_t>& members,
                        ClusterLife life) {
  std::vector<std::uint32_t> counts;
  std::uint32_t all = 0;
  for (const std::size_t i : members) {
    counts.push_back(workloads[i].instances.value);
    all += counts.back();
  }
  const std::uint32_t needed = members_needed(life, all).value_or(all);
  if (needed == 1) return 1;
  std::sort(counts.begin(), counts.end());
  std::uint32_t enough = 0;
  for (std::uint32_t sum = 0; sum < needed; ++enough) sum += counts[enough];
  for (const std::size_t i : members)
    workloads[i].needed =
        Count{workloads[i].instances.value,
              fmt::format("one of {} sets that live as {}", members.size(), name_of(life)),
              workloads[i].instances.span, Strength::assumed};
  return enough;
}

/// Before its parts, with all that the resource itself is asked for.
void add_group(std::vector<Workload>& workloads, const std::vector<AddedPart>& parts) {
  const std::size_t first = parts.front().position;
  const Workload& part = workloads[first];
  Workload whole = workload_of(*part.object, part.object->name);
  whole.labels_known = false;
  whole.role = part.role;
  whole.component_kind = "group";
  whole.service_names = part.service_names;
  whole.references = part.references;
  for (const AddedPart& one : parts) {
    workloads[one.position].service_names.clear();
    workloads[one.position].references.clear();
  }
  workloads.insert(workloads.begin() + static_cast<std::ptrdiff_t>(first), std::move(whole));
}

}  // namespace

std::string kin_of(const Object& object, const Value& part) {
  if (is_search_cluster(object)) {
    std::string kin = "roles";
    for (const std::string& role : node_roles(part)) kin += " " + role;
    return kin + tier_of(part);
  }
  const bool one = std::any_of(sets_of_one.begin(), sets_of_one.end(), [&](const SetsOfOne& row) {
    return object.is(row.group, row.kind);
  });
  return one ? "sets" : "";
}

void join_parts(std::vector<Workload>& workloads, std::vector<AddedPart> parts) {
  const std::size_t whole = parts.front().position;
  const bool joins = parts.size() > 1 && std::any_of(parts.begin(), parts.end(),
                                                     [](const auto& p) { return !p.kin.empty(); });
  if (joins) {
    add_group(workloads, parts);
    for (AddedPart& part : parts) ++part.position;
  } else {
    parts.erase(parts.begin());  // it is the whole itself
  }
  workloads[whole].is_whole = true;
  std::map<std::string, std::size_t> group_of;
  for (const AddedPart& part : parts) {
    if (workloads[part.position].is_soft_part) {
      workloads[whole].soft_parts.push_back(part.position);
      continue;
    }
    auto& groups = workloads[whole].parts;
    const auto [known, added] = group_of.emplace(
        part.kin.empty() ? fmt::format("\n{}", part.position) : part.kin, groups.size());
    if (added) groups.push_back({{}, 1});
    groups[known->second].members.push_back(part.position);
  }
  for (PartGroup& group : workloads[whole].parts) {
    if (group.members.size() < 2) continue;
    const auto of = std::find_if(parts.begin(), parts.end(), [&](const AddedPart& part) {
      return part.position == group.members.front();
    });
    group.at_least = enough_of(workloads, group.members, of->life);
  }
}

}  // namespace cutpoint::kubernetes
