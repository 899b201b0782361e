#include "analyzer/advice/better_figures.hpp"

namespace cutpoint {

namespace {

/// The same odds, times `factor`.
double with_moved_odds(double unavailability, double factor) {
  const double odds = unavailability / (1.0 - unavailability) * factor;
  return odds / (1.0 + odds);
}

double half_of(double mean, const RepairSpread& repair) {
  const double restarts = repair.cured * repair.restart.in_hours();
  return (mean + restarts) / 2.0 / mean;
}

}  // namespace

FailureProcess BetterFigures::of(FailureProcess process) const {
  process.rate *= rate_factor;
  process.mean_repair_hours *= repair_factor;
  process.unavailability = with_moved_odds(process.unavailability, rate_factor * repair_factor);
  return process;
}

void BetterFigures::apply(Figures& figures) const {
  figures.mtbf = Duration::seconds(figures.mtbf.in_seconds() / rate_factor);
  figures.mttr = Duration::seconds(figures.mttr.in_seconds() * repair_factor);
  figures.unavailability = with_moved_odds(figures.unavailability, rate_factor * repair_factor);
}

double half_repair(const FailureProcess& process) {
  return half_of(process.mean_repair_hours, process.repair);
}

double half_repair(const Figures& figures) {
  return half_of(figures.mttr.in_hours(), figures.repair);
}

}  // namespace cutpoint
