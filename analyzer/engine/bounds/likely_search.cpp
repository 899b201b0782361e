#include "analyzer/engine/bounds/likely_search.hpp"

#include <algorithm>
#include <utility>

#include "analyzer/engine/orders/variable_orders.hpp"

namespace cutpoint {

namespace {

/// Which is best differs, and the first few states tell.
constexpr OrderHeuristic likely_orders[] = {
    OrderHeuristic::affinity,        OrderHeuristic::closing, OrderHeuristic::weights,
    OrderHeuristic::most_used_first, OrderHeuristic::force,   OrderHeuristic::elimination,
};

constexpr std::size_t kept_at_first = 2;
/// An order in which states are so many times as long as in the best, and longer than short, is
/// not tried: there they are many, too.
constexpr std::size_t longer_states = 4;
constexpr std::size_t short_states = 64;

}  // namespace

std::vector<std::unique_ptr<LikelyStates>> likely_states_in_orders(const GateModule& part,
                                                                   const CountedMembers& counted,
                                                                   Operand root,
                                                                   EngineMeter& meter) {
  std::vector<std::unique_ptr<LikelyStates>> in_order;
  const bool large = part.size() > largest_order_choice;
  for (const OrderHeuristic heuristic : likely_orders) {
    const VariableOrder order =
        variable_order(part, large ? OrderHeuristic::depth_first : heuristic, &meter);
    in_order.push_back(std::make_unique<LikelyStates>(counted, order, root, meter));
    // One gate is followed in any order.
    if (large || part.gates.size() <= 1) return in_order;
  }
  const auto shortest = std::min_element(
      in_order.begin(), in_order.end(),
      [](const auto& one, const auto& other) { return one->width() < other->width(); });
  const std::size_t longest = longer_states * (*shortest)->width() + short_states;
  std::erase_if(in_order, [longest](const auto& one) { return one->width() > longest; });
  return in_order;
}

LikelySearch::LikelySearch(const GateModule& part, Operand root, EngineMeter& meter)
    : part_(part), root_(root), meter_(meter) {}

void LikelySearch::begin(const std::vector<ProbabilityBounds>& leaves) {
  counted_ = count_members(part_, leaves);
  in_order_ = likely_states_in_orders(part_, counted_, root_, meter_);
}

ProbabilityBounds LikelySearch::follow(const std::vector<ProbabilityBounds>& leaves,
                                       std::size_t states) {
  if (in_order_.empty()) begin(leaves);
  std::vector<std::pair<ProbabilityBounds, std::unique_ptr<LikelyStates>>> followed;
  ProbabilityBounds found{0.0, 1.0};
  for (auto& in_order : in_order_) {
    const ProbabilityBounds bounds = in_order->follow(leaves, states);
    found = {std::max(found.lower, bounds.lower), std::min(found.upper, bounds.upper)};
    const bool all = in_order->followed_all();
    followed.emplace_back(bounds, std::move(in_order));
    if (all || meter_.spent()) break;
  }
  std::stable_sort(followed.begin(), followed.end(), [](const auto& one, const auto& other) {
    return one.first.upper - one.first.lower < other.first.upper - other.first.lower;
  });
  const std::size_t kept = in_order_.size() > kept_at_first ? kept_at_first : 1;
  in_order_.clear();
  for (auto& one : followed) {
    if (in_order_.size() < kept) in_order_.push_back(std::move(one.second));
  }
  return {found.lower, std::max(found.lower, found.upper)};
}

}  // namespace cutpoint
