#include "analyzer/engine/bounds/counted_members.hpp"

#include <cstdint>
#include <optional>
#include <utility>

#include "analyzer/engine/quantities/failure_count.hpp"

namespace cutpoint {

namespace {

/// Of fewer members the leaves are decided one by one.
constexpr std::size_t fewest_members = 8;

class MemberCounting {
 public:
  MemberCounting(const GateModule& part, const std::vector<ProbabilityBounds>& leaves)
      : leaves_(leaves), uses_(part.uses()) {
    result_.part = part;
    result_.chances.resize(part.gates.size());
    result_.members.resize(part.gates.size());
  }

  CountedMembers run() {
    for (std::size_t gate = 0; gate < result_.part.gates.size(); ++gate) {
      const GateModule::Gate& counted = result_.part.gates[gate];
      if (counted.type == NodeType::at_least && counted.operands.size() >= fewest_members) {
        count(gate);
      }
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool is_leaf(std::uint32_t vertex) const { return vertex < leaves_.size(); }

  [[nodiscard]] std::vector<Operand>& operands_of(std::uint32_t vertex) {
    return result_.part.gates[vertex - leaves_.size()].operands;
  }

  /// A leaf that nothing else uses, of a probability that is known.
  [[nodiscard]] bool is_own(Operand operand) const {
    return !operand.negated && is_leaf(operand.vertex) && uses_[operand.vertex] == 1 &&
           leaves_[operand.vertex].lower == leaves_[operand.vertex].upper;
  }

  /// An `any` of a leaf of its own and others, or such a leaf: that leaf.
  [[nodiscard]] std::optional<std::uint32_t> own_leaf(Operand member) {
    if (is_own(member)) return member.vertex;
    if (member.negated || is_leaf(member.vertex) || uses_[member.vertex] != 1) return std::nullopt;
    if (result_.part.gates[member.vertex - leaves_.size()].type != NodeType::any) {
      return std::nullopt;
    }
    std::optional<std::uint32_t> own;
    for (const Operand operand : operands_of(member.vertex)) {
      if (!is_own(operand)) continue;
      if (own) return std::nullopt;
      own = operand.vertex;
    }
    return own;
  }

  void count(std::size_t position) {
    GateModule::Gate& gate = result_.part.gates[position];
    std::vector<std::uint32_t> own;
    for (const Operand member : gate.operands) {
      const auto leaf = own_leaf(member);
      if (!leaf || leaves_[*leaf].lower != leaves_[own.empty() ? *leaf : own.front()].lower) return;
      own.push_back(*leaf);
    }
    std::vector<Operand> shared;
    std::vector<CountedMembers::Member> members;
    for (std::size_t i = 0; i < gate.operands.size(); ++i) {
      members.push_back({own[i], std::nullopt});
      if (is_leaf(gate.operands[i].vertex)) continue;
      std::vector<Operand>& rest = operands_of(gate.operands[i].vertex);
      std::erase_if(rest, [&](Operand operand) { return operand.vertex == own[i]; });
      if (rest.empty()) continue;
      // What several members share counts as often as they are.
      shared.push_back(rest.size() == 1 ? rest.front() : gate.operands[i]);
      members.back().shared = shared.back();
    }
    if (shared.empty()) return;
    result_.chances[position] = chances(gate.threshold, own.size(), leaves_[own.front()].lower);
    result_.members[position] = std::move(members);
    gate.operands = std::move(shared);
  }

  static std::vector<double> chances(std::uint32_t threshold, std::size_t members, double own) {
    std::vector<double> result;
    for (std::uint32_t gone = 0; gone < threshold; ++gone) {
      const auto left = static_cast<std::uint32_t>(members - gone);
      result.push_back(FailureCount(threshold - gone, {{own, left}}).at_least());
    }
    return result;
  }

  const std::vector<ProbabilityBounds>& leaves_;
  const std::vector<std::uint32_t> uses_;
  CountedMembers result_;
};

}  // namespace

CountedMembers count_members(const GateModule& part, const std::vector<ProbabilityBounds>& leaves) {
  return MemberCounting(part, leaves).run();
}

}  // namespace cutpoint
