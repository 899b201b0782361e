/// Rates as products and sums of figures, so that they can be worked out anew where figures change.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analyzer/failover/chain/behaviour.hpp"
#include "analyzer/failover/chain/record_table.hpp"

namespace cutpoint {

/// Each term once. Terms of a behaviour have values for every other that differs in figures alone.
class RateTerms {
 public:
  using Term = std::uint32_t;
  static constexpr Term one = 0;

  /// What a rate may be a product of.
  struct Factor {
    enum class Kind : std::uint8_t {
      part_rate,
      starts,         ///< share of outages that begin with a phase
      starts_at_all,  ///< that of all phases
      starts_among,   ///< of a phase, among those that begin at all
      phase_rate,
      standby_rate,
      success,
      failure,
      switch_rate,
      manual_rate,
      return_rate,
      count,
      one_of
    };
    Kind kind;
    std::uint32_t of = 0;     ///< part, group or number
    std::uint32_t phase = 0;  ///< of a part; of unlike members: see `pair_of`
    friend bool operator==(const Factor&, const Factor&) = default;
  };

  /// Who fails and who takes over, for the phase of a factor: from 1 on, 0 is whoever it may be.
  [[nodiscard]] static std::uint32_t pair_of(const Behaviour::Group& group, std::size_t failing,
                                             std::size_t taking) {
    return static_cast<std::uint32_t>(failing * group.members.size() + taking + 1);
  }

  RateTerms();
  [[nodiscard]] Term times(Term term, const Factor& factor);
  [[nodiscard]] Term plus(Term a, Term b);

  /// By term, with the figures of this behaviour.
  [[nodiscard]] std::vector<double> values(const Behaviour& behaviour) const;

  /// What a term but `one` is: of terms before it, the sum of two, or one times a factor.
  struct Made {
    bool is_sum = false;
    Term a = one;
    std::uint32_t b = 0;  ///< a term, or a factor by its number
  };
  [[nodiscard]] std::size_t terms() const { return terms_.size(); }
  [[nodiscard]] Made made(Term term) const;
  [[nodiscard]] std::size_t factors() const { return factors_.size(); }
  [[nodiscard]] Factor factor(std::size_t number) const;
  [[nodiscard]] static double value_of(const Factor& factor, const Behaviour& behaviour);

 private:
  enum Operation : std::uint32_t { nothing, product, sum };

  static constexpr std::size_t kept = 1024;
  struct Product {
    Term term = one;
    Factor factor = {};
    Term product = one;
  };
  [[nodiscard]] Term new_product(Term term, const Factor& factor);

  RecordTable<std::uint32_t> terms_;    ///< operation and its two operands
  RecordTable<std::uint32_t> factors_;  ///< kind, of, phase
  std::vector<Product> last_;           ///< that were asked for
};

}  // namespace cutpoint
