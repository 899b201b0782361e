#include "analyzer/analysis/program_chains.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "analyzer/failover/failover_groups.hpp"
#include "analyzer/failover/group_rewriter.hpp"
#include "analyzer/failover/parametric_chain.hpp"
#include "analyzer/structure/nodes_below.hpp"

namespace cutpoint {

namespace {

using Program = AvailabilityProgram;

std::uint32_t bit_of(const GroupCluster& cluster, std::size_t position) {
  return std::uint32_t{1} << (cluster.first_group_bit() + position);
}

/// With the figures that a calibration has left alone.
double value_of(const ParametricChain::Factor& factor,
                const IdVector<EventId, FailureProcess>& processes) {
  if (factor.kind == ParametricChain::Factor::Kind::constant) return factor.value;
  const FailureProcess& process = processes[EventId(factor.of)];
  return factor.kind == ParametricChain::Factor::Kind::failures
             ? factor.value * process.rate
             : factor.value / process.mean_repair_hours;
}

std::vector<double> values_of(const ParametricChain& chain,
                              const IdVector<EventId, FailureProcess>& processes) {
  std::vector<double> values;
  for (const auto& factor : chain.factors) values.push_back(value_of(factor, processes));
  return values;
}

std::size_t transitions_of(const ParametricChain& chain) {
  std::size_t count = 0;
  for (const auto& row : chain.transitions) count += row.size();
  return count;
}

/// Who makes switches of a group stands on a group of the same cluster.
bool arbiters_stand_on_groups(const StructureFunction& function, const GroupCluster& cluster) {
  const auto below = mark_below(function, cluster.arbiters);
  return std::any_of(cluster.groups.begin(), cluster.groups.end(),
                     [&](std::uint32_t g) { return below[function.failover_groups[g].node] != 0; });
}

/// Whether the group is up and whether it is down in states of a context.
struct Seen {
  bool up = false;
  bool down = false;
};

std::vector<Seen> seen_by_context(const ParametricChain& chain, std::uint32_t bit) {
  std::vector<Seen> seen(bit);
  for (const std::uint32_t pattern : chain.patterns) {
    Seen& context = seen[pattern & (bit - 1U)];
    ((pattern & bit) != 0 ? context.down : context.up) = true;
  }
  return seen;
}

}  // namespace

bool has_many_contexts(const GroupCluster& cluster, const ProgramChainLimits& limits) {
  // As many as the bit of the last group, which may be beyond any number.
  const std::size_t bit = cluster.first_group_bit() + cluster.groups.size() - 1;
  return bit >= 32 || (std::size_t{1} << bit) > limits.contexts;
}

/// A choice by what is down, bit by bit.
class ProgramChains::Form : public GroupForm {
 public:
  Form(const StructureFunction& function, const std::vector<Open>& open) {
    for (const Open& one : open) open_.emplace(&function.clusters[one.cluster], &one);
  }

  [[nodiscard]] bool changes(const GroupPlace& place) const override {
    return place.cluster != nullptr && open_.count(place.cluster) != 0;
  }

  [[nodiscard]] std::vector<std::uint32_t> asks(const GroupPlace& place) const override {
    std::vector<std::uint32_t> positions(place.cluster->first_group_bit() + place.position);
    for (std::uint32_t i = 0; i < positions.size(); ++i) positions[i] = i;
    return positions;
  }

  [[nodiscard]] NodeId write(FunctionBuilder& builder, const GroupPlace& place,
                             NodeId /*as_it_was*/, const RewrittenNodes& nodes) const override {
    const Open& open = *open_.at(place.cluster);
    const std::uint32_t bit = bit_of(*place.cluster, place.position);
    const std::vector<Seen> seen = seen_by_context(open.chain, bit);
    std::vector<NodeId> decides;
    for (const Seen& context : seen) decides.push_back(builder.constant(context.down));
    for (const Told& told : open.told) {
      if (told.bit == bit) decides[told.context] = builder.event(told.event);
    }
    // The highest bit first: halves become one.
    for (std::size_t position = place.cluster->first_group_bit() + place.position;
         position-- > 0;) {
      const std::size_t half = decides.size() / 2;
      const NodeId asked = nodes.at(position);
      for (std::size_t i = 0; i < half; ++i) {
        const NodeId up = decides[i], down = decides[i + half];
        if (up == down) continue;
        decides[i] =
            builder.any({builder.all({asked, down}), builder.all({builder.negation(asked), up})});
      }
      decides.resize(half);
    }
    return decides.front();
  }

