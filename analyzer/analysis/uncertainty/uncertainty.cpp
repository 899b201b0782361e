#include "analyzer/analysis/uncertainty/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "analyzer/analysis/uncertainty/trials.hpp"
#include "analyzer/analysis/uncertainty/uncertainty_shares.hpp"
#include "analyzer/structure/value_key.hpp"
#include "model/base/fingerprint.hpp"

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

/// Which functions of a diagram are evaluated in trials, and for whom.
struct TrialTops {
  std::vector<std::size_t> tops;
  std::vector<JourneyTops> rows;
};

/// Those that are known exactly; none where no trials are asked for.
TrialTops tops_of_trials(const DecisionDiagram& diagram, std::size_t journeys,
                         const UncertaintyOptions& options) {
  TrialTops found;
  const bool any =
      options.samples ? *options.samples != 0 : !diagram.function().uncertain.probabilities.empty();
  if (!any) return found;
  for (std::size_t i = 0; i < journeys; ++i) {
    const DecisionDiagram::Ref down = diagram.top(i);
    const DecisionDiagram::Ref not_full = diagram.top(journeys + i);
    if (down == DecisionDiagram::exhausted || not_full == DecisionDiagram::exhausted) continue;
    const std::size_t position = found.tops.size();
    found.rows.push_back({JourneyId(i), position, position + (down == not_full ? 0 : 1)});
    found.tops.push_back(i);
    if (down != not_full) found.tops.push_back(journeys + i);
  }
  return found;
}

/// Of the order of variables, of which a reduced diagram of a known function follows, and of what
/// is evaluated in it.
std::string name_of_diagram(const DecisionDiagram& diagram, const std::vector<std::size_t>& tops) {
  ValueKey key;
  key.add(diagram.size());
  for (const auto& variable : diagram.variables()) {
    key.add(variable.event.valid() ? variable.event.value() : UINT32_MAX);
    key.add(variable.module);
    key.add(variable.count);
  }
  for (const std::size_t top : tops) {
    key.add(top);
    key.add(diagram.top(top));
  }
  Fingerprint name;
  name.add(key.take());
  return name.text();
}

/// The trials: from elsewhere where there are such. Nothing where those do not fit.
std::optional<TrialResults> results_of(const TrialPlan& plan, const DecisionDiagram& diagram,
                                       const TrialTops& asked, std::uint32_t samples,
                                       const UncertaintyOptions& options, JoinedTrials* joined) {
  if (joined == nullptr) return run_trials(plan, {0, samples}, options.seed, options.threads);
  joined->fits = joined->samples == samples && joined->seed == options.seed &&
                 joined->diagram == name_of_diagram(diagram, asked.tops) &&
                 joined->results.size() == plan.top_count();
  for (std::size_t top = 0; joined->fits && top < plan.top_count(); ++top) {
    joined->fits = joined->results[top].empty() == plan.is_certain(top);
  }
  return joined->fits ? std::optional(std::move(joined->results)) : std::nullopt;
}

}  // namespace

PropagatedUncertainty propagate_uncertainty(
    const Model& model, const DecisionDiagram& diagram, const NodeProbabilities& probabilities,
    const IdVector<JourneyId, AllowedUnavailability>& allowed, const UncertaintyOptions& options,
    JoinedTrials* joined) {
  PropagatedUncertainty propagated;
  const UncertainInputs& inputs = diagram.function().uncertain;
  const TrialTops asked = tops_of_trials(diagram, allowed.size(), options);
  if (asked.tops.empty()) {
    if (joined != nullptr) joined->fits = false;
    return propagated;
  }
  const TrialPlan plan(model, diagram, probabilities, asked.tops);
  const std::uint32_t samples = sample_count(options, plan);
  const auto trials = results_of(plan, diagram, asked, samples, options, joined);
  if (!trials) return propagated;
  const TrialResults& results = *trials;
  propagated.journeys.resize(allowed.size());
  propagated.run = UncertaintyRun{samples, options.seed, inputs.figures.size()};
  const std::size_t most =
      std::clamp<std::size_t>(most_figures / std::max<std::size_t>(1, asked.rows.size()), 1, 24);
  UncertaintyShares shares(inputs, samples, options.seed, most);
  for (const JourneyTops& row : asked.rows) {
    const auto spread = [&](std::size_t top) {
      return results[top].empty()
                 ? always(std::clamp(probabilities[diagram.top(asked.tops[top])], 0.0, 1.0))
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
      uncertainty.shares =
          shares.of(results[row.down],
                    sensitivities(diagram, probabilities, diagram.top(asked.tops[row.down])));
    }
    propagated.journeys[row.journey] = std::move(uncertainty);
  }
  return propagated;
}

Result<UncertaintyPart> trials_of_shard(const Model& model, const DecisionDiagram& diagram,
                                        const NodeProbabilities& probabilities,
                                        std::size_t journeys, const UncertaintyOptions& options,
                                        const Shard& shard) {
  if (!shard.exists()) return Failure("there is no such shard");
  const TrialTops asked = tops_of_trials(diagram, journeys, options);
  if (asked.tops.empty()) {
    return Failure(options.samples && *options.samples == 0
                       ? "no trials are asked for: there is nothing to share out"
                       : "nothing here is uncertain, or nothing exact: there are no trials to "
                         "share out");
  }
  const TrialPlan plan(model, diagram, probabilities, asked.tops);
  const std::uint32_t samples = sample_count(options, plan);
  const auto end_of = [&](std::uint32_t number) {
    return static_cast<std::uint32_t>(std::uint64_t{samples} * number / shard.of);
  };
  UncertaintyPart part;
  part.diagram = name_of_diagram(diagram, asked.tops);
  part.samples = samples;
  part.seed = options.seed;
  part.first = end_of(shard.number - 1);
  part.count = end_of(shard.number) - part.first;
  part.results = run_trials(plan, {part.first, part.count}, options.seed, options.threads);
  return part;
}

}  // namespace cutpoint
