/// Chains of groups in time that were solved before.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "analyzer/failover/group_chain.hpp"

namespace cutpoint {

/// Solves each behaviour once: sites that are built alike, and the variants of a document that
/// advice tries, have most of their chains in common. Names play no part in it. A result is the
/// same whether it was solved before or not. Usable from several threads.
class SolvedChains {
 public:
  using Solved = std::shared_ptr<const std::optional<GroupOutcome>>;
  /// Chains of more states are not solved.
  static constexpr std::size_t most_states_by_default = 200'000;
  explicit SolvedChains(std::size_t most_states = most_states_by_default)
      : most_states_(most_states) {}
  [[nodiscard]] std::size_t most_states() const { return most_states_; }
  /// What `solve_groups` says.
  [[nodiscard]] Solved solve(const Behaviour& behaviour, std::size_t most_states,
                             double negligible_share = 1e-10);

 private:
  std::size_t most_states_;
  static constexpr std::size_t most_numbers = 8'000'000;  ///< kept; beyond, nothing is added

  std::mutex mutex_;
  std::unordered_map<std::string, Solved> known_;
  std::unordered_set<std::string> too_large_;  ///< whatever their figures
  std::size_t numbers_ = 0;
};

}  // namespace cutpoint
