#include "analyzer/engine/bounds/likely_states.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>

#include "model/base/math/table_hash.hpp"

namespace cutpoint {

namespace {

/// Of a gate, counted in half a status each.
constexpr std::size_t most_operands = 65'000;
constexpr std::uint32_t one_true = 1;
constexpr std::uint32_t one_false = 1U << 16U;

/// Copied and looked at in about the time of a node.
constexpr std::size_t statuses_a_step = 64;

/// States are numbered, and so are what they go on to.
constexpr std::size_t most_recorded = std::size_t{1} << 28U;

std::size_t hash_of(const std::uint32_t* statuses, std::size_t width) {
  std::size_t hash = width;
  for (std::size_t i = 0; i < width; ++i) {
    if (statuses[i] != 0) hash = table_hash(hash, statuses[i], i);
  }
  return hash;
}

std::uint32_t threshold_of(const GateModule::Gate& gate) {
  if (gate.type == NodeType::any) return 1;
  if (gate.type == NodeType::all) return static_cast<std::uint32_t>(gate.operands.size());
  return gate.threshold;
}

}  // namespace

bool LikelyStates::can_follow(const GateModule& part) {
  return std::none_of(part.gates.begin(), part.gates.end(), [](const GateModule::Gate& gate) {
    return gate.type == NodeType::connected || gate.operands.size() > most_operands;
  });
}

LikelyStates::LikelyStates(const CountedMembers& counted, const VariableOrder& order, Operand root,
                           EngineMeter& meter)
    : part_(counted.part),
      chances_(counted.chances),
      root_(root),
      meter_(meter),
      uses_(part_.size()),
      gates_(part_.gates.size()),
      now_(&meter),
      next_(&meter) {
  const std::vector<std::uint8_t> below = below_root();
  make_gates(below);
  make_turns(order, below);
  give_slots();
  find_apart(below);
  state_.assign(width_, 0);
}

std::vector<std::uint8_t> LikelyStates::below_root() const {
  std::vector<std::uint8_t> below(part_.size(), 0);
  below[root_.vertex] = 1;
  for (std::size_t i = part_.gates.size(); i-- > 0;) {
    if (below[part_.leaves.size() + i] == 0) continue;
    for (const Operand operand : part_.gates[i].operands) below[operand.vertex] = 1;
  }
  return below;
}

void LikelyStates::make_gates(const std::vector<std::uint8_t>& below) {
  const auto leaves = static_cast<std::uint32_t>(part_.leaves.size());
  for (std::uint32_t i = 0; i < part_.gates.size(); ++i) {
    if (below[leaves + i] == 0) continue;
    const GateModule::Gate& from = part_.gates[i];
    Gate& to = gates_[i];
    to.threshold = threshold_of(from);
    to.most_false = static_cast<std::uint32_t>(from.operands.size());
    if (chances_[i].empty()) to.most_false -= to.threshold;
    for (const Operand operand : from.operands) {
      uses_[operand.vertex].push_back({leaves + i, operand.negated});
      if (is_gate(operand.vertex)) to.below.push_back(operand.vertex);
    }
  }
}

/// A gate is begun with the first of the leaves below it, and over with the last, or with its turn.
void LikelyStates::make_turns(const VariableOrder& order, const std::vector<std::uint8_t>& below) {
  turn_of_.assign(part_.size(), 0);
  for (const std::uint32_t vertex : with_gates_of_chance(order, below)) {
    turn_of_[vertex] = static_cast<std::uint32_t>(turns_.size());
    turns_.push_back({vertex, {}, {}});
  }
  const auto leaves = static_cast<std::uint32_t>(part_.leaves.size());
  for (std::uint32_t i = 0; i < part_.gates.size(); ++i) {
    if (below[leaves + i] == 0) continue;
    if (part_.gates[i].operands.empty()) return;  // a constant is the root
    Gate& made = gates_[i];
    made.first = std::numeric_limits<std::uint32_t>::max();
    for (const Operand operand : part_.gates[i].operands) {
      const bool inner = is_gate(operand.vertex);
      const std::uint32_t first = inner ? gate(operand.vertex).first : turn_of_[operand.vertex];
      const std::uint32_t last = inner ? gate(operand.vertex).last : turn_of_[operand.vertex];
      made.first = std::min(made.first, first);
      made.last = std::max(made.last, last);
    }
    if (!chances_[i].empty()) made.last = turn_of_[leaves + i];
  }
  for (auto i = static_cast<std::uint32_t>(part_.gates.size()); i-- > 0;) {
    if (below[leaves + i] == 0) continue;
    turns_[gates_[i].first].begun.push_back(leaves + i);
    turns_[gates_[i].last].over.push_back(leaves + i);
  }
}

/// The leaves in their order, each gate that is left to chance after the last one below it,
/// operands before their users.
std::vector<std::uint32_t> LikelyStates::with_gates_of_chance(
    const VariableOrder& order, const std::vector<std::uint8_t>& below) {
  std::vector<std::uint32_t> last(part_.size(), 0);  // place in the order, and one
  for (std::uint32_t i = 0; i < order.size(); ++i) last[order[i]] = i + 1;
  std::vector<std::vector<std::uint32_t>> after(order.size() + 1);
  for (std::uint32_t i = 0; i < part_.gates.size(); ++i) {
    const auto vertex = static_cast<std::uint32_t>(part_.leaves.size() + i);
    for (const Operand operand : part_.gates[i].operands) {
      last[vertex] = std::max(last[vertex], last[operand.vertex]);
    }
    if (below[vertex] != 0 && is_of_chance(vertex)) after[last[vertex]].push_back(vertex);
  }
  std::vector<std::uint32_t> sequence;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    if (below[order[i]] != 0) sequence.push_back(order[i]);
    sequence.insert(sequence.end(), after[i + 1].begin(), after[i + 1].end());
  }
  return sequence;
}

