/// Chains of groups in time that were solved before.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "analyzer/failover/chain/group_chain.hpp"
#include "analyzer/failover/chain/member_rates.hpp"

namespace cutpoint {

/// Solves each behaviour once: sites that are built alike, and the variants of a document that
/// advice tries, have most of their chains in common. Names play no part in it. A result is the
/// same whether it was solved before or not, unless there are finer ones. Usable from several
/// threads.
class SolvedChains {
 public:
  using Solved = std::shared_ptr<const std::optional<GroupOutcome>>;
  /// `finer`: what was solved there, within limits that are as narrow or narrower, is not solved
  /// again.
  explicit SolvedChains(const ChainLimits& limits = {}, const SolvedChains* finer = nullptr)
      : limits_(limits), finer_(finer) {}
  [[nodiscard]] const ChainLimits& limits() const { return limits_; }
  /// What `solve_groups` says.
  [[nodiscard]] Solved solve(const Behaviour& behaviour, const ChainLimits& limits);
  /// What `member_rates` says.
  [[nodiscard]] std::shared_ptr<const RatesOfMembers> rates_of(MembersPart members);

 private:
  struct Known {
    ChainLimits limits;
    Solved solved;
  };
  /// By another's limits; null where there is none.
  [[nodiscard]] Solved finer_than(const ChainLimits& limits, const std::string& key) const;

  ChainLimits limits_;
  const SolvedChains* finer_;
  // What is kept; beyond, nothing is added.
  static constexpr std::size_t most_numbers = 8'000'000;
  static constexpr std::size_t most_transitions = 6'000'000;

  /// Used by one at a time.
  struct SharedShape {
    std::mutex mutex;
    ChainShape shape;
    std::size_t counted = 0;  ///< transitions
  };
  [[nodiscard]] Solved solve_in_shape(const Behaviour& behaviour, const ChainLimits& limits);

  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::vector<Known>> known_;  ///< by behaviour
  std::unordered_map<std::string, std::shared_ptr<SharedShape>> shapes_;
  std::unordered_map<std::string, std::shared_ptr<const RatesOfMembers>> rates_;
  std::size_t numbers_ = 0;
  std::size_t transitions_ = 0;  ///< of the shapes
};

}  // namespace cutpoint
