#include "analyzer/simulation/summary.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "analyzer/analysis/service_levels/service_levels.hpp"
#include "analyzer/simulation/downtime_interval.hpp"
#include "model/base/math/statistics.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t year_tally = 0, month_tally = 1, first_promise_tally = 2;
/// One number of a journey's batch.
using JourneyMeasure = double (*)(const JourneyBatch& journey);

class Summariser {
 public:
  Summariser(const std::vector<Batch>& batches, std::size_t journey, double confidence)
      : batches_(batches), journey_(journey), confidence_(confidence) {
    for (const Batch& batch : batches) hours_.push_back(batch.hours);
  }

  [[nodiscard]] const JourneyBatch& journey(const Batch& batch) const {
    return batch.journeys[journey_];
  }

  [[nodiscard]] std::vector<double> values(JourneyMeasure measure) const {
    std::vector<double> result;
    for (const Batch& batch : batches_) result.push_back(measure(journey(batch)));
    return result;
  }

  /// Whether nothing soft was seen to be missing.
  [[nodiscard]] bool is_full_while_up() const {
    return std::all_of(batches_.begin(), batches_.end(), [this](const Batch& batch) {
      const JourneyBatch& seen = journey(batch);
      return seen.not_full_hours == seen.down.down_hours && seen.not_full == seen.down.record;
    });
  }

  /// A share of time: no interval where it was never seen, since its length is then unknown.
  [[nodiscard]] Estimate share_of_time(JourneyMeasure measure) const {
    const std::vector<double> x = values(measure);
    Estimate estimate = ratio(x, hours_);
    if (estimate.value == 0.0) estimate.interval.reset();
    if (estimate.interval) estimate.interval->high = std::min(1.0, estimate.interval->high);
    return estimate;
  }

  /// The same, where what began each outage is known. What follows from each other (switches,
  /// shared causes) comes in clusters, which batches show once there are many.
  [[nodiscard]] Estimate share_of_time(JourneyMeasure measure,
                                       const OutageRecord& (*outages)(const JourneyBatch&),
                                       const std::vector<FailureProcess>& processes) const {
    Estimate estimate = share_of_time(measure);
    OutageRecord record;
    for (const Batch& batch : batches_) record.add(outages(journey(batch)));
    const auto interval =
        downtime_interval(record, processes, sum(values(measure)), sum(hours_), confidence_);
    if (!interval) return estimate;
    const bool clusters = record.others() >= many && estimate.interval.has_value();
    const double low = clusters ? std::min(interval->low, estimate.interval->low) : interval->low;
    const double high =
        clusters ? std::max(interval->high, estimate.interval->high) : interval->high;
    estimate.interval = Interval{low, high};
    return estimate;
  }

  [[nodiscard]] Estimate ratio(const std::vector<double>& x, const std::vector<double>& y) const {
    const double sum_y = sum(y);
    Estimate estimate;
    estimate.value = sum_y > 0.0 ? sum(x) / sum_y : 0.0;
    if (const auto interval = ratio_interval(x, y, confidence_)) {
      estimate.interval = Interval{std::max(0.0, interval->low), interval->high};
    }
    return estimate;
  }

  /// A count over hours or periods: at least as wide as that of a Poisson process, which holds
  /// where batches saw too few to differ.
  [[nodiscard]] Estimate rate(const std::vector<double>& count,
                              const std::vector<double>& exposure) const {
    Estimate estimate = ratio(count, exposure);
    const double all = sum(exposure);
    if (all <= 0.0) return estimate;
    const auto seen = static_cast<std::uint64_t>(sum(count));
    const ConfidenceInterval rare = poisson_interval(seen, confidence_);
    const Interval poisson{rare.low / all, rare.high / all};
    if (seen == 0 || !estimate.interval) {
      estimate.interval = poisson;
    } else if (seen < few) {
      estimate.interval = Interval{std::min(estimate.interval->low, poisson.low),
                                   std::max(estimate.interval->high, poisson.high)};
    }
    return estimate;
  }

  /// Round times in seconds, at which bins end or by which they are apart.
  static constexpr std::array round_times = {
      1.0,     2.0,      5.0,      10.0,     30.0,      60.0,      120.0,
      300.0,   600.0,    1800.0,   3600.0,   7200.0,    18000.0,   43200.0,
      86400.0, 172800.0, 432000.0, 864000.0, 2592000.0, 8640000.0, 31536000.0};

