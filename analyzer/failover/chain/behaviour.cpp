#include "analyzer/failover/chain/behaviour.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "analyzer/failover/chain/serving.hpp"
#include "analyzer/structure/parents.hpp"

namespace cutpoint {

bool is_part(const BasicEvent& event) {
  return event.kind != EventKind::failover && event.can_fail && event.process.rate > 0.0 &&
         event.process.unavailability > 0.0;
}

namespace {

class BehaviourWriter {
 public:
  BehaviourWriter(const StructureFunction& whole, const std::vector<std::uint32_t>& groups,
                  const Observed& observed, const PhaseFit& fit)
      : whole_(whole), numbers_(groups), observed_(observed), fit_(fit) {}

  std::optional<Behaviour> write(NoChain& why) {
    std::vector<NodeId> roots;
    for (const std::uint32_t number : numbers_) {
      const FailoverGroup& group = whole_.failover_groups[number];
      roots.push_back(group.node);
      roots.insert(roots.end(), group.members.begin(), group.members.end());
      if (group.arbiter.valid()) roots.push_back(group.arbiter);
    }
    roots.insert(roots.end(), observed_.arbiters.begin(), observed_.arbiters.end());
    part_ = part_below(whole_, roots);
    if (!is_supported(why)) return std::nullopt;
    add_parts();
    std::size_t at = 0;
    for (const std::uint32_t number : numbers_) at = add_group(number, at);
    result_.arbiters.assign(part_.roots.begin() + static_cast<std::ptrdiff_t>(at),
                            part_.roots.end());
    if (!arbiters_come_first()) {
      why = NoChain::arbiter_above;
      return std::nullopt;
    }
    for (const EventId event : observed_.events) {
      const EventId here = part_.here(event);
      if (here.valid() && part_of_[here] != Behaviour::none) {
        result_.observed.push_back(part_of_[here]);
      }
    }
    if (!assign_own_parts(why)) return std::nullopt;
    result_.function = std::move(part_.function);
    find_exchangeable();
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool is_supported(NoChain& why) const {
    for (const Node& node : part_.function.nodes) {
      if (node.type == NodeType::connected) why = NoChain::network;
      if (node.type == NodeType::negation) why = NoChain::negation;
      if (node.type == NodeType::connected || node.type == NodeType::negation) return false;
      if (node.type != NodeType::event) continue;
      const BasicEvent& event = part_.function.events[node.event];
      if (event.kind == EventKind::failover || !event.can_fail || is_part(event)) continue;
      if (event.process.unavailability > 0.0) {
        why = NoChain::demand;
        return false;
      }
    }
    return true;
  }

  void add_parts() {
    part_of_ = IdVector<EventId, std::uint32_t>(part_.function.events.size(), Behaviour::none);
    for (std::size_t i = 0; i < part_.function.events.size(); ++i) {
      const EventId here(i);
      if (!is_part(part_.function.events[here])) continue;
      const FailureProcess& process = part_.function.events[here].process;
      part_of_[here] = static_cast<std::uint32_t>(result_.parts.size());
      result_.parts.push_back({part_.original[here], process.rate, repair_phases(process, fit_)});
    }
  }

  std::size_t add_group(std::uint32_t number, std::size_t at) {
    const FailoverGroup& from = whole_.failover_groups[number];
    Behaviour::Group group;
    group.number = number;
    group.node = part_.roots[at++];
    group.failover = from.failover.valid() ? part_.here(from.failover) : EventId();
    group.unlike = !from.unlike.empty();
    for (const std::uint32_t member : service_order(from)) {
      group.members.push_back({part_.roots[at + member]});
      if (group.unlike) group.members.back().moves = from.unlike[member];
    }
    group.needed = from.needed;
    group.slots = static_cast<std::uint32_t>(slots_of(from));
    group.crews = from.crews;
    group.active_passive = from.active_passive;
    group.serves = from.failover.valid() || from.standby_rate < 1.0;
    group.standby_rate = from.standby_rate;
    group.success = from.success;
    group.switch_hours = from.switch_hours;
    group.manual_hours = from.manual_hours;
    group.failback = from.failback;
    group.return_hours = from.return_hours;
    at += from.members.size();
    if (from.arbiter.valid()) group.arbiter = part_.roots[at++];
    result_.groups.push_back(std::move(group));
    return at;
  }

  /// Groups are asked in their order: what an arbiter stands on has to have settled by then. In a
  /// circle it may stand on a copy of a group, which has its failover.
  [[nodiscard]] bool arbiters_come_first() const {
    for (std::size_t g = 0; g < result_.groups.size(); ++g) {
      if (!result_.groups[g].arbiter.valid()) continue;
      const auto below = nodes_below(part_.function, result_.groups[g].arbiter);
      const auto stands_on = [&](const Behaviour::Group& group) {
        return std::any_of(below.begin(), below.end(), [&](NodeId id) {
          return id == group.node ||
                 (group.failover.valid() && part_.function.nodes[id].event == group.failover);
        });
      };
      const auto first = result_.groups.begin() + static_cast<std::ptrdiff_t>(g);
      if (std::any_of(first, result_.groups.end(), stands_on)) return false;
    }
    return true;
  }

  /// What crews repair, and what fails less while it waits. No part can do so in two groups.
  bool assign_own_parts(NoChain& why) {
    for (std::uint32_t g = 0; g < result_.groups.size(); ++g) {
      const FailoverGroup& from = whole_.failover_groups[result_.groups[g].number];
      if (!from.shapes_members()) continue;
      const auto order = service_order(from);
      for (std::uint32_t m = 0; m < order.size(); ++m) {
        const EventId own = from.own[order[m]];
        const EventId here = own.valid() ? part_.here(own) : EventId();
        if (!here.valid() || part_of_[here] == Behaviour::none) continue;
        Behaviour::Part& part = result_.parts[part_of_[here]];
        if (part.group != Behaviour::none) {
          why = NoChain::shared_standby;
          return false;
        }
        part.group = g;
        part.member = m;
      }
    }
    return true;
  }

  using PartKind = std::vector<double>;
  /// What makes two members exchangeable when it is equal.
  struct Kind {
    bool can_be_exchanged = true;
    std::vector<PartKind> own;
    std::vector<NodeId> shared;
    std::vector<NodeId> parents;
    std::vector<double> moves;
    std::vector<std::uint32_t> parts;  ///< its own; not compared
    [[nodiscard]] auto key() const {
      return std::tie(can_be_exchanged, own, shared, parents, moves);
    }
  };

  [[nodiscard]] PartKind kind_of(const Behaviour::Part& part) const {
    const EventView view = whole_.events[part.event].view;
    PartKind kind{part.rate, part.group == Behaviour::none ? 0.0 : 1.0, static_cast<double>(view)};
    for (const RepairPhase& phase : part.repair) {
      kind.insert(kind.end(), {phase.start, phase.per_hour, static_cast<double>(phase.next)});
    }
    return kind;
  }

  [[nodiscard]] bool is_observed(std::uint32_t part) const {
    return std::find(result_.observed.begin(), result_.observed.end(), part) !=
           result_.observed.end();
  }

  [[nodiscard]] Kind kind_of(const Parents& parents, NodeId root) const {
    Kind kind;
    std::vector<NodeId> nodes = nodes_below(result_.function, root);
    std::sort(nodes.begin(), nodes.end());
    std::vector<std::pair<PartKind, std::uint32_t>> own;
    // From the root down: what lies below something shared is shared too, though all that it lies
    // below is below the root.
    std::vector<bool> inside(nodes.size(), false);
    for (std::size_t i = nodes.size(); i-- > 0;) {
      const NodeId id = nodes[i];
      const Node& node = result_.function.nodes[id];
      if (node.type != NodeType::event && node.type != NodeType::any) kind.can_be_exchanged = false;
      const auto places = parents.of(id);
      inside[i] = id == root || std::all_of(places.begin(), places.end(), [&](const auto& p) {
                    const auto at = std::lower_bound(nodes.begin(), nodes.end(), p.parent);
                    return at != nodes.end() && *at == p.parent &&
                           inside[static_cast<std::size_t>(at - nodes.begin())];
                  });
      if (!inside[i]) {
        kind.shared.push_back(id);
        continue;
      }
      if (node.type != NodeType::event || part_of_[node.event] == Behaviour::none) continue;
      const std::uint32_t part = part_of_[node.event];
      if (is_observed(part)) kind.can_be_exchanged = false;
      own.emplace_back(kind_of(result_.parts[part]), part);
    }
    std::sort(own.begin(), own.end());
    for (auto& [part_kind, part] : own) {
      kind.own.push_back(std::move(part_kind));
      kind.parts.push_back(part);
    }
    for (const Parents::Place& place : parents.of(root)) kind.parents.push_back(place.parent);
    return kind;
  }

  /// Neighbours of the same kind can be exchanged for each other; where nobody is asked in order,
  /// members are put beside those of their kind first.
  void find_exchangeable() {
    const Parents parents(result_.function);
    for (std::uint32_t g = 0; g < result_.groups.size(); ++g) {
      Behaviour::Group& group = result_.groups[g];
      std::vector<std::pair<Kind, std::uint32_t>> kinds;
      for (std::uint32_t m = 0; m < group.members.size(); ++m) {
        kinds.emplace_back(kind_of(parents, group.members[m].node), m);
        const FailoverGroup::MemberSwitch& moves = group.members[m].moves;
        kinds.back().first.moves = {moves.success, moves.switch_hours, moves.manual_hours,
                                    moves.return_hours, moves.start_hours};
      }
      if (!group.active_passive || !group.serves) {
        std::stable_sort(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) {
          return a.first.key() < b.first.key();
        });
      }
      std::vector<Behaviour::Member> members;
      std::vector<std::uint32_t> now(kinds.size());
      for (std::uint32_t m = 0; m < kinds.size(); ++m) {
        // Where work returns, it matters which of them it stands on.
        const bool same = m > 0 && !group.failback && kinds[m].first.can_be_exchanged &&
                          kinds[m].first.key() == kinds[m - 1].first.key();
        members.push_back(group.members[kinds[m].second]);
        members.back().parts = kinds[m].first.parts;
        members.back().alike = same ? members[m - 1].alike : m;
        now[kinds[m].second] = m;
      }
      group.members = std::move(members);
      for (Behaviour::Part& part : result_.parts) {
        if (part.group == g) part.member = now[part.member];
      }
    }
    keep_parts_once();
  }

  /// A part below members of nested groups belongs to the innermost one.
  void keep_parts_once() {
    std::vector<bool> taken(result_.parts.size(), false);
    for (Behaviour::Group& group : result_.groups) {
      for (Behaviour::Member& member : group.members) {
        std::erase_if(member.parts, [&taken](std::uint32_t part) { return bool{taken[part]}; });
        for (const std::uint32_t part : member.parts) taken[part] = true;
      }
    }
  }

  const StructureFunction& whole_;
  const std::vector<std::uint32_t>& numbers_;
  const Observed& observed_;
  const PhaseFit& fit_;
  FunctionPart part_;
  IdVector<EventId, std::uint32_t> part_of_;
  Behaviour result_;
};

}  // namespace

std::optional<Behaviour> behaviour_of(const StructureFunction& function,
                                      const std::vector<std::uint32_t>& groups,
                                      const Observed& observed, const PhaseFit& fit, NoChain& why) {
  return BehaviourWriter(function, groups, observed, fit).write(why);
}

}  // namespace cutpoint
