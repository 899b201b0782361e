#include "analyzer/engine/orders/closing_order.hpp"

#include <set>
#include <utility>

namespace cutpoint {

namespace {

/// What opening one gate costs, closing one being worth 1.
constexpr double cost_of_opening = 0.2;
/// One operand more or less of a wider gate says nothing.
constexpr std::size_t widest_counted = 64;

class ClosingWalk {
 public:
  ClosingWalk(const PartSkeleton& skeleton, EngineMeter* meter)
      : skeleton_(skeleton),
        meter_(meter),
        parents_(skeleton.children.size()),
        left_(skeleton.children.size(), 0),
        open_(skeleton.children.size(), 0),
        placed_(skeleton.leaves, 0),
        score_(skeleton.leaves, 0.0) {
    for (std::size_t gate = skeleton.leaves; gate < skeleton.children.size(); ++gate) {
      left_[gate] = skeleton.children[gate].size();
      for (const std::uint32_t child : skeleton.children[gate]) {
        parents_[child].push_back(static_cast<std::uint32_t>(gate));
      }
    }
  }

  VariableOrder run() {
    for (std::uint32_t leaf = 0; leaf < skeleton_.leaves; ++leaf) {
      if (!pass(meter_, parents_[leaf].size())) return {};
      score_[leaf] = score_of(leaf);
      queue_.insert({-score_[leaf], leaf});
    }
    while (!queue_.empty()) {
      const std::uint32_t leaf = queue_.begin()->second;
      queue_.erase(queue_.begin());
      placed_[leaf] = 1;
      order_.push_back(leaf);
      finish(leaf);
      if (is_late_) return {};
    }
    return std::move(order_);
  }

 private:
  [[nodiscard]] double score_of(std::uint32_t leaf) const {
    double score = 0.0;
    for (const std::uint32_t gate : parents_[leaf]) {
      if (skeleton_.children[gate].size() > widest_counted) continue;
      score += open_[gate] != 0 ? 1.0 / static_cast<double>(left_[gate]) : -cost_of_opening;
    }
    return score;
  }

  /// A vertex that is placed wholly opens the gates above it, or closes them.
  void finish(std::uint32_t vertex) {
    std::vector<std::uint32_t> finished{vertex};
    while (!finished.empty()) {
      const std::uint32_t at = finished.back();
      finished.pop_back();
      for (const std::uint32_t gate : parents_[at]) {
        open_[gate] = 1;
        if (--left_[gate] == 0) finished.push_back(gate);
        renew_scores(gate);
      }
    }
  }

  void renew_scores(std::uint32_t gate) {
    if (skeleton_.children[gate].size() > widest_counted) return;
    for (const std::uint32_t child : skeleton_.children[gate]) {
      if (child >= skeleton_.leaves || placed_[child] != 0) continue;
      is_late_ = is_late_ || !pass(meter_, parents_[child].size() + 1);
      const double score = score_of(child);
      if (score == score_[child]) continue;
      queue_.erase({-score_[child], child});
      score_[child] = score;
      queue_.insert({-score, child});
    }
  }

  const PartSkeleton& skeleton_;
  EngineMeter* meter_;
  bool is_late_ = false;
  std::vector<std::vector<std::uint32_t>> parents_;
  std::vector<std::size_t> left_;  ///< by gate: operands not yet placed wholly
  std::vector<std::uint8_t> open_;
  std::vector<std::uint8_t> placed_;
  std::vector<double> score_;
  std::set<std::pair<double, std::uint32_t>> queue_;  ///< highest score first, then as numbered
  VariableOrder order_;
};

}  // namespace

VariableOrder closing_order(const PartSkeleton& skeleton, EngineMeter* meter) {
  return ClosingWalk(skeleton, meter).run();
}

}  // namespace cutpoint
