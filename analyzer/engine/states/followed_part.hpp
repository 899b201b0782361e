/// One part of a gate graph with all states that its root goes through.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analyzer/engine/bounds/counted_members.hpp"
#include "analyzer/engine/bounds/state_record.hpp"

namespace cutpoint {

/// What is read off is exact up to rounding: sums of products, in which only the difference that a
/// leaf makes is subtracted.
class FollowedPart {
 public:
  FollowedPart(CountedMembers counted, StateRecord record);

  /// `leaves`: their probabilities, those of the members left out among them. Nothing where the
  /// members of a gate are no longer alike.
  [[nodiscard]] std::optional<double> probability(std::span<const double> leaves) const;
  /// The derivatives of it by the probability of each leaf, of alike members.
  [[nodiscard]] std::vector<double> slopes(std::span<const double> leaves) const;
  [[nodiscard]] bool counts_members() const;
  [[nodiscard]] std::size_t states() const { return record_.states.size(); }
  /// About how many operations slopes() takes.
  [[nodiscard]] std::uint64_t work() const;

 private:
  using State = StateRecord::State;
  /// Of the gates that are left to chance, by the number of their operands that are true.
  using Chances = std::vector<std::vector<double>>;

  [[nodiscard]] std::optional<Chances> chances(std::span<const double> leaves) const;
  [[nodiscard]] std::vector<double> values(std::span<const double> leaves,
                                           const Chances& chances) const;
  /// How probable it is that each state is come to.
  [[nodiscard]] std::vector<double> reached(std::span<const double> leaves,
                                            const Chances& chances) const;
  void add_members(std::uint32_t gate, std::span<const double> leaves, const Chances& chances,
                   const std::vector<double>& values, const std::vector<double>& reached,
                   std::vector<double>& slopes) const;
  [[nodiscard]] std::uint32_t end_of(std::size_t turn) const;
  [[nodiscard]] double high_of(std::uint32_t vertex, const State& state,
                               std::span<const double> leaves, const Chances& chances) const;
  [[nodiscard]] std::size_t first_gate() const { return counted_.part.leaves.size(); }

  CountedMembers counted_;
  StateRecord record_;
};

}  // namespace cutpoint