 private:
  std::map<const GroupCluster*, const Open*> open_;
};

namespace {

/// What of the cluster is seen in another way than through its groups, as in a circle.
bool is_seen_besides(const StructureFunction& function, const GroupCluster& cluster,
                     const IdVector<NodeId, std::uint8_t>& below) {
  const auto is_used = [&](EventId event) {
    const NodeId node = event.valid() ? function.event_nodes[event] : NodeId();
    return node.valid() && below[node] != 0;
  };
  for (std::size_t i = 0; i < cluster.groups.size(); ++i) {
    const FailoverGroup& group = function.failover_groups[cluster.groups[i]];
    std::vector<EventId> events = cluster.inner[i];
    events.insert(events.end(), {group.failover, group.stuck});
    for (const auto& one : group.cases) events.push_back(one.event);
    if (std::any_of(events.begin(), events.end(), is_used)) return true;
  }
  return false;
}

}  // namespace

ProgramChains::ProgramChains(StructureFunction& function, const ProgramChainLimits& limits)
    : chained_(function.events.size(), 0) {
  open_chains(function, limits);
  while (!open_.empty()) {
    StructureFunction next = written(function);
    const auto below = mark_below(
        next, std::vector<NodeId>(next.journey_failed.begin(), next.journey_failed.end()));
    const std::size_t besides = std::erase_if(open_, [&](const Open& open) {
      return is_seen_besides(next, next.clusters[open.cluster], below);
    });
    if (besides > 0) continue;
    function = std::move(next);
    break;
  }
  chained_.resize(function.events.size());
  mark_events(function);
}

void ProgramChains::open_chains(const StructureFunction& function,
                                const ProgramChainLimits& limits) {
  if (function.clusters.empty()) return;
  StructureFunction plain = function;
  undo_calibration(plain);
  for (std::size_t i = 0; i < plain.events.size(); ++i) {
    processes_.push_back(plain.events[EventId(i)].process);
  }
  std::uint64_t transitions = 0;
  for (std::size_t i = 0; i < plain.clusters.size(); ++i) {
    const GroupCluster& cluster = plain.clusters[i];
    if (has_many_contexts(cluster, limits)) continue;
    if (arbiters_stand_on_groups(plain, cluster)) continue;
    auto chain = parametric_chain(plain, cluster, limits.states);
    if (!chain || transitions + transitions_of(*chain) > limits.all_transitions) continue;
    if (!pattern_shares(*chain, values_of(*chain, processes_), limits.elimination)) continue;
    transitions += transitions_of(*chain);
    open_.push_back({i, std::move(*chain), {}});
  }
}

/// The function with an event for each context in which an open group may be up and down.
StructureFunction ProgramChains::written(const StructureFunction& function) {
  StructureFunction next = function;
  for (Open& open : open_) {
    const GroupCluster& cluster = next.clusters[open.cluster];
    const auto shares = pattern_shares(open.chain, values_of(open.chain, processes_));
    open.told.clear();
    for (std::size_t i = 0; i < cluster.groups.size(); ++i) {
      const std::uint32_t bit = bit_of(cluster, i);
      const std::vector<Seen> seen = seen_by_context(open.chain, bit);
      for (std::uint32_t context = 0; context < seen.size(); ++context) {
        if (!seen[context].up || !seen[context].down) continue;
        BasicEvent event;
        event.kind = EventKind::failover;
        event.name = fmt::format("{} down in context {}",
                                 next.failover_groups[cluster.groups[i]].name, context);
        event.process.unavailability = share_down(*shares, bit, context);
        open.told.push_back({next.events.push_back(std::move(event)), bit, context});
      }
    }
  }
  next.coherent = next.coherent && open_.empty();
  rewrite_groups(next, Form(next, open_));
  return next;
}

void ProgramChains::mark_events(const StructureFunction& function) {
  for (const Open& open : open_) {
    for (const auto& factor : open.chain.factors) {
      if (factor.of != ParametricChain::none) chained_[EventId(factor.of)] = 1;
    }
  }
  std::vector<std::uint8_t> is_open(function.failover_groups.size(), 0);
  for (const Open& open : open_) {
    for (const std::uint32_t g : function.clusters[open.cluster].groups) is_open[g] = 1;
  }
  std::vector<NodeId> tops;
  for (std::size_t g = 0; g < is_open.size(); ++g) {
    if (is_open[g] != 0) continue;
    const auto nodes = nodes_of(function.failover_groups[g]);
    tops.insert(tops.end(), nodes.begin(), nodes.end());
  }
  fixed_ = mark_events_below(function, tops);
}

void ProgramChains::add_to(Program& program, const ProgramSteps& steps,
                           const IdVector<EventId, std::uint32_t>& part_of) const {
  for (const Open& open : open_) {
    Program::Chain chain{open.chain, {}};
    for (ParametricChain::Factor& factor : chain.chain.factors) {
      if (factor.kind == ParametricChain::Factor::Kind::constant) continue;
      const std::uint32_t part = part_of[EventId(factor.of)];
      if (part == Program::none) {
        factor = {ParametricChain::Factor::Kind::constant, Program::none,
                  value_of(factor, processes_)};
      } else {
        factor.of = part;
      }
    }
    for (const Told& told : open.told) {
      const Program::Variable variable = steps.of(told.event);
      if (variable != Program::none) chain.told.push_back({variable, told.bit, told.context});
    }
    if (!chain.told.empty()) program.chains.push_back(std::move(chain));
  }
}

}  // namespace cutpoint
