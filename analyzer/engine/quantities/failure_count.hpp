/// How many of many independent parts have failed: a pool of alike instances is a binomial.
#pragma once

#include <cstdint>
#include <vector>

namespace cutpoint {

/// So many parts, each failed with the same probability.
struct AlikeParts {
  double probability = 0;
  std::uint32_t size = 0;
  friend bool operator==(const AlikeParts&, const AlikeParts&) = default;
};

/// Parts on one host: all of them have failed where it has.
struct PartsOnHost {
  double host = 0;
  std::vector<AlikeParts> parts;
  friend bool operator==(const PartsOnHost&, const PartsOnHost&) = default;
};

/// At least `threshold` of parts that fail independently. Linear in them where all that may or may
/// not fail are alike; otherwise as many products as there are likely pairs of numbers of failures,
/// for each further kind of parts.
class FailureCount {
 public:
  FailureCount(std::uint32_t threshold, std::vector<AlikeParts> parts);

  [[nodiscard]] double at_least() const;
  /// The derivative of at_least() by the probability of one part, which has `probability` now: that
  /// of exactly `threshold` - 1 others failing.
  [[nodiscard]] double slope(double probability) const;

 private:
  [[nodiscard]] static double exactly(std::uint32_t count, const std::vector<AlikeParts>& others);

  std::uint32_t threshold_;
  std::uint32_t certain_ = 0;      ///< have failed for sure
  std::vector<AlikeParts> parts_;  ///< the others that may fail, ascending and of different kinds
};

/// The same of parts on hosts: a mixture over how many hosts of each kind have failed. Linear in
/// the number of such states that are likely enough.
class HostedFailureCount {
 public:
  HostedFailureCount(std::uint32_t threshold, const std::vector<PartsOnHost>& hosts);

  [[nodiscard]] double at_least() const;
  /// The derivative of at_least() by the probability of a part, or of the host, of one of them.
  [[nodiscard]] double slope_of_part(const PartsOnHost& host, double probability) const;
  [[nodiscard]] double slope_of_host(const PartsOnHost& host) const;

 private:
  struct Kind {
    PartsOnHost host;
    std::uint32_t hosts = 0;
    std::uint32_t members = 0;  ///< of each
  };
  void add(const PartsOnHost& host, std::uint32_t hosts);
  [[nodiscard]] HostedFailureCount without(const PartsOnHost& host) const;
  template <class Given>
  [[nodiscard]] double mixed(const Given& given) const;

  std::uint32_t threshold_;
  std::uint32_t fallen_ = 0;       ///< on hosts that have failed for sure
  std::vector<AlikeParts> parts_;  ///< on hosts that never fail
  std::vector<Kind> kinds_;
};

}  // namespace cutpoint
