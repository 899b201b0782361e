#include "analyzer/analysis/uncertainty/uncertainty_shares.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "analyzer/analysis/uncertainty/figure_sampler.hpp"

namespace cutpoint {

namespace {

constexpr double least_share = 0.01;
/// Ranks kept for results to come, in numbers.
constexpr std::size_t most_kept = 20'000'000;

/// Square of the correlation of two series of ranks 1 … n. Zero where one of them does not vary.
double squared_correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const double middle = (static_cast<double>(x.size()) + 1.0) / 2.0;
  double xx = 0.0, yy = 0.0, xy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double dx = x[i] - middle, dy = y[i] - middle;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return xx > 0.0 && yy > 0.0 ? xy / xx * (xy / yy) : 0.0;
}

}  // namespace

std::vector<double> ranks_of(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&values](std::size_t a, std::size_t b) {
    return values[a] != values[b] ? values[a] < values[b] : a < b;
  });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0; first < order.size();) {
    std::size_t end = first + 1;
    while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
    const double mean = (static_cast<double>(first) + static_cast<double>(end) + 1.0) / 2.0;
    for (; first < end; ++first) ranks[order[first]] = mean;
  }
  return ranks;
}

UncertaintyShares::UncertaintyShares(const UncertainInputs& inputs, std::uint32_t samples,
                                     std::uint64_t seed, std::size_t most)
    : inputs_(inputs),
      samples_(samples),
      seed_(seed),
      most_(most),
      effects_(figure_effects(inputs, seed)),
      ranks_(inputs.figures.size()) {}

std::vector<std::uint32_t> UncertaintyShares::candidates(
    const std::vector<EventSensitivity>& sensitivities) const {
  std::unordered_map<std::uint32_t, double> birnbaum;
  for (const EventSensitivity& row : sensitivities) birnbaum[row.event.value()] = row.birnbaum;
  std::vector<std::pair<double, std::uint32_t>> moved;
  for (std::size_t figure = 0; figure < effects_.size(); ++figure) {
    double change = 0.0;
    for (const FigureEffect& effect : effects_[figure]) {
      const auto found = birnbaum.find(effect.event);
      if (found != birnbaum.end()) change += found->second * effect.change;
    }
    if (change != 0.0) moved.emplace_back(-std::abs(change), static_cast<std::uint32_t>(figure));
  }
  std::sort(moved.begin(), moved.end());
  if (moved.size() > most_) moved.resize(most_);
  std::vector<std::uint32_t> figures;
  figures.reserve(moved.size());
  for (const auto& [change, figure] : moved) figures.push_back(figure);
  return figures;
}

const std::vector<double>& UncertaintyShares::ranks_of_figure(std::uint32_t figure) {
  if (!ranks_[figure].empty()) return ranks_[figure];
  if (drawn_ + samples_ > most_kept) {
    for (std::vector<double>& ranks : ranks_) std::vector<double>().swap(ranks);
    drawn_ = 0;
  }
  drawn_ += samples_;
  std::vector<double> values(samples_);
  for (std::uint32_t trial = 0; trial < samples_; ++trial) {
    values[trial] = sample(inputs_.figures[figure], seed_, figure, trial);
  }
  return ranks_[figure] = ranks_of(values);
}

std::vector<UncertaintyShare> UncertaintyShares::of(
    const std::vector<double>& results, const std::vector<EventSensitivity>& sensitivities) {
  const std::vector<double> ranks = ranks_of(results);
  std::vector<UncertaintyShare> shares;
  for (const std::uint32_t figure : candidates(sensitivities)) {
    UncertaintyShare row{figure, squared_correlation(ranks, ranks_of_figure(figure)), {}};
    if (row.share < least_share) continue;
    for (const FigureEffect& effect : effects_[figure]) row.events.push_back(effect.event);
    shares.push_back(std::move(row));
  }
  std::stable_sort(
      shares.begin(), shares.end(),
      [](const UncertaintyShare& a, const UncertaintyShare& b) { return a.share > b.share; });
  return shares;
}

}  // namespace cutpoint