  /// Where bins end that are the same width, about a dozen of them.
  [[nodiscard]] static std::vector<double> even_bounds(double least, double most) {
    constexpr double most_bins = 12;
    const auto* const step = std::find_if(
        round_times.begin(), round_times.end(),
        [&](double width) { return most / width - std::floor(least / width) <= most_bins; });
    std::vector<double> bounds;
    if (step == round_times.end()) return bounds;
    for (double at = std::floor(least / *step) + 1; bounds.empty() || bounds.back() < most; ++at) {
      bounds.push_back(at * *step);
    }
    return bounds;
  }

  /// `hours` ascending.
  template <class Bounds>
  [[nodiscard]] static std::vector<DowntimeBin> bins_of(const std::vector<double>& hours,
                                                        const Bounds& bounds) {
    std::vector<DowntimeBin> bins;
    auto from = hours.begin();
    for (const double bound : bounds) {
      const auto to = std::upper_bound(from, hours.end(), bound / Duration::hour);
      const auto count = static_cast<std::uint64_t>(to - from);
      if (count > 0 || (!bins.empty() && to != hours.end())) {
        bins.push_back({Duration::seconds(bound), count});
      }
      from = to;
    }
    return bins;
  }

  /// Downtimes differ by powers of ten, or all lie close together: then two wide bins said nothing.
  [[nodiscard]] static std::vector<DowntimeBin> spread_of(const std::vector<double>& hours) {
    constexpr std::size_t few_bins = 3, many_downtimes = 20;
    std::vector<DowntimeBin> bins = bins_of(hours, round_times);
    if (bins.size() > few_bins || hours.size() < many_downtimes) return bins;
    const auto even = even_bounds(hours.front() * Duration::hour, hours.back() * Duration::hour);
    if (even.size() <= bins.size()) return bins;
    return bins_of(hours, even);
  }

  [[nodiscard]] DowntimeDistribution distribution(std::size_t tally, Duration period) const {
    DowntimeDistribution result;
    result.period = period;
    std::vector<double> all;
    for (const Batch& batch : batches_) {
      const PeriodTally& part = journey(batch).down.periods[tally];
      result.periods += part.periods();
      all.insert(all.end(), part.downtimes().begin(), part.downtimes().end());
    }
    if (result.periods == 0) return result;
    std::sort(all.begin(), all.end());
    result.without_downtime = result.periods - all.size();
    // Nearest rank among all periods, of which the first had no downtime.
    const auto percentile = [&](double share) {
      const auto rank =
          static_cast<std::uint64_t>(std::ceil(share * static_cast<double>(result.periods) - 1e-9));
      return rank <= result.without_downtime
                 ? Duration()
                 : Duration::hours(all[rank - result.without_downtime - 1]);
    };
    result.mean = Duration::hours(sum(all) / static_cast<double>(result.periods));
    result.median = percentile(0.5);
    result.percentile_90 = percentile(0.90);
    result.percentile_95 = percentile(0.95);
    result.percentile_99 = percentile(0.99);
    result.worst = percentile(1.0);
    result.spread = spread_of(all);
    return result;
  }

  /// `view`: what counts for the promise.
  [[nodiscard]] SimulatedMiss miss(std::size_t tally, std::size_t view, Availability below,
                                   const ServiceLevel& level) const {
    const ServicePeriod period = period_of(level);
    SimulatedMiss result;
    result.below = below;
    result.period = period;
    // A hair of room: an outage that is exactly as long as allowed is not longer.
    const double allowed = below.unavailability() * (1.0 + 1e-12);
    std::vector<double> missed, periods;
    for (const Batch& batch : batches_) {
      const JourneyBatch& row = journey(batch);
      const bool everything = view == JourneyPeriods::everything;
      const PeriodTally& part = (everything ? row.down : row.views[view]).periods[tally];
      missed.push_back(static_cast<double>(part.above(allowed)));
      periods.push_back(static_cast<double>(part.periods()));
      result.periods += part.periods();
    }
    result.probability = rate(missed, periods);
    if (result.probability.interval) {
      result.probability.interval->high = std::min(1.0, result.probability.interval->high);
    }
    return result;
  }

  [[nodiscard]] static double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
  }

 private:
  static constexpr std::uint64_t few = 100;
  static constexpr std::uint64_t many = 200;

  const std::vector<Batch>& batches_;
  std::size_t journey_;
  double confidence_;
  std::vector<double> hours_;
};

/// Tries each event by itself. What waits for a crew takes longer than its repair.
void find_what_fails_alone(BatchPlan& plan, std::size_t journeys) {
  const StructureFunction& function = plan.live.function;
  const std::size_t timed = plan.live.timed.size();
  plan.down_alone.assign(journeys, std::vector<bool>(timed, false));
  plan.not_full_alone = plan.down_alone;
  LiveFunction live(plan.live);
  live.reset();
  for (std::size_t i = 0; i < timed; ++i) {
    if (plan.crews_of[i] != BatchPlan::no_group) continue;
    live.set(plan.live.timed[i], true);
    for (std::size_t j = 0; j < journeys; ++j) {
      plan.down_alone[j][i] = live.failed(function.journey_failed[JourneyId(j)]);
      plan.not_full_alone[j][i] = live.failed(function.journey_not_full[JourneyId(j)]);
    }
    live.set(plan.live.timed[i], false);
    live.changed_tops().clear();
    live.touched_groups().clear();
  }
}

}  // namespace