void LikelyStates::give_slots() {
  std::vector<std::uint32_t> free;
  for (const Turn& turn : turns_) {
    for (const std::uint32_t vertex : turn.begun) {
      if (free.empty()) free.push_back(static_cast<std::uint32_t>(width_++));
      gate(vertex).slot = free.back();
      free.pop_back();
    }
    for (const std::uint32_t vertex : turn.over) free.push_back(gate(vertex).slot);
  }
}

ProbabilityBounds LikelyStates::follow(const std::vector<ProbabilityBounds>& leaves,
                                       std::size_t states) {
  if (!is_gate(root_.vertex)) {
    const ProbabilityBounds& leaf = leaves[root_.vertex];
    return root_.negated ? ProbabilityBounds{1.0 - leaf.upper, 1.0 - leaf.lower} : leaf;
  }
  if (turns_.empty()) {
    const bool is_true = gate(root_.vertex).threshold == 0;  // all of none
    return is_true != root_.negated ? ProbabilityBounds{1.0, 1.0} : ProbabilityBounds{0.0, 0.0};
  }
  if (!make_room(states)) return {0.0, 1.0};
  true_ = 0.0;
  unknown_ = 0.0;
  followed_all_ = true;
  alive_.clear();
  find_worst_at_first(leaves);
  for (at_ = 0; at_ < turns_.size() && !now_.probability.empty(); ++at_) {
    if (!take_turn(leaves) || !give_up_least(states)) return {0.0, 1.0};
    std::swap(now_, next_);
  }
  // Sums of products of positive numbers, two for each leaf on the way.
  const double margin =
      8.0 * std::numeric_limits<double>::epsilon() * (static_cast<double>(turns_.size()) + 8.0);
  return {true_ * (1.0 - margin), std::min(1.0, (true_ + unknown_) * (1.0 + margin))};
}

std::optional<StateRecord> LikelyStates::record(const std::vector<ProbabilityBounds>& leaves,
                                                std::size_t states) {
  if (!is_gate(root_.vertex) || turns_.empty() || !make_room(states)) return std::nullopt;
  StateRecord made(&meter_);
  made.states.resize(2);  // what is decided
  record_ = &made;
  alive_.clear();
  bool all = true;
  for (at_ = 0; all && at_ < turns_.size() && !now_.probability.empty(); ++at_) {
    const auto first = static_cast<std::uint32_t>(made.states.size());
    made.turns.push_back({turns_[at_].vertex, first});
    next_first_ = first + static_cast<std::uint32_t>(now_.probability.size());
    all = take_turn(leaves) && next_.probability.size() <= states;
    std::swap(now_, next_);
  }
  record_ = nullptr;
  return all ? std::optional(std::move(made)) : std::nullopt;
}

