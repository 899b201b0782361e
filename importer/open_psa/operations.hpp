/// The operations of Open-PSA expressions, as a table: reader and reference page are made from it.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string_view>

namespace cutpoint::open_psa {

/// A value, or why the arguments have none ("the rate is negative").
struct Computed {
  double value = 0;
  std::string_view wrong = {};
};

struct Operation {
  static constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

  std::string_view name;  ///< of the element
  std::size_t least;      ///< arguments
  std::size_t most;
  std::string_view arguments;  ///< their names, for people
  std::string_view meaning;
  Computed (*compute)(std::span<const double> arguments);
};

/// Everything that is computed from the values of its arguments alone.
[[nodiscard]] std::span<const Operation> operations();
[[nodiscard]] const Operation* find_operation(std::string_view name);

/// Unavailability at time t of a component that fails unseen with rate lambda, is tested every tau
/// after a first test at theta, and is as good as new after the test.
[[nodiscard]] double tested_repaired_at_once(double lambda, double tau, double theta, double t);
/// As above, where a found failure is repaired with rate mu.
[[nodiscard]] double tested_then_repaired(double lambda, double mu, double tau, double theta,
                                          double t);

}  // namespace cutpoint::open_psa
