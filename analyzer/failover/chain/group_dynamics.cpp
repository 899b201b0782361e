#include "analyzer/failover/chain/group_dynamics.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

namespace cutpoint {

GroupDynamics::GroupDynamics(const Behaviour& behaviour)
    : behaviour_(behaviour),
      part_at_(behaviour.parts.size(), SIZE_MAX),
      mode_at_(behaviour.groups.size(), 0),
      crewed_(behaviour.groups.size()),
      part_of_node_(behaviour.function.nodes.size(), Behaviour::none),
      failover_of_node_(behaviour.function.nodes.size(), Behaviour::none),
      value_(behaviour.function.nodes.size(), 0),
      lost_before_(behaviour.groups.size(), 0) {
  lay_out();
  list_asked_nodes();
  decisive_.assign((size_ + 63) / 64, 0);
  pattern_ = decisive_;
  as_it_is_.patterns = as_seen_.patterns = RecordTable<std::uint64_t>(pattern_.size());
  as_seen_.as_seen = true;
  for (const auto* places : {&part_at_, &mode_at_}) {
    for (const std::size_t place : *places) {
      decisive_[place / 64] |= std::uint64_t{1} << (place % 64);
    }
  }
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
    if (!is_part(function.events[event])) continue;
    part_of_node_[node] = next++;
    event_of_part_.push_back(event);
    has_views_ = has_views_ || function.events[event].view != EventView::as_it_is;
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
        assert(size_ - first == runs_.back().size);
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

/// What is asked of an evaluation; the rest of it is forgotten.
void GroupDynamics::list_asked_nodes() {
  for (const Behaviour::Group& group : behaviour_.groups) {
    members_at_.push_back(asked_.size());
    for (const Behaviour::Member& member : group.members) asked_.push_back(member.node);
  }
  arbiters_at_ = asked_.size();
  asked_.insert(asked_.end(), behaviour_.arbiters.begin(), behaviour_.arbiters.end());
  groups_at_ = asked_.size();
  for (const Behaviour::Group& group : behaviour_.groups) asked_.push_back(group.node);
  for (const Behaviour::Group& group : behaviour_.groups) {
    arbiter_at_.push_back(group.arbiter.valid() ? asked_.size() : SIZE_MAX);
    if (group.arbiter.valid()) asked_.push_back(group.arbiter);
  }
}

namespace {

/// A bit for each place that is not zero; four places at a time.
std::uint64_t places_in_use(const char16_t* state, std::size_t places) {
  constexpr std::uint64_t low = 0x7fff7fff7fff7fffU;
  std::uint64_t bits = 0;
  std::size_t i = 0;
  for (; i + 4 <= places; i += 4) {
    std::uint64_t four = 0;
    std::memcpy(&four, state + i, sizeof four);
    // The highest bit of each place, moved together.
    const std::uint64_t used = ((((four & low) + low) | four) & ~low) >> 15U;
    if constexpr (std::endian::native == std::endian::little) {
      bits |= ((used * 0x0001000200040008U) >> 48U & 15U) << i;
    } else {
      bits |= ((used * 0x0008000400020001U) >> 48U & 15U) << i;
    }
  }
  for (; i < places; ++i) bits |= std::uint64_t{state[i] != 0} << i;
  return bits;
}

}  // namespace

void GroupDynamics::evaluate(const State& state, Evaluation& evaluation) {
  constexpr std::size_t most_known = 100'000;
  for (std::size_t word = 0; word < pattern_.size(); ++word) {
    const std::size_t first = 64 * word, places = std::min<std::size_t>(64, size_ - first);
    pattern_[word] = places_in_use(state.data() + first, places) & decisive_[word];
  }
  const std::size_t known = evaluation.patterns.size();
  // Where there are too many to know, the last place is for the others.
  const bool all = known >= most_known;
  const std::uint32_t number = all ? evaluation.patterns.find(pattern_.data())
                                   : evaluation.patterns.number_of(pattern_.data());
  evaluation.now = std::min<std::size_t>(number, known);
  if (number >= known) evaluate_as(state, evaluation.now, evaluation);
}

bool GroupDynamics::counts_as_down(const State& state, std::uint32_t part, bool as_seen) const {
  const BasicEvent& event = behaviour_.function.events[event_of_part_[part]];
  if (!as_seen || event.view == EventView::as_it_is) return state[part_at_[part]] != 0;
  return event.view == EventView::always;
}

void GroupDynamics::evaluate_as(const State& state, std::size_t number, Evaluation& evaluation) {
  const StructureFunction& function = behaviour_.function;
  for (std::size_t i = 0; i < function.nodes.size(); ++i) {
    const NodeId id(i);
    const Node& node = function.nodes[id];
    std::uint32_t failed = 0;
    if (node.type == NodeType::event) {
      const std::uint32_t part = part_of_node_[id], group = failover_of_node_[id];
      const bool down =
          (part != Behaviour::none && counts_as_down(state, part, evaluation.as_seen)) ||
          (group != Behaviour::none && state[mode_at_[group]] != 0);
      value_[id] = down ? 1 : 0;
      continue;
    }
    for (const NodeId child : function.children_of(id)) failed += value_[child];
    const std::uint32_t enough = node.type == NodeType::any   ? 1
                                 : node.type == NodeType::all ? node.child_count
                                                              : node.threshold;
    value_[id] = failed >= enough ? 1 : 0;
  }
  evaluation.down.resize((number + 1) * asked_.size());
  evaluation.up.resize((number + 1) * behaviour_.groups.size());
  for (std::size_t i = 0; i < asked_.size(); ++i) {
    evaluation.down[number * asked_.size() + i] = value_[asked_[i]];
  }
  for (std::size_t g = 0; g < behaviour_.groups.size(); ++g) {
    std::uint32_t working = 0;
    for (const Behaviour::Member& member : behaviour_.groups[g].members) {
      working += value_[member.node] == 0 ? 1 : 0;
    }
    evaluation.up[number * behaviour_.groups.size() + g] = working;
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
  Evaluation& evaluation = has_views_ ? as_seen_ : as_it_is_;
  evaluate(state, evaluation);
  std::uint32_t seen = 0, bit = 0;
  for (const std::uint32_t part : behaviour_.observed) {
    if (state[part_at_[part]] != 0) seen |= 1U << bit;
    ++bit;
  }
  for (std::size_t i = 0; i < behaviour_.arbiters.size(); ++i, ++bit) {
    if (is_down_in(evaluation, arbiters_at_ + i)) seen |= 1U << bit;
  }
  for (std::size_t g = 0; g < behaviour_.groups.size(); ++g, ++bit) {
    if (is_down_in(evaluation, groups_at_ + g)) seen |= 1U << bit;
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
  evaluate(state, as_it_is_);
  for (std::size_t g = 0; g < behaviour_.groups.size(); ++g) {
    lost_before_[g] = too_few(g) ? 1 : 0;
  }
  for (const Run& run : runs_) {
    for (std::size_t i = 0; i < run.count;) {
      // Members in the same state are alike: one of them stands for all.
      const std::size_t at = run.first + i * run.size;
      std::uint32_t same = 1;
      while (i + same < run.count &&
             state.compare(at + same * run.size, run.size, state, at, run.size) == 0) {
        ++same;
      }
      for (std::size_t place = at; place < at + run.size; ++place) {
        if (part_of_place_[place] != Behaviour::none) {
          leave_part(state, part_of_place_[place], same);
        }
      }
      i += same;
    }
  }
  for (std::size_t g = 0; g < behaviour_.groups.size(); ++g) {
    const Behaviour::Group& group = behaviour_.groups[g];
    const Mode now = mode(state.data(), g);
    const bool by_hand = now == Mode::by_hand || now == Mode::waiting;
    if (now == Mode::settled || now == Mode::stuck) continue;
    if (group.unlike) evaluate(state, as_it_is_);
    const auto rate = [&](Factor::Kind kind) {
      return terms_.times(RateTerms::one,
                          {kind, static_cast<std::uint32_t>(g), who_moves(state, g)});
    };
    // No time by hand: nobody does it.
    const bool is_moved = by_hand && !takes_no_time(Factor::Kind::manual_rate, state, g);
    if (is_moved) end_switch(state, g, rate(Factor::Kind::manual_rate));
    if (now == Mode::switching) end_switch(state, g, rate(Factor::Kind::switch_rate));
    if (now == Mode::returning) end_switch(state, g, rate(Factor::Kind::return_rate));
  }
  steps_ = nullptr;
}

bool GroupDynamics::waits_now(const State& state, const Behaviour::Part& part) const {
  if (part.group == Behaviour::none || !behaviour_.groups[part.group].serves) return false;
  return state[serves_at_[part.group][part.member]] == 0;
}

void GroupDynamics::leave_part(const State& state, std::uint32_t number, std::uint32_t times) {
  const Behaviour::Part& part = behaviour_.parts[number];
  const char16_t phase = state[part_at_[number]];
  if (phase >= waits) return;
  Term rate = RateTerms::one;
  if (times > 1) rate = terms_.times(rate, {Factor::Kind::count, times});
  if (phase > 0) {
    return end_phase(state, number,
                     terms_.times(rate, {Factor::Kind::phase_rate, number, phase - 1U}));
  }
  if (part.rate <= 0.0) return;
  rate = terms_.times(rate, {Factor::Kind::part_rate, number});
  if (waits_now(state, part)) {
    if (behaviour_.groups[part.group].standby_rate <= 0.0) return;
    rate = terms_.times(rate, {Factor::Kind::standby_rate, part.group});
  }
  fail(state, number, rate);
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

void GroupDynamics::fail(const State& state, std::uint32_t number, Term per_hour) {
  const Behaviour::Part& part = behaviour_.parts[number];
  const bool limited = part.group != Behaviour::none && behaviour_.groups[part.group].crews != 0;
  std::uint32_t place = 0;
  if (limited) {
    const auto [busy, waiting] = crews_at_work(state, part.group);
    if (busy >= behaviour_.groups[part.group].crews) place = waiting + 1;
  }
  if (place > 0) {
    State next = state;
    next[part_at_[number]] = static_cast<char16_t>(waits + place);
    return settle(std::move(next), terms_.times(per_hour, {Factor::Kind::starts_at_all, number}));
  }
  for (std::uint32_t i = 0; i < part.repair.size(); ++i) {
    if (part.repair[i].start <= 0.0) continue;
    State next = state;
    next[part_at_[number]] = static_cast<char16_t>(i + 1);
    settle(std::move(next), terms_.times(per_hour, {Factor::Kind::starts, number, i}));
  }
}

void GroupDynamics::end_phase(const State& state, std::uint32_t number, Term per_hour) {
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
void GroupDynamics::release_crew(State state, std::uint32_t group, Term per_hour) {
  std::uint32_t first = Behaviour::none;
  for (const std::uint32_t part : crewed_[group]) {
    char16_t& phase = state[part_at_[part]];
    if (phase <= waits) continue;
    if (--phase == waits) first = part;
  }
  if (first == Behaviour::none) return settle(std::move(state), per_hour);
  const std::vector<RepairPhase>& repair = behaviour_.parts[first].repair;
  for (std::uint32_t i = 0; i < repair.size(); ++i) {
    if (repair[i].start <= 0.0) continue;
    State next = state;
    next[part_at_[first]] = static_cast<char16_t>(i + 1);
    settle(std::move(next), terms_.times(per_hour, {Factor::Kind::starts_among, first, i}));
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