bool LikelyStates::has_room_for_records() const {
  return record_ == nullptr ||
         (record_->states.size() < most_recorded && room_for_one_more(record_->states) &&
          meter_.has_room(record_->spared.size() * sizeof(StateRecord::Spared)));
}

bool LikelyStates::take_turn(const std::vector<ProbabilityBounds>& leaves) {
  next_.statuses.clear();
  next_.probability.clear();
  std::fill(next_.table.begin(), next_.table.end(), 0U);
  for (std::size_t state = 0; state < now_.probability.size(); ++state) {
    if (!meter_.step(1 + width_ / statuses_a_step) || !has_room_for_records()) return false;
    follow_state(state, leaves);
  }
  const Turn& turn = turns_[at_];
  alive_.insert(alive_.end(), turn.begun.begin(), turn.begun.end());
  std::erase_if(alive_, [this](std::uint32_t vertex) { return gate(vertex).last <= at_; });
  std::sort(alive_.begin(), alive_.end());
  return true;
}

/// For twice as many, as each may go on as two.
bool LikelyStates::make_room(std::size_t states) {
  const std::size_t slots = std::bit_ceil(4 * states);
  const std::size_t bytes =
      2 * (2 * states * (width_ * sizeof(Status) + sizeof(double)) + slots * sizeof(std::uint32_t));
  if (!meter_.has_room(bytes)) return false;
  for (Level* level : {&now_, &next_}) {
    level->statuses.clear();
    level->probability.clear();
    level->statuses.reserve(2 * states * width_);
    level->probability.reserve(2 * states);
    level->table.assign(slots, 0U);
  }
  now_.statuses.resize(width_, 0U);
  now_.probability.push_back(1.0);
  return true;
}

bool LikelyStates::is_asked_for(std::uint32_t vertex) {
  return std::any_of(uses_[vertex].begin(), uses_[vertex].end(),
                     [this](const Use& use) { return state_[gate(use.gate).slot] != closed; });
}

void LikelyStates::load(std::size_t state) {
  std::copy_n(now_.statuses.data() + state * width_, width_, state_.data());
  for (const std::uint32_t vertex : turns_[at_].begun) {
    if (vertex != root_.vertex && !is_asked_for(vertex)) state_[gate(vertex).slot] = closed;
  }
}

/// Of a gate in the state that is loaded, as far as rounding leaves it known.
ProbabilityBounds LikelyStates::chance_of(std::uint32_t vertex) const {
  constexpr double rounding = 1e-11;
  const std::size_t place = vertex - part_.leaves.size();
  const double chance = chances_[place][state_[gates_[place].slot] & true_mask];
  return {chance * (1.0 - rounding), std::min(1.0, chance * (1.0 + rounding))};
}

void LikelyStates::follow_state(std::size_t state, const std::vector<ProbabilityBounds>& leaves) {
  const double probability = now_.probability[state];
  const std::uint32_t vertex = turns_[at_].vertex;
  load(state);
  StateRecord::State known;
  if (is_gate(vertex)) known.lost = state_[gate(vertex).slot] & true_mask;
  const bool is_decided = is_gate(vertex) && state_[gate(vertex).slot] == closed;
  if (is_decided || (vertex != root_.vertex && !is_asked_for(vertex))) {
    known.low = known.high = arrive(probability);
    if (record_ != nullptr) record_->states.push_back(known);
    return;
  }
  const ProbabilityBounds leaf = is_gate(vertex) ? chance_of(vertex) : leaves[vertex];
  unknown_ += probability * (leaf.upper - leaf.lower);
  const bool both = record_ != nullptr;
  if (both || leaf.upper < 1.0) {
    known.low = follow_value(false, probability * (1.0 - leaf.upper));
    load(state);
  }
  if (both || leaf.lower > 0.0) known.high = follow_value(true, probability * leaf.lower);
  if (both) record_->states.push_back(known);
}

/// From the state that is loaded. Where to, by its number in the record.
std::uint32_t LikelyStates::follow_value(bool value, double probability) {
  outcome_.reset();
  const std::uint32_t vertex = turns_[at_].vertex;
  if (is_gate(vertex)) state_[gate(vertex).slot] = closed;
  if (vertex == root_.vertex) {
    outcome_ = value != root_.negated;
  } else {
    decide(vertex, value);
  }
  if (!outcome_) {
    close_unasked();
    return arrive(probability);
  }
  if (*outcome_) true_ += probability;
  return *outcome_ ? StateRecord::is_true : StateRecord::is_false;
}

