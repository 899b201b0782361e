#include "analyzer/simulation/batch_numbers.hpp"

#include <utility>

#include "analyzer/simulation/number_reader.hpp"

namespace cutpoint {

namespace {

void append(const OutageTally& tally, std::vector<double>& numbers) {
  numbers.push_back(tally.down_hours);
  numbers.push_back(tally.longest_hours);
  numbers.push_back(static_cast<double>(tally.outages));
  for (const PeriodTally& periods : tally.periods) periods.append_to(numbers);
  tally.record.append_to(numbers);
}

void read(NumberReader& reader, std::size_t timed, OutageTally& tally) {
  tally.down_hours = reader.next();
  tally.longest_hours = reader.next();
  tally.outages = reader.count();
  for (PeriodTally& periods : tally.periods) periods.read(reader);
  tally.record.read(reader, timed);
}

}  // namespace

std::vector<double> numbers_of(const Batch& batch) {
  std::vector<double> numbers = {batch.hours, static_cast<double>(batch.failures)};
  for (const JourneyBatch& journey : batch.journeys) {
    append(journey.down, numbers);
    for (const OutageTally& view : journey.views) append(view, numbers);
    numbers.push_back(journey.not_full_hours);
    journey.not_full.append_to(numbers);
  }
  return numbers;
}

std::optional<Batch> batch_of(const BatchPlan& plan, std::span<const double> numbers) {
  NumberReader reader(numbers);
  const double hours = reader.next();
  if (!reader.good() || hours <= 0.0) return std::nullopt;
  const std::size_t timed = plan.live.timed.size();
  Batch batch = empty_batch(plan, hours);
  batch.failures = reader.count();
  for (JourneyBatch& journey : batch.journeys) {
    read(reader, timed, journey.down);
    for (OutageTally& view : journey.views) read(reader, timed, view);
    journey.not_full_hours = reader.next();
    journey.not_full.read(reader, timed);
    if (!reader.good()) return std::nullopt;
  }
  return reader.finished() ? std::optional(std::move(batch)) : std::nullopt;
}

}  // namespace cutpoint
