#include "analyzer/engine/unfolding.hpp"

#include <algorithm>

namespace cutpoint {

namespace {

constexpr std::uint32_t no_state = 0xffffffffU;
constexpr std::size_t first_unfolding_tidying = 20'000;
/// Nodes of open functions for each state allowed, and at least.
constexpr std::size_t open_nodes_a_state = 4;
constexpr std::size_t least_open_nodes = 20'000;

}  // namespace

Unfolding::Unfolding(const GateModule& part, const VariableOrder& order,
                     const std::vector<LeafForm>& forms, EngineMeter* meter)
    : part_(part),
      forms_(forms),
      meter_(meter),
      place_(part.size(), no_state),
      open_(part.size(), least_open_nodes, meter),
      waiting_(part.size()),
      number_of_(meter),
      links_(meter),
      finished_(meter),
      place_of_state_(meter) {
  links_.push_back({0, 0});
  place_of_state_.push_back(no_state);
  put_in_sequence(order);
}

/// Each leaf in its turn, before it what uses it and was not yet asked for: gates are opened as
/// late as can be.
void Unfolding::put_in_sequence(const VariableOrder& order) {
  const auto leaves = static_cast<std::uint32_t>(part_.leaves.size());
  std::vector<std::vector<std::uint32_t>> users(part_.size());
  for (std::uint32_t gate = 0; gate < part_.gates.size(); ++gate) {
    for (const Operand operand : part_.gates[gate].operands) {
      users[operand.vertex].push_back(leaves + gate);
    }
  }
  std::vector<std::uint8_t> met(part_.size(), 0);
  std::vector<std::uint32_t> found;
  const auto find = [&](std::uint32_t vertex) {
    if (met[vertex] != 0) return;
    met[vertex] = 1;
    found.push_back(vertex);
  };
  const auto append = [&] {
    std::sort(found.rbegin(), found.rend());  // users have higher numbers
    for (const std::uint32_t vertex : found) {
      place_[vertex] = static_cast<std::uint32_t>(sequence_.size());
      sequence_.push_back(vertex);
    }
  };
  for (const std::uint32_t leaf : order) {
    found.clear();
    find(leaf);
    for (std::size_t head = 0; head < found.size(); ++head) {
      for (const std::uint32_t user : users[found[head]]) find(user);
    }
    append();
  }
  found.clear();
  for (std::uint32_t vertex = 0; vertex < part_.size(); ++vertex) find(vertex);
  append();
}

Bdd::Ref Unfolding::ref_of(Operand operand) {
  Bdd::Ref ref = Bdd::exhausted;
  const LeafForm form = is_leaf(operand.vertex) ? forms_[operand.vertex] : LeafForm::plain;
  if (form == LeafForm::never || form == LeafForm::always) {
    ref = form == LeafForm::always ? Bdd::one : Bdd::zero;
  } else {
    ref = open_.variable(place_[operand.vertex]);
    if (form == LeafForm::negated) ref = Bdd::negated(ref);
  }
  return operand.negated ? Bdd::negated(ref) : ref;
}

Bdd::Ref Unfolding::counted(const std::vector<Bdd::Ref>& refs, std::uint32_t threshold) {
  std::vector<Bdd::Ref> at_least(threshold + std::size_t{1}, Bdd::zero);
  at_least[0] = Bdd::one;
  for (const Bdd::Ref ref : refs) {
    for (std::size_t j = threshold; j > 0; --j) {
      at_least[j] = open_.if_then_else(ref, at_least[j - 1], at_least[j]);
      if (at_least[j] == Bdd::exhausted) return Bdd::exhausted;
    }
  }
  return at_least.back();
}

/// Of what it uses; joined from the last place to the first.
Bdd::Ref Unfolding::definition(std::uint32_t vertex) {
  const GateModule::Gate& gate = part_.gates[vertex - part_.leaves.size()];
  std::vector<Operand> operands = gate.operands;
  std::stable_sort(operands.begin(), operands.end(),
                   [this](Operand a, Operand b) { return place_[a.vertex] > place_[b.vertex]; });
  std::vector<Bdd::Ref> refs;
  refs.reserve(operands.size());
  for (const Operand operand : operands) refs.push_back(ref_of(operand));
  if (std::find(refs.begin(), refs.end(), Bdd::exhausted) != refs.end()) return Bdd::exhausted;
  if (gate.type == NodeType::at_least) return counted(refs, gate.threshold);
  const bool is_any = gate.type == NodeType::any;
  Bdd::Ref result = is_any ? Bdd::zero : Bdd::one;
  for (const Bdd::Ref ref : refs) {
    result = is_any ? open_.either(ref, result) : open_.both(ref, result);
    if (result == Bdd::exhausted) return Bdd::exhausted;
  }
  return result;
}

bool Unfolding::has_room_for_states() {
  return room_for_one_more(links_) && room_for_one_more(finished_) &&
         room_for_one_more(place_of_state_);
}

Unfolding::Link Unfolding::link_to(Bdd::Ref function) {
  const Link sign = function & 1U;
  const std::uint32_t node = function >> 1U;
  if (node == 0) return sign;
  if (number_of_.size() < open_.capacity()) number_of_.resize(open_.capacity(), no_state);
  std::uint32_t& number = number_of_[node];
  if (number == no_state) {
    number = static_cast<std::uint32_t>(links_.size());
    const Bdd::Variable place = open_.variable_of(function);
    links_.push_back({0, 0});
    place_of_state_.push_back(place);
    waiting_[place].push_back({function ^ sign, number});
  }
  return number << 1U | sign;
}

bool Unfolding::begin() {
  if (begun_) return true;
  roots_.clear();
  for (const Operand root : part_.roots) {
    const Bdd::Ref function = ref_of(root);
    if (function == Bdd::exhausted) return false;
    roots_.push_back(link_to(function));
  }
  return begun_ = true;
}

bool Unfolding::run(std::size_t states) {
  most_open_ = std::max(least_open_nodes, open_nodes_a_state * states);
  open_.raise_budget(most_open_);
  if (!begin()) return false;
  for (; at_ < sequence_.size(); ++at_) {
    if (!finish_vertex(states)) return false;
    std::vector<State>().swap(waiting_[at_]);
    done_in_ = 0;
    definition_ = Bdd::exhausted;
  }
  return true;
}

bool Unfolding::finish_vertex(std::size_t states) {
  const std::uint32_t vertex = sequence_[at_];
  std::vector<State>& here = waiting_[at_];
  if (here.empty()) return true;
  for (; done_in_ < here.size(); ++done_in_) {
    if (links_.size() > states || !has_room_for_states()) return false;
    if (meter_ != nullptr && !meter_->step()) return false;
    if (open_.size() > std::max(first_unfolding_tidying, 4 * tidied_)) free_states();
    const auto [function, number] = here[done_in_];
    Bdd::Ref low = open_.low(function);
    Bdd::Ref high = open_.high(function);
    if (!is_leaf(vertex)) {
      for (int attempt = 0; attempt < 2; ++attempt) {
        if (definition_ == Bdd::exhausted) definition_ = definition(vertex);
        const Bdd::Ref next = open_.if_then_else(definition_, high, low);
        if (next != Bdd::exhausted) {
          low = high = next;
          break;
        }
        if (attempt == 1) return false;
        free_states();
        if (open_.size() > most_open_ / 2) return false;
      }
    }
    number_of_[function >> 1U] = no_state;
    const Link to_low = link_to(low);
    const Link to_high = low == high ? to_low : link_to(high);
    links_[number] = {to_low, to_high};  // after links have come to be more
    finished_.push_back(number);
  }
  return true;
}

/// Keeps what waits.
void Unfolding::free_states() {
  std::vector<Bdd::Ref> roots{definition_};
  for (std::size_t place = at_; place < waiting_.size(); ++place) {
    for (std::size_t i = place == at_ ? done_in_ : 0; i < waiting_[place].size(); ++i) {
      roots.push_back(waiting_[place][i].function);
    }
  }
  open_.collect(roots);
  tidied_ = open_.size();
}

std::unique_ptr<Bdd> Unfolding::diagram(std::size_t nodes, std::vector<Bdd::Ref>& roots) const {
  std::vector<Bdd::Variable> variable(sequence_.size(), 0);
  Bdd::Variable leaves = 0;
  for (std::size_t place = 0; place < sequence_.size(); ++place) {
    if (is_leaf(sequence_[place])) variable[place] = leaves++;
  }
  auto diagram = std::make_unique<Bdd>(leaves, nodes, meter_);
  MeteredVector<Bdd::Ref> refs(links_.size(), Bdd::zero, meter_);
  const auto ref_of_link = [&refs](Link link) {
    return refs[link >> 1U] == Bdd::exhausted ? Bdd::exhausted : refs[link >> 1U] ^ (link & 1U);
  };
  for (auto at = finished_.rbegin(); at != finished_.rend(); ++at) {
    const std::uint32_t place = place_of_state_[*at];
    const Bdd::Ref low = ref_of_link(links_[*at].low);
    const Bdd::Ref high = ref_of_link(links_[*at].high);
    refs[*at] = is_leaf(sequence_[place]) ? diagram->make(variable[place], low, high) : low;
    if (refs[*at] == Bdd::exhausted) return nullptr;
  }
  roots.clear();
  for (const Link root : roots_) roots.push_back(ref_of_link(root));
  return diagram;
}

}  // namespace cutpoint
