#include "analyzer/failover/group_dynamics.hpp"

#include <algorithm>

namespace cutpoint {

GroupDynamics::GroupDynamics(const Behaviour& behaviour)
    : behaviour_(behaviour),
      part_at_(behaviour.parts.size(), SIZE_MAX),
      mode_at_(behaviour.groups.size(), 0),
      crewed_(behaviour.groups.size()),
      part_of_node_(behaviour.function.nodes.size(), Behaviour::none),
      failover_of_node_(behaviour.function.nodes.size(), Behaviour::none),
      lost_before_(behaviour.groups.size(), 0) {
  lay_out();
  const StructureFunction& function = behaviour.function;
  for (std::uint32_t p = 0; p < behaviour.parts.size(); ++p) {
    const std::uint32_t group = behaviour.parts[p].group;
    if (group != Behaviour::none && behaviour.groups[group].crews != 0) crewed_[group].push_back(p);
  }
  std::uint32_t next = 0;  // parts are in the order of their events
  for (std::size_t i = 0; i < function.events.size(); ++i) {
    const EventId event(i);
    const NodeId node = function.event_nodes[event];
    for (std::uint32_t g = 0; g < behaviour.groups.size(); ++g) {
      if (behaviour.groups[g].failover == event && node.valid()) failover_of_node_[node] = g;
    }
    if (is_part(function.events[event])) part_of_node_[node] = next++;
  }
}

void GroupDynamics::lay_out() {
  for (const Behaviour::Group& group : behaviour_.groups) {
    std::vector<std::size_t>& serves = serves_at_.emplace_back();
    std::uint32_t alike = Behaviour::none;
    for (const Behaviour::Member& member : group.members) {
      const std::size_t first = size_;
      for (const std::uint32_t part : member.parts) {
        part_at_[part] = size_++;
        part_of_place_.push_back(part);
      }
      if (group.serves) {
        serves.push_back(size_++);
        part_of_place_.push_back(Behaviour::none);
      }
      if (size_ == first) continue;
      if (alike == member.alike && !runs_.empty()) {
        ++runs_.back().count;
      } else {
        runs_.push_back({first, size_ - first, 1});
      }
      alike = member.alike;
    }
  }
  for (std::uint32_t part = 0; part < part_at_.size(); ++part) {
    if (part_at_[part] != SIZE_MAX) continue;
    runs_.push_back({size_, 1, 1});
    part_at_[part] = size_++;
    part_of_place_.push_back(part);
  }
  for (std::size_t& place : mode_at_) {
    place = size_++;
    part_of_place_.push_back(Behaviour::none);
  }
}

void GroupDynamics::evaluate(const State& state) {
  constexpr std::size_t most_known = 100'000;
  pattern_.assign(part_at_.size() + mode_at_.size(), '\0');
  std::size_t bit = 0;
  for (const std::size_t place : part_at_) pattern_[bit++] = state[place] != 0 ? 1 : 0;
  for (const std::size_t place : mode_at_) pattern_[bit++] = state[place] != 0 ? 1 : 0;
  const auto found = known_.find(pattern_);
  if (found != known_.end()) {
    now_ = &found->second;
    return;
  }
  Evaluation& result = known_.size() < most_known ? known_[pattern_] : other_;
  evaluate(state, result);
  now_ = &result;
}

void GroupDynamics::evaluate(const State& state, Evaluation& result) const {
  const StructureFunction& function = behaviour_.function;
  result.value = IdVector<NodeId, std::uint8_t>(function.nodes.size(), 0);
  for (std::size_t i = 0; i < function.nodes.size(); ++i) {
    const NodeId id(i);
    const Node& node = function.nodes[id];
    std::uint32_t failed = 0;
    if (node.type == NodeType::event) {
      const std::uint32_t part = part_of_node_[id], group = failover_of_node_[id];
      const bool down = (part != Behaviour::none && state[part_at_[part]] != 0) ||
                        (group != Behaviour::none && state[mode_at_[group]] != 0);
      result.value[id] = down ? 1 : 0;
      continue;
    }
    for (const NodeId child : function.children_of(id)) failed += result.value[child];
    const std::uint32_t enough = node.type == NodeType::any   ? 1
                                 : node.type == NodeType::all ? node.child_count
                                                              : node.threshold;
    result.value[id] = failed >= enough ? 1 : 0;
  }
  result.up.clear();
  for (const Behaviour::Group& group : behaviour_.groups) {
    std::uint32_t working = 0;
    for (const Behaviour::Member& member : group.members) {
      if (result.value[member.node] == 0) ++working;
    }
    result.up.push_back(working);
  }
}

GroupDynamics::State GroupDynamics::initial() {
  State state(size_, u'\0');
  for (std::size_t g = 0; g < behaviour_.groups.size(); ++g) {
    const Behaviour::Group& group = behaviour_.groups[g];
    if (!group.serves) continue;
    for (std::size_t m = 0; m < group.slots; ++m) state[serves_at_[g][m]] = 1;
  }
  canonicalise(state);
  return state;
}

std::uint32_t GroupDynamics::pattern(const State& state) {
  evaluate(state);
  std::uint32_t seen = 0, bit = 0;
  for (const std::uint32_t part : behaviour_.observed) {
    if (state[part_at_[part]] != 0) seen |= 1U << bit;
    ++bit;
  }
  for (const NodeId arbiter : behaviour_.arbiters) {
    if (now_->value[arbiter] != 0) seen |= 1U << bit;
    ++bit;
  }
  for (const Behaviour::Group& group : behaviour_.groups) {
    if (now_->value[group.node] != 0) seen |= 1U << bit;
    ++bit;
  }
  return seen;
}

std::size_t GroupDynamics::parts_down(const State& state) const {
  std::size_t down = 0;
  for (std::size_t place = 0; place < size_; ++place) {
    if (part_of_place_[place] != Behaviour::none && state[place] != 0) ++down;
  }
  return down;
}

std::uint32_t GroupDynamics::who_serves(const State& state) const {
  std::uint32_t hash = 0;
  for (const std::vector<std::size_t>& places : serves_at_) {
    for (std::size_t m = 0; m < places.size(); ++m) {
      hash = hash * 3 + (state[places[m]] != 0 ? static_cast<std::uint32_t>(m) + 1 : 0);
    }
  }
  return hash % 61;
}

void GroupDynamics::leave(const State& state, std::vector<Step>& steps) {
  steps.clear();
  steps_ = &steps;
  evaluate(state);
  for (std::size_t g = 0; g < behaviour_.groups.size(); ++g) {
    lost_before_[g] = too_few(g) ? 1 : 0;
  }
  for (const Run& run : runs_) {
    for (std::size_t i = 0; i < run.count;) {
      // Members in the same state are alike: one of them stands for all.
      const std::size_t at = run.first + i * run.size;
      std::size_t same = 1;
      while (i + same < run.count &&
             state.compare(at + same * run.size, run.size, state, at, run.size) == 0) {
        ++same;
      }
      for (std::size_t place = at; place < at + run.size; ++place) {
        if (part_of_place_[place] != Behaviour::none) {
          leave_part(state, part_of_place_[place], static_cast<double>(same));
        }
      }
      i += same;
    }
  }
  for (std::size_t g = 0; g < behaviour_.groups.size(); ++g) {
    const Behaviour::Group& group = behaviour_.groups[g];
    const Mode now = mode(state, g);
    const bool by_hand = now == Mode::by_hand || now == Mode::waiting;
    if (by_hand && group.manual_hours > 0.0) end_switch(state, g, 1.0 / group.manual_hours);
    if (now == Mode::switching) end_switch(state, g, 1.0 / group.switch_hours);
    if (now == Mode::returning) end_switch(state, g, 1.0 / group.return_hours);
  }
  steps_ = nullptr;
}

bool GroupDynamics::waits_now(const State& state, const Behaviour::Part& part) const {
  if (part.group == Behaviour::none || !behaviour_.groups[part.group].serves) return false;
  return state[serves_at_[part.group][part.member]] == 0;
}

void GroupDynamics::leave_part(const State& state, std::uint32_t number, double times) {
  const Behaviour::Part& part = behaviour_.parts[number];
  const char16_t phase = state[part_at_[number]];
  if (phase == 0) {
    const double share = waits_now(state, part) ? behaviour_.groups[part.group].standby_rate : 1.0;
    fail(state, number, times * part.rate * share);
  } else if (phase < waits) {
    end_phase(state, number, times * part.repair[phase - 1].per_hour);
  }
}

/// How many repair, and how many wait.
std::pair<std::uint32_t, std::uint32_t> GroupDynamics::crews_at_work(const State& state,
                                                                     std::uint32_t group) const {
  std::uint32_t busy = 0, waiting = 0;
  for (const std::uint32_t part : crewed_[group]) {
    const char16_t phase = state[part_at_[part]];
    if (phase > waits) {
      ++waiting;
    } else if (phase > 0) {
      ++busy;
    }
  }
  return {busy, waiting};
}

void GroupDynamics::fail(const State& state, std::uint32_t number, double per_hour) {
  if (per_hour <= 0.0) return;
  const Behaviour::Part& part = behaviour_.parts[number];
  const bool limited = part.group != Behaviour::none && behaviour_.groups[part.group].crews != 0;
  std::uint32_t place = 0;
  if (limited) {
    const auto [busy, waiting] = crews_at_work(state, part.group);
    if (busy >= behaviour_.groups[part.group].crews) place = waiting + 1;
  }
  double for_crew = 0.0;
  for (std::size_t i = 0; i < part.repair.size(); ++i) {
    const RepairPhase& phase = part.repair[i];
    if (phase.start <= 0.0) continue;
    if (place > 0) {
      for_crew += phase.start;
      continue;
    }
    State next = state;
    next[part_at_[number]] = static_cast<char16_t>(i + 1);
    settle(std::move(next), per_hour * phase.start);
  }
  if (for_crew <= 0.0) return;
  State next = state;
  next[part_at_[number]] = static_cast<char16_t>(waits + place);
  settle(std::move(next), per_hour * for_crew);
}

void GroupDynamics::end_phase(const State& state, std::uint32_t number, double per_hour) {
  const Behaviour::Part& part = behaviour_.parts[number];
  const RepairPhase& phase = part.repair[state[part_at_[number]] - 1U];
  State next = state;
  next[part_at_[number]] =
      phase.next == RepairPhase::ends ? u'\0' : static_cast<char16_t>(phase.next + 1);
  const bool limited = part.group != Behaviour::none && behaviour_.groups[part.group].crews != 0;
  if (phase.next == RepairPhase::ends && limited) {
    release_crew(std::move(next), part.group, per_hour);
  } else {
    settle(std::move(next), per_hour);
  }
}

/// Who has waited longest is repaired next.
void GroupDynamics::release_crew(State state, std::uint32_t group, double per_hour) {
  std::uint32_t first = Behaviour::none;
  for (const std::uint32_t part : crewed_[group]) {
    char16_t& phase = state[part_at_[part]];
    if (phase <= waits) continue;
    if (--phase == waits) first = part;
  }
  if (first == Behaviour::none) return settle(std::move(state), per_hour);
  const std::vector<RepairPhase>& repair = behaviour_.parts[first].repair;
  double all = 0.0;
  for (const RepairPhase& phase : repair) all += phase.start;
  for (std::size_t i = 0; i < repair.size(); ++i) {
    if (repair[i].start <= 0.0) continue;
    State next = state;
    next[part_at_[first]] = static_cast<char16_t>(i + 1);
    settle(std::move(next), per_hour * repair[i].start / all);
  }
}

void GroupDynamics::canonicalise(State& state) const {
  for (const Run& run : runs_) {
    if (run.count < 2) continue;
    // Nearly sorted: by insertion.
    for (std::size_t i = 1; i < run.count; ++i) {
      for (std::size_t k = i; k > 0; --k) {
        const std::size_t at = run.first + k * run.size;
        if (state.compare(at - run.size, run.size, state, at, run.size) <= 0) break;
        std::swap_ranges(state.begin() + static_cast<std::ptrdiff_t>(at - run.size),
                         state.begin() + static_cast<std::ptrdiff_t>(at),
                         state.begin() + static_cast<std::ptrdiff_t>(at));
      }
    }
  }
}

}  // namespace cutpoint
