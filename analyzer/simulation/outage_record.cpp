#include "analyzer/simulation/outage_record.hpp"

#include <algorithm>
#include <cmath>

#include "analyzer/simulation/number_reader.hpp"

namespace cutpoint {

namespace {

constexpr double lengths_an_octave = 8.0;
/// So many exponential outages are taken to have been seen beside the others, as a few outages do
/// not show how unlike each other they can be.
constexpr double imagined = 5.0;

double length_of(std::int32_t bin) {
  return std::exp2(static_cast<double>(bin) / lengths_an_octave);
}

}  // namespace

void OutageRecord::add_other(double hours) {
  constexpr double shortest = 1e-12;
  const double bin = std::round(std::log2(std::max(hours, shortest)) * lengths_an_octave);
  ++others_[static_cast<std::int32_t>(bin)];
}

void OutageRecord::add(const OutageRecord& other) {
  for (const auto& [position, number] : other.alone_) alone_[position] += number;
  for (const auto& [bin, number] : other.others_) others_[bin] += number;
}

void OutageRecord::append_to(std::vector<double>& numbers) const {
  const auto append = [&numbers](const auto& counts) {
    numbers.push_back(static_cast<double>(counts.size()));
    for (const auto& [key, number] : counts) {
      numbers.push_back(static_cast<double>(key));
      numbers.push_back(static_cast<double>(number));
    }
  };
  append(alone_);
  append(others_);
}

void OutageRecord::read(NumberReader& reader, std::size_t timed) {
  constexpr double longest_bin = 1e6;
  for (std::size_t left = reader.size(2); left > 0; --left) {
    const std::uint64_t position = reader.count();
    if (position >= timed) reader.refuse();
    alone_[static_cast<std::uint32_t>(position)] = reader.count();
  }
  for (std::size_t left = reader.size(2); left > 0; --left) {
    const double bin = reader.next();
    if (std::abs(bin) > longest_bin) reader.refuse();
    others_[reader.good() ? static_cast<std::int32_t>(bin) : 0] = reader.count();
  }
}

std::uint64_t OutageRecord::others() const {
  std::uint64_t sum = 0;
  for (const auto& [bin, number] : others_) sum += number;
  return sum;
}

double OutageRecord::degrees_of_freedom() const {
  return static_cast<double>(others()) + imagined - 1.0;
}

double OutageRecord::other_hours() const {
  double sum = 0.0;
  for (const auto& [bin, number] : others_) sum += static_cast<double>(number) * length_of(bin);
  return sum;
}

double OutageRecord::further_hours() const {
  if (others_.empty()) return 0.0;
  double sum = 0.0, squares = 0.0;
  for (const auto& [bin, number] : others_) {
    const double hours = length_of(bin);
    sum += static_cast<double>(number) * hours;
    squares += static_cast<double>(number) * hours * hours;
  }
  const double mean = sum / static_cast<double>(others());
  return (squares + imagined * 2.0 * mean * mean) / (sum + imagined * mean);
}

OutageLengths OutageRecord::seen_lengths() const {
  const auto all = static_cast<double>(others());
  const double weight = 1.0 / (all + imagined);
  OutageLengths lengths;
  double mean = 0.0;
  for (const auto& [bin, number] : others_) {
    const auto times = static_cast<double>(number);
    mean += times / all * length_of(bin);
    lengths.add_until(times * weight, length_of(bin), length_of(bin));
  }
  lengths.add_until(imagined * weight, mean, 0.0);
  return lengths;
}

std::vector<OutageCause> OutageRecord::causes(const std::vector<FailureProcess>& processes,
                                              double up_hours) const {
  std::map<OutageLengths, std::vector<double>> rates;
  for (const auto& [position, number] : alone_) {
    rates[OutageLengths::of(processes[position])].push_back(static_cast<double>(number) / up_hours);
  }
  std::vector<OutageCause> result;
  result.reserve(rates.size());
  for (const auto& [lengths, of_each] : rates) result.push_back({{lengths}, of_each});
  if (!others_.empty()) {
    result.push_back({{seen_lengths()}, {static_cast<double>(others()) / up_hours}});
  }
  return result;
}

}  // namespace cutpoint
