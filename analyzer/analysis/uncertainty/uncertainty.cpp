#include "analyzer/analysis/uncertainty/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analyzer/analysis/uncertainty/trials.hpp"
#include "analyzer/analysis/uncertainty/uncertainty_shares.hpp"

namespace cutpoint {

namespace {

constexpr double least_samples = 200, most_samples = 10'000;
/// Steps of all trials together that take about a second.
constexpr double quick_steps = 4e8;
/// The same where chains are solved in each of them: some seconds, and fewer trials at least.
constexpr double patient_steps = 2e9, least_patient_samples = 50;
/// Results kept at a time: 800 MB.
constexpr double most_results = 1e8;
/// Figures that are looked at for all journeys together.
constexpr std::size_t most_figures = 1'200;

std::uint32_t sample_count(const UncertaintyOptions& options, const TrialPlan& plan) {
  const auto cost = static_cast<double>(plan.cost() + 1);
  double wanted = std::clamp(quick_steps / cost, least_samples, most_samples);
  if (2 * plan.cost_of_groups() > plan.cost()) {
    wanted = std::clamp(patient_steps / cost, least_patient_samples, most_samples);
  }
  if (options.samples) wanted = *options.samples;
  const double room =
      most_results / static_cast<double>(std::max<std::size_t>(1, plan.top_count()));
  return static_cast<std::uint32_t>(std::max(1.0, std::floor(std::min(wanted, room))));
}

/// By nearest rank.
double percentile(const std::vector<double>& sorted, double share) {
  const double rank = std::ceil(share * static_cast<double>(sorted.size()) - 1e-9);
  return sorted[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

UncertainProbability spread_of(std::vector<double> results) {
  UncertainProbability spread;
  double sum = 0.0;
  for (const double result : results) sum += result;
  spread.mean = sum / static_cast<double>(results.size());
  std::sort(results.begin(), results.end());
  spread.percentile_5 = percentile(results, 0.05);
  spread.median = percentile(results, 0.5);
  spread.percentile_95 = percentile(results, 0.95);
  return spread;
}

UncertainProbability always(double probability) {
  return {probability, probability, probability, probability};
}

std::optional<double> share_meeting(const std::optional<double>& allowed,
                                    const std::vector<double>& results, double certain) {
  if (!allowed) return std::nullopt;
  if (results.empty()) return certain <= *allowed ? 1.0 : 0.0;
  const auto met = std::count_if(results.begin(), results.end(),
                                 [allowed](double result) { return result <= *allowed; });
  return static_cast<double>(met) / static_cast<double>(results.size());
}

/// Positions among the tops of a plan.
struct JourneyTops {
  JourneyId journey;
  std::size_t down;
  std::size_t not_full;
};

}  // namespace

PropagatedUncertainty propagate_uncertainty(
    const Model& model, const DecisionDiagram& diagram, const NodeProbabilities& probabilities,
    const IdVector<JourneyId, AllowedUnavailability>& allowed, const UncertaintyOptions& options) {
  PropagatedUncertainty propagated;
  const UncertainInputs& inputs = diagram.function().uncertain;
  if (options.samples ? *options.samples == 0 : inputs.probabilities.empty()) return propagated;
  std::vector<std::size_t> tops;
  std::vector<JourneyTops> rows;
  for (std::size_t i = 0; i < allowed.size(); ++i) {
    const DecisionDiagram::Ref down = diagram.top(i);
    const DecisionDiagram::Ref not_full = diagram.top(allowed.size() + i);
    if (down == DecisionDiagram::exhausted || not_full == DecisionDiagram::exhausted) continue;
    rows.push_back({JourneyId(i), tops.size(), tops.size() + (down == not_full ? 0 : 1)});
    tops.push_back(i);
    if (down != not_full) tops.push_back(allowed.size() + i);
  }
  if (tops.empty()) return propagated;
  propagated.journeys.resize(allowed.size());
  const TrialPlan plan(model, diagram, probabilities, tops);
  const std::uint32_t samples = sample_count(options, plan);
  propagated.run = UncertaintyRun{samples, options.seed, inputs.figures.size()};
  const auto results = run_trials(plan, samples, options.seed, options.threads);
  const std::size_t most =
      std::clamp<std::size_t>(most_figures / std::max<std::size_t>(1, rows.size()), 1, 24);
  UncertaintyShares shares(inputs, samples, options.seed, most);
  for (const JourneyTops& row : rows) {
    const auto spread = [&](std::size_t top) {
      return results[top].empty()
                 ? always(std::clamp(probabilities[diagram.top(tops[top])], 0.0, 1.0))
                 : spread_of(results[top]);
    };
    JourneyUncertainty uncertainty;
    uncertainty.unavailability = spread(row.down);
    uncertainty.full_unavailability =
        row.not_full == row.down ? uncertainty.unavailability : spread(row.not_full);
    const double certain = uncertainty.unavailability.mean;
    uncertainty.slo_met = share_meeting(allowed[row.journey].slo, results[row.down], certain);
    uncertainty.sla_met = share_meeting(allowed[row.journey].sla, results[row.down], certain);
    if (!results[row.down].empty()) {
      uncertainty.shares = shares.of(
          results[row.down], sensitivities(diagram, probabilities, diagram.top(tops[row.down])));
    }
    propagated.journeys[row.journey] = std::move(uncertainty);
  }
  return propagated;
}

}  // namespace cutpoint
