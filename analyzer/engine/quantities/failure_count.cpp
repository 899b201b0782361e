#include "analyzer/engine/quantities/failure_count.hpp"

#include <algorithm>
#include <cmath>

#include "model/base/math/statistics.hpp"

namespace cutpoint {

namespace {

/// Less likely numbers of failures change no digit of what is left.
constexpr double negligible_chance = 1e-150;

/// Of neighbouring numbers of failures, from `first` on.
struct FailureChances {
  std::uint32_t first = 0;
  std::vector<double> chance{1.0};
  [[nodiscard]] std::uint32_t end() const {
    return first + static_cast<std::uint32_t>(chance.size());
  }
};

/// From the likeliest number down and up; by the ratio of neighbours.
FailureChances chances_of(const AlikeParts& parts) {
  const double n = parts.size, q = parts.probability, odds = q / (1.0 - q);
  const auto mode = static_cast<std::uint32_t>(std::min(n, std::floor((n + 1.0) * q)));
  const double most = binomial_chance(parts.size, mode, q);
  std::vector<double> below;
  double chance = most;
  for (std::uint32_t j = mode; j > 0; --j) {
    chance *= j / ((n - j + 1.0) * odds);
    if (chance < negligible_chance) break;
    below.push_back(chance);
  }
  FailureChances result{mode - static_cast<std::uint32_t>(below.size()),
                        {below.rbegin(), below.rend()}};
  chance = most;
  for (std::uint32_t j = mode;; ++j) {
    result.chance.push_back(chance);
    chance *= (n - j) * odds / (j + 1.0);
    if (j == parts.size || chance < negligible_chance) break;
  }
  return result;
}

/// What is likely enough, below `limit`; in `beyond` what reaches it: nothing is subtracted.
FailureChances chances_of_both(const FailureChances& a, const FailureChances& b,
                               std::uint32_t limit, double& beyond) {
  FailureChances result{a.first + b.first, {}};
  std::vector<double> tail(b.chance.size() + 1, 0.0);
  for (std::size_t j = b.chance.size(); j-- > 0;) tail[j] = tail[j + 1] + b.chance[j];
  const std::uint32_t end = std::min(limit, a.end() + b.end() - 1);
  result.chance.assign(end > result.first ? end - result.first : 0, 0.0);
  for (std::size_t i = 0; i < a.chance.size(); ++i) {
    const std::size_t at = a.first + i + b.first;
    const std::size_t fitting = at < limit ? std::min<std::size_t>(limit - at, b.chance.size()) : 0;
    for (std::size_t j = 0; j < fitting; ++j) result.chance[i + j] += a.chance[i] * b.chance[j];
    beyond += a.chance[i] * tail[fitting];
  }
  return result;
}

}  // namespace

FailureCount::FailureCount(std::uint32_t threshold, std::vector<AlikeParts> parts)
    : threshold_(threshold) {
  std::sort(parts.begin(), parts.end(),
            [](const AlikeParts& a, const AlikeParts& b) { return a.probability < b.probability; });
  for (const AlikeParts& some : parts) {
    if (some.probability >= 1.0) {
      certain_ += some.size;
    } else if (some.probability > 0.0 && some.size > 0) {
      if (parts_.empty() || parts_.back().probability != some.probability) {
        parts_.push_back({some.probability, 0});
      }
      parts_.back().size += some.size;
    }
  }
}

double FailureCount::at_least() const {
  if (certain_ >= threshold_) return 1.0;
  const std::uint32_t more = threshold_ - certain_;
  if (parts_.empty()) return 0.0;
  if (parts_.size() == 1) return binomial_tail(parts_[0].size, more, parts_[0].probability);
  FailureChances chances;
  double enough = 0.0;
  for (const AlikeParts& some : parts_)
    chances = chances_of_both(chances, chances_of(some), more, enough);
  return enough;
}

double FailureCount::slope(double probability) const {
  const std::uint32_t certain = certain_ - (probability >= 1.0 ? 1 : 0);
  if (certain + 1 > threshold_) return 0.0;
  std::vector<AlikeParts> others = parts_;
  for (AlikeParts& some : others) {
    if (some.probability == probability) --some.size;
  }
  std::erase_if(others, [](const AlikeParts& some) { return some.size == 0; });
  return exactly(threshold_ - 1 - certain, others);
}

double FailureCount::exactly(std::uint32_t count, const std::vector<AlikeParts>& others) {
  if (others.empty()) return count == 0 ? 1.0 : 0.0;
  if (others.size() == 1) {
    const AlikeParts& all = others.front();
    return count > all.size ? 0.0 : binomial_chance(all.size, count, all.probability);
  }
  FailureChances chances;
  double beyond = 0.0;
  for (const AlikeParts& some : others) {
    chances = chances_of_both(chances, chances_of(some), count + 1, beyond);
  }
  return count >= chances.first && count < chances.end() ? chances.chance[count - chances.first]
                                                         : 0.0;
}

HostedFailureCount::HostedFailureCount(std::uint32_t threshold,
                                       const std::vector<PartsOnHost>& hosts)
    : threshold_(threshold) {
  for (const PartsOnHost& host : hosts) add(host, 1);
}

void HostedFailureCount::add(const PartsOnHost& host, std::uint32_t hosts) {
  std::uint32_t members = 0;
  for (const AlikeParts& some : host.parts) members += some.size;
  if (host.host >= 1.0) {
    fallen_ += hosts * members;
  } else if (host.host <= 0.0) {
    for (AlikeParts some : host.parts) {
      some.size *= hosts;
      parts_.push_back(some);
    }
  } else {
    auto kind = std::find_if(kinds_.begin(), kinds_.end(),
                             [&host](const Kind& known) { return known.host == host; });
    if (kind == kinds_.end()) kind = kinds_.insert(kind, {host, 0, members});
    kind->hosts += hosts;
  }
}

HostedFailureCount HostedFailureCount::without(const PartsOnHost& host) const {
  HostedFailureCount others(threshold_, {});
  others.fallen_ = fallen_;
  others.parts_ = parts_;
  for (const Kind& kind : kinds_) others.add(kind.host, kind.hosts - (kind.host == host ? 1 : 0));
  std::erase_if(others.kinds_, [](const Kind& kind) { return kind.hosts == 0; });
  return others;
}

/// `given(fallen, parts)`: what is asked for, where so many have fallen with their hosts and these
/// are left.
template <class Given>
double HostedFailureCount::mixed(const Given& given) const {
  std::vector<std::uint32_t> failed(kinds_.size(), 0);
  double sum = 0.0;
  while (true) {
    double chance = 1.0;
    std::uint32_t fallen = fallen_;
    std::vector<AlikeParts> left = parts_;
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
      chance *= binomial_chance(kinds_[i].hosts, failed[i], kinds_[i].host.host);
      fallen += failed[i] * kinds_[i].members;
      for (AlikeParts some : kinds_[i].host.parts) {
        some.size *= kinds_[i].hosts - failed[i];
        left.push_back(some);
      }
    }
    if (chance >= negligible_chance) sum += chance * given(fallen, std::move(left));
    std::size_t next = 0;
    while (next < kinds_.size() && ++failed[next] > kinds_[next].hosts) failed[next++] = 0;
    if (next == kinds_.size()) return sum;
  }
}

double HostedFailureCount::at_least() const {
  return mixed([this](std::uint32_t fallen, std::vector<AlikeParts> left) {
    if (fallen >= threshold_) return 1.0;
    return FailureCount(threshold_ - fallen, std::move(left)).at_least();
  });
}

double HostedFailureCount::slope_of_part(const PartsOnHost& host, double probability) const {
  // While its host works, the part is one of those that stand by themselves.
  const bool alone = host.host <= 0.0;
  HostedFailureCount all = alone ? *this : without(host);
  if (!alone) all.add({0.0, host.parts}, 1);
  const double slope = all.mixed([&](std::uint32_t fallen, std::vector<AlikeParts> left) {
    if (fallen >= threshold_) return 0.0;
    return FailureCount(threshold_ - fallen, std::move(left)).slope(probability);
  });
  return (1.0 - host.host) * slope;
}

double HostedFailureCount::slope_of_host(const PartsOnHost& host) const {
  HostedFailureCount works = without(host), failed = works;
  works.add({0.0, host.parts}, 1);
  failed.add({1.0, host.parts}, 1);
  return std::max(0.0, failed.at_least() - works.at_least());
}

}  // namespace cutpoint