/// Several members may stand on the same.
void LikelyStates::note_spared(std::uint32_t vertex, const Use& use, bool is_true) {
  if (record_ == nullptr || is_true != use.negated || !is_of_chance(use.gate)) return;
  const StateRecord::Spared spared{static_cast<std::uint32_t>(record_->states.size()), decided_to_,
                                   use.gate, 2 * vertex + (use.negated ? 1U : 0U)};
  const auto& known = record_->spared;
  const bool again = !known.empty() && known.back() == spared;
  if (!again) record_->spared.push_back(spared);
}

void LikelyStates::decide(std::uint32_t vertex, bool value) {
  unasked_.clear();
  decided_to_ = value;
  decided_.assign(1, {vertex, value});
  while (!decided_.empty()) {
    const auto [at, is_true] = decided_.back();
    decided_.pop_back();
    for (const Use& use : uses_[at]) {
      Gate& user = gate(use.gate);
      Status& status = state_[user.slot];
      if (status == closed) continue;
      note_spared(at, use, is_true);
      const bool counts = is_true != use.negated;
      status += counts ? one_true : one_false;
      const bool comes_true = (status & true_mask) >= user.threshold;
      if (!comes_true && (status >> 16U) <= user.most_false) continue;
      status = closed;
      if (use.gate == root_.vertex) {
        outcome_ = comes_true != root_.negated;
        return;
      }
      decided_.emplace_back(use.gate, comes_true);
      unasked_.insert(unasked_.end(), user.below.begin(), user.below.end());
    }
  }
}

void LikelyStates::close_unasked() {
  while (!unasked_.empty()) {
    Gate& made = gate(unasked_.back());
    const std::uint32_t vertex = unasked_.back();
    unasked_.pop_back();
    if (made.first > at_ || made.last < at_) continue;
    if (state_[made.slot] == closed || is_asked_for(vertex)) continue;
    state_[made.slot] = closed;
    unasked_.insert(unasked_.end(), made.below.begin(), made.below.end());
  }
}

/// At the state after the turn.
std::uint32_t LikelyStates::arrive(double probability) {
  for (const std::uint32_t vertex : turns_[at_].over) state_[gate(vertex).slot] = 0;
  const std::size_t mask = next_.table.size() - 1;
  std::size_t place = hash_of(state_.data(), width_) & mask;
  for (; next_.table[place] != 0; place = (place + 1) & mask) {
    const std::size_t other = next_.table[place] - 1;
    if (!std::equal(state_.begin(), state_.end(), next_.statuses.data() + other * width_)) continue;
    next_.probability[other] += probability;
    return next_first_ + static_cast<std::uint32_t>(other);
  }
  next_.probability.push_back(probability);
  next_.statuses.insert(next_.statuses.end(), state_.begin(), state_.end());
  next_.table[place] = static_cast<std::uint32_t>(next_.probability.size());
  return next_first_ + next_.table[place] - 1;
}

bool LikelyStates::give_up_least(std::size_t states) {
  const std::size_t count = next_.probability.size();
  if (count <= states) return true;
  followed_all_ = false;
  std::vector<double> sorted(next_.probability.begin(), next_.probability.end());
  const auto least = sorted.begin() + static_cast<std::ptrdiff_t>(states - 1);
  std::nth_element(sorted.begin(), least, sorted.end(), std::greater<>());
  // Of those that are as probable as the last that is kept, the first.
  auto as_probable = std::count(sorted.begin(), least + 1, *least);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const double probability = next_.probability[i];
    if (probability < *least || (probability == *least && as_probable-- <= 0)) {
      if (!meter_.step(1 + alive_.size() / statuses_a_step)) return false;
      unknown_ += probability * worst(i);
      continue;
    }
    next_.probability[kept] = probability;
    std::copy_n(next_.statuses.data() + i * width_, width_, next_.statuses.data() + kept * width_);
    ++kept;
  }
  next_.probability.resize(kept);
  next_.statuses.resize(kept * width_, 0U);
  return true;
}

}  // namespace cutpoint
