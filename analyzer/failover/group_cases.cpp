#include "analyzer/failover/group_cases.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "analyzer/failover/chain/serving.hpp"
#include "analyzer/failover/group_rewriter.hpp"
#include "analyzer/structure/function_builder.hpp"

namespace cutpoint {

namespace {

/// The group is down in its cases too. Members wait for a crew only while some of their own are
/// down.
class CasesForm : public GroupForm {
 public:
  [[nodiscard]] bool changes(const GroupPlace& place) const override {
    return !place.group.cases.empty();
  }

  [[nodiscard]] std::vector<std::uint32_t> asks(const GroupPlace& place) const override {
    std::vector<std::uint32_t> positions;
    for (const auto& one : place.group.cases) {
      for (const auto& down : one.when) positions.insert(positions.end(), down.begin(), down.end());
    }
    return positions;
  }

  [[nodiscard]] NodeId write(FunctionBuilder& builder, const GroupPlace& place, NodeId as_it_was,
                             const RewrittenNodes& nodes) const override {
    std::vector<NodeId> own;
    for (const EventId event : place.group.own) {
      if (event.valid()) own.push_back(builder.event(event));
    }
    std::vector<NodeId> down{as_it_was};
    for (const auto& one : place.group.cases) {
      const NodeId holds = of_case(builder, one, nodes);
      down.push_back(place.group.failover.valid() ? holds : builder.all({builder.any(own), holds}));
    }
    return builder.any(std::move(down));
  }

 private:
  static NodeId of_case(FunctionBuilder& builder, const FailoverGroup::Case& one,
                        const RewrittenNodes& nodes) {
    std::vector<NodeId> sets;
    for (const auto& positions : one.when) {
      std::vector<NodeId> down;
      down.reserve(positions.size());
      for (const std::uint32_t position : positions) down.push_back(nodes.at(position));
      sets.push_back(builder.all(std::move(down)));
    }
    return builder.all({builder.event(one.event), builder.any(std::move(sets))});
  }
};

/// The group is down too where a member that serves at first is, and who would move its work.
class StuckForm : public GroupForm {
 public:
  [[nodiscard]] bool changes(const GroupPlace& place) const override {
    return place.group.stuck.valid();
  }

  [[nodiscard]] std::vector<NodeId> asks_of(const GroupPlace& place) const override {
    std::vector<NodeId> nodes = serving_at_first(place.group);
    nodes.push_back(place.group.arbiter);
    return nodes;
  }

  [[nodiscard]] NodeId write(FunctionBuilder& builder, const GroupPlace& place, NodeId as_it_was,
                             const RewrittenNodes& nodes) const override {
    std::vector<NodeId> serving;
    for (const NodeId member : serving_at_first(place.group)) serving.push_back(nodes.of(member));
    const NodeId stuck =
        builder.all({nodes.of(place.group.arbiter), builder.any(std::move(serving))});
    return builder.any({as_it_was, stuck});
  }
};

/// Of an arbiter: as the event that counts only without it is named.
std::string arbiter_name(const StructureFunction& function, const GroupCluster& cluster,
                         NodeId arbiter) {
  for (const std::uint32_t g : cluster.groups) {
    const FailoverGroup& group = function.failover_groups[g];
    if (group.arbiter != arbiter) continue;
    const std::string& name = function.events[group.stuck].name;
    return name.substr(name.rfind(" without ") + 9);
  }
  return {};
}

std::string name_of(const StructureFunction& function, const GroupCluster& cluster,
                    std::uint32_t position) {
  const std::size_t ground = cluster.ground.size();
  if (position < ground) return function.events[cluster.ground[position]].name;
  if (position < cluster.first_group_bit()) {
    return arbiter_name(function, cluster, cluster.arbiters[position - ground]);
  }
  return function.failover_groups[cluster.groups[position - cluster.first_group_bit()]].name;
}

}  // namespace

void add_cases(StructureFunction& function, const GroupCluster& cluster, std::size_t position,
               std::size_t cases) {
  FailoverGroup& group = function.failover_groups[cluster.groups[position]];
  const std::vector<std::uint8_t>& of = cluster.case_of[position];
  std::map<std::string, int> names;
  for (std::size_t number = 2; number < cases + 2; ++number) {
    FailoverGroup::Case& added = group.cases.emplace_back();
    std::vector<std::size_t> smallest;
    for (std::size_t context = 0; context < of.size(); ++context) {
      const bool covered = std::any_of(smallest.begin(), smallest.end(),
                                       [&](std::size_t less) { return (less & context) == less; });
      if (of[context] >= number && !covered) smallest.push_back(context);
    }
    std::string after;
    for (const std::size_t context : smallest) {
      std::vector<std::uint32_t>& down = added.when.emplace_back();
      std::string all;
      bool without = true;  // nothing but arbiters
      for (std::uint32_t bit = 0; (context >> bit) != 0; ++bit) {
        if (((context >> bit) & 1U) == 0) continue;
        down.push_back(bit);
        without = without && bit >= cluster.ground.size() && bit < cluster.first_group_bit();
        all += (all.empty() ? "" : " and ") + name_of(function, cluster, bit);
      }
      const char* first = without ? " without " : " after ";
      if (!all.empty()) after += (after.empty() ? first : " or ") + all;
    }
    BasicEvent event;
    event.kind = EventKind::failover;
    event.conditional = true;
    event.can_fail = false;
    const char* what = group.failover.valid() ? "failover of" : "waiting for crews of";
    event.name = fmt::format("{} {}{}", what, group.name, after);
    if (const int copy = ++names[event.name]; copy > 1) event.name += fmt::format(" ({})", copy);
    if (group.failover.valid()) event.component = function.events[group.failover].component;
    added.event = function.events.push_back(std::move(event));
  }
}

void write_cases(StructureFunction& function) {
  rewrite_groups(function, CasesForm());
}

StructureFunction as_found_by_failures(StructureFunction function) {
  rewrite_groups(function, StuckForm());
  return function;
}

}  // namespace cutpoint