JourneyPeriods periods_of(const Journey& journey) {
  JourneyPeriods periods{{{Duration::hours_a_year}, {Duration::hours_a_year / 12.0}}};
  for (const auto* level : {&journey.slo, &journey.sla}) {
    if (!level->has_value()) continue;
    std::vector<double>& lengths = periods.lengths_hours.emplace_back();
    for (const Duration length : period_of(**level).lengths()) lengths.push_back(length.in_hours());
  }
  return periods;
}

void plan_journeys(const Model& model, BatchPlan& plan) {
  const StructureFunction& function = plan.live.function;
  find_what_fails_alone(plan, model.journeys.size());
  const bool windows = plan.planned_cycle_hours > 0.0;
  if (windows) plan.views.push_back({true, {}});
  for (const Journey& journey : model.journeys) {
    JourneyPeriods periods = periods_of(journey);
    std::size_t promise = 0;
    for (const auto* level : {&journey.slo, &journey.sla}) {
      std::size_t& view = periods.service_level_views[promise++];
      if (!level->has_value()) continue;
      const ServiceLevel& written = **level;
      const FailureView wanted{windows && counts_planned(written),
                               excluded_events(model, function, written)};
      if (wanted == FailureView()) continue;
      const auto found = std::find(plan.views.begin(), plan.views.end(), wanted);
      view = static_cast<std::size_t>(found - plan.views.begin());
      if (found == plan.views.end()) plan.views.push_back(wanted);
    }
    plan.journeys.push_back(std::move(periods));
  }
}

JourneySimulation summarise(const Model& model, JourneyId id, const BatchPlan& plan,
                            const std::vector<Batch>& batches, double confidence) {
  const auto& views = plan.journeys[id.index()].service_level_views;
  const Journey& written = model.journeys[id];
  const Summariser summary(batches, id.index(), confidence);
  JourneySimulation result;
  result.journey = id;
  result.unavailability = summary.share_of_time(
      [](const JourneyBatch& journey) { return journey.down.down_hours; },
      [](const JourneyBatch& journey) -> const OutageRecord& { return journey.down.record; },
      plan.processes);
  result.full_unavailability =
      summary.is_full_while_up()
          ? result.unavailability
          : summary.share_of_time(
                [](const JourneyBatch& journey) { return journey.not_full_hours; },
                [](const JourneyBatch& journey) -> const OutageRecord& { return journey.not_full; },
                plan.processes);
  if (plan.planned_cycle_hours > 0.0) {
    result.with_planned = summary.share_of_time(
        [](const JourneyBatch& journey) { return journey.views.front().down_hours; });
  }
  const std::vector<double> outages = summary.values(
      [](const JourneyBatch& journey) { return static_cast<double>(journey.down.outages); });
  std::vector<double> years;
  double down_hours = 0.0;
  for (const Batch& batch : batches) {
    const OutageTally& down = summary.journey(batch).down;
    years.push_back(batch.hours / Duration::hours_a_year);
    result.outages += down.outages;
    down_hours += down.down_hours;
    result.longest_outage = std::max(result.longest_outage, Duration::hours(down.longest_hours));
  }
  result.outages_per_year = summary.rate(outages, years);
  if (result.outages > 0) {
    result.mean_outage = Duration::hours(down_hours / static_cast<double>(result.outages));
  }
  result.year = summary.distribution(year_tally, Duration::hours(Duration::hours_a_year));
  result.month = summary.distribution(month_tally, Duration::hours(Duration::hours_a_year / 12.0));
  std::size_t tally = first_promise_tally;
  if (written.slo) {
    if (written.slo->availability) {
      result.slo = summary.miss(tally, views[0], written.slo->availability->value, *written.slo);
    }
    ++tally;
  }
  if (!written.sla) return result;
  if (written.sla->availability) {
    result.sla.push_back(
        summary.miss(tally, views[1], written.sla->availability->value, *written.sla));
  }
  for (const CreditTier& tier : written.sla->credits) {
    if (!tier.below || !tier.credit) continue;
    result.sla.push_back(summary.miss(tally, views[1], tier.below->value, *written.sla));
    result.sla.back().credit = tier.credit->value;
  }
  return result;
}

}  // namespace cutpoint
