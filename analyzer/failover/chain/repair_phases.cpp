#include "analyzer/failover/chain/repair_phases.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cutpoint {

namespace {

void add_erlang(std::vector<RepairPhase>& phases, double start, double hours, std::size_t count) {
  if (start <= 0.0) return;
  const double rate = static_cast<double>(count) / hours;
  for (std::size_t i = 0; i < count; ++i) {
    const bool last = i + 1 == count;
    const auto next = last ? RepairPhase::ends : static_cast<std::uint16_t>(phases.size() + 1);
    phases.push_back({i == 0 ? start : 0.0, rate, next});
  }
}

/// First three moments of a time, divided by powers of its mean.
struct Moments {
  double second;
  double third;
};

Moments moments_of(const RepairSpread& repair) {
  if (repair.distribution == RepairDistribution::log_normal) {
    const double variance = repair.shape * repair.shape;
    return {std::exp(variance), std::exp(3.0 * variance)};
  }
  const double mean = std::tgamma(1.0 + 1.0 / repair.shape);
  return {std::tgamma(1.0 + 2.0 / repair.shape) / (mean * mean),
          std::tgamma(1.0 + 3.0 / repair.shape) / (mean * mean * mean)};
}

/// Two exponential times, one of them chosen: for spreads wider than the exponential one.
void add_hyperexponential(std::vector<RepairPhase>& phases, double start, double hours,
                          const Moments& moments, bool third) {
  const double m2 = moments.second / 2.0;  // reduced moments
  const double m3 = moments.third / 6.0;
  double short_time = 0.0, long_time = 0.0, chance_short = 0.0;
  const double gap = m2 - 1.0;
  if (third && m3 - m2 * m2 > 1e-9) {
    // Both times are roots of x² − bx + c (Whitt 1982).
    const double b = (m3 - m2) / gap;
    const double c = (m3 - m2 * m2) / gap;
    const double root = std::sqrt(std::max(0.0, b * b - 4.0 * c));
    long_time = 0.5 * (b + root);
    short_time = c / long_time;
    chance_short = (long_time - 1.0) / (long_time - short_time);
  } else {
    // Balanced means: each of the two makes half of the time.
    chance_short = 0.5 * (1.0 + std::sqrt(gap / (gap + 1.0)));
    short_time = 0.5 / chance_short;
    long_time = 0.5 / (1.0 - chance_short);
  }
  for (const auto& [chance, time] :
       {std::pair{chance_short, short_time}, std::pair{1.0 - chance_short, long_time}}) {
    phases.push_back({start * chance, 1.0 / (time * hours), RepairPhase::ends});
  }
}

/// Narrower than exponential: one phase less or more, mixed (Tijms 1994); the other fit has phases
/// of two different lengths.
void add_narrow(std::vector<RepairPhase>& phases, double start, double hours, double variance,
                bool other) {
  auto count = static_cast<std::size_t>(std::ceil(1.0 / variance - 1e-9));
  count = std::min<std::size_t>(std::max<std::size_t>(count, 2), 12);
  if (other && variance >= 0.5) {
    // Two phases of different length: means m and 1 − m with m² + (1 − m)² = variance.
    const double m = 0.5 * (1.0 + std::sqrt(std::max(0.0, 2.0 * variance - 1.0)));
    const auto at = static_cast<std::uint16_t>(phases.size());
    phases.push_back({start, 1.0 / (m * hours), static_cast<std::uint16_t>(at + 1)});
    phases.push_back({0.0, 1.0 / (std::max(1e-6, 1.0 - m) * hours), RepairPhase::ends});
    return;
  }
  const auto k = static_cast<double>(count);
  const double mixed = std::max(
      0.0, (k * variance - std::sqrt(std::max(0.0, k * (1.0 + variance) - k * k * variance))) /
               (1.0 + variance));
  const double rate = (k - mixed) / hours;
  const auto at = phases.size();
  for (std::size_t i = 0; i < count; ++i) {
    const bool last = i + 1 == count;
    phases.push_back(
        {0.0, rate, last ? RepairPhase::ends : static_cast<std::uint16_t>(at + i + 1)});
  }
  phases[at].start += start * (1.0 - mixed);
  phases[at + 1].start += start * mixed;
}

}  // namespace

FittedTimes fitted_times(const FailureProcess& process) {
  FittedTimes times;
  times.restart = process.repair.cured > 0.0 && process.repair.restart.in_hours() > 0.0;
  times.repair =
      process.repair.cured < 1.0 && process.repair.distribution != RepairDistribution::exponential;
  times.spread = times.repair && process.repair.distribution != RepairDistribution::fixed;
  return times;
}

std::vector<RepairPhase> repair_phases(const FailureProcess& process, const PhaseFit& fit) {
  std::vector<RepairPhase> phases;
  const RepairSpread& repair = process.repair;
  const double restart = repair.restart.in_hours();
  const double cured = repair.cured;  // what is cured in no time is no outage
  if (cured > 0.0 && restart > 0.0) add_erlang(phases, cured, restart, fit.fixed_phases);
  const double others =
      cured < 1.0 ? (process.mean_repair_hours - cured * restart) / (1.0 - cured) : 0.0;
  if (others <= 0.0) return phases;
  switch (repair.distribution) {
    case RepairDistribution::exponential:
      add_erlang(phases, 1.0 - cured, others, 1);
      return phases;
    case RepairDistribution::fixed:
      add_erlang(phases, 1.0 - cured, others, fit.fixed_phases);
      return phases;
    case RepairDistribution::log_normal:
    case RepairDistribution::weibull:
      break;
  }
  const Moments moments = moments_of(repair);
  const double variance = moments.second - 1.0;
  if (variance > 1.0 + 1e-9) {
    add_hyperexponential(phases, 1.0 - cured, others, moments, !fit.other);
  } else if (variance < 1.0 - 1e-9) {
    add_narrow(phases, 1.0 - cured, others, variance, fit.other);
  } else {
    add_erlang(phases, 1.0 - cured, others, 1);
  }
  return phases;
}

}  // namespace cutpoint
