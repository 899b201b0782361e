// How probable the root is at most in a state that is given up.
#include <algorithm>
#include <functional>

#include <boost/dynamic_bitset.hpp>

#include "analyzer/engine/bounds/likely_states.hpp"

namespace cutpoint {

namespace {

/// Of parts of more vertices it is not found which operands share leaves: it takes a bit for each
/// gate and leaf.
constexpr std::size_t most_for_apart = 8'000;

}  // namespace

void LikelyStates::find_apart(const std::vector<std::uint8_t>& below) {
  if (part_.size() > most_for_apart) return;
  const std::size_t leaves = part_.leaves.size();
  using Leaves = boost::dynamic_bitset<>;
  std::vector<Leaves> below_vertex(part_.size());
  for (std::size_t leaf = 0; leaf < leaves; ++leaf) {
    below_vertex[leaf].resize(leaves);
    below_vertex[leaf].set(leaf);
  }
  for (std::size_t i = 0; i < gates_.size(); ++i) {
    if (below[leaves + i] == 0) continue;
    Leaves& met = below_vertex[leaves + i];
    met.resize(leaves);
    const bool needs_all = gates_[i].most_false == 0;
    for (const Operand operand : part_.gates[i].operands) {
      const Leaves& of_operand = below_vertex[operand.vertex];
      if (needs_all) gates_[i].apart.push_back(of_operand.intersects(met) ? 0 : 1);
      met |= of_operand;
    }
  }
}

/// How probable the root is at most in a state after the present turn.
double LikelyStates::worst(std::size_t state) {
  if (root_.negated) return 1.0;
  const Status* statuses = next_.statuses.data() + state * width_;
  for (const std::uint32_t vertex : alive_) {
    const Gate& made = gate(vertex);
    const Status status = statuses[made.slot];
    if (status == closed) continue;
    worst_[vertex] = worst_of_gate(vertex, made.threshold - (status & true_mask), statuses);
  }
  return worst_[root_.vertex];
}

double LikelyStates::worst_of(Operand operand, const Status* statuses) const {
  const std::uint32_t vertex = operand.vertex;
  double result = worst_at_first_[vertex];
  if (!is_gate(vertex)) {
    if (statuses != nullptr && turn_of_[vertex] <= at_) return -1.0;
  } else if (statuses != nullptr) {
    const Gate& made = gates_[vertex - part_.leaves.size()];
    if (made.last <= at_) return -1.0;
    if (made.first <= at_) {
      if (statuses[made.slot] == closed) return -1.0;
      result = worst_[vertex];
    }
  }
  return operand.negated ? 1.0 : result;
}

/// That `needed` of the operands that are not decided come true. Where all must, those that share
/// no leaves are independent; of any others at least one must that is not among the `needed` - 1
/// most probable, and on average so many are true as their probabilities add up to.
double LikelyStates::worst_of_gate(std::uint32_t vertex, std::uint32_t needed,
                                   const Status* statuses) {
  const std::vector<Operand>& operands = part_.gates[vertex - part_.leaves.size()].operands;
  const std::vector<std::uint8_t>& apart = gate(vertex).apart;
  undecided_.clear();
  double all_apart = 1.0;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const double probability = worst_of(operands[i], statuses);
    if (probability < 0.0) continue;
    undecided_.push_back(probability);
    if (!apart.empty() && apart[i] != 0) all_apart *= probability;
  }
  double sum = 0.0;
  if (is_of_chance(vertex)) {
    for (const double probability : undecided_) sum += probability;
    return worst_of_chance(vertex, needed, sum);
  }
  if (needed == undecided_.size()) {
    return std::min(all_apart, *std::min_element(undecided_.begin(), undecided_.end()));
  }
  for (const double probability : undecided_) sum += probability;
  if (needed == 1) return std::min(1.0, sum);
  const auto rest = undecided_.begin() + static_cast<std::ptrdiff_t>(needed - 1);
  std::nth_element(undecided_.begin(), rest, undecided_.end(), std::greater<>());
  double of_rest = 0.0;
  for (auto at = rest; at != undecided_.end(); ++at) of_rest += *at;
  return std::min({1.0, of_rest, sum / needed});
}

/// As probable as after some more operands, or so many come true: `sum` are on average.
double LikelyStates::worst_of_chance(std::uint32_t vertex, std::uint32_t needed, double sum) {
  const std::vector<double>& chances = chances_[vertex - part_.leaves.size()];
  const std::size_t now = chances.size() - needed;
  double best = std::min(1.0, sum / needed + chances.back());
  std::sort(undecided_.begin(), undecided_.end());
  double of_rest = sum;  // all but the most probable `more`
  for (std::size_t more = 0; more < needed; ++more) {
    best = std::min(best,
                    chances[now + more] + std::min(of_rest, sum / static_cast<double>(more + 1)));
    if (more == undecided_.size()) break;
    of_rest = std::max(0.0, of_rest - undecided_[undecided_.size() - 1 - more]);
  }
  return best;
}

void LikelyStates::find_worst_at_first(const std::vector<ProbabilityBounds>& leaves) {
  worst_at_first_.assign(part_.size(), 0.0);
  worst_.assign(part_.size(), 0.0);
  for (std::size_t i = 0; i < leaves.size(); ++i) worst_at_first_[i] = leaves[i].upper;
  for (std::size_t i = 0; i < gates_.size(); ++i) {
    const auto vertex = static_cast<std::uint32_t>(part_.leaves.size() + i);
    if (gates_[i].threshold == 0) continue;
    worst_at_first_[vertex] = worst_of_gate(vertex, gates_[i].threshold, nullptr);
  }
}

}  // namespace cutpoint
