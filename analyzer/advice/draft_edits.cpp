#include "analyzer/advice/draft_edits.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace cutpoint {

namespace {

std::uint32_t needed(const DraftComponent& component) {
  return component.at_least ? component.at_least->value : 1U;
}

constexpr std::array<std::string_view, 5> voting_kinds = {"database", "queue", "vector_db",
                                                          "feature_store", "model_registry"};
constexpr std::array<std::string_view, 13> voting_names = {
    "etcd",    "zookeeper", "keeper", "consul", "raft",    "quorum", "nomad",
    "patroni", "sentinel",  "vault",  "master", "masters", "zk"};

/// Whether a word of the name is called like something that elects: not "aircraft" by "raft".
bool is_called_voting(std::string_view name) {
  const auto is_letter = [](unsigned char c) { return std::isalpha(c) != 0; };
  for (auto start = name.begin(); start != name.end();) {
    start = std::find_if(start, name.end(), is_letter);
    const auto end = std::find_if_not(start, name.end(), is_letter);
    const std::string_view word(start, end);
    if (std::find(voting_names.begin(), voting_names.end(), word) != voting_names.end()) {
      return true;
    }
    start = end;
  }
  return false;
}

bool is_voting(std::string_view kind, std::string_view name) {
  return std::find(voting_kinds.begin(), voting_kinds.end(), kind) != voting_kinds.end() ||
         is_called_voting(name);
}

/// A majority of an odd number.
bool is_voting_number(std::uint32_t count, std::uint32_t at_least) {
  return count >= 3 && count % 2 != 0 && at_least == majority_of(count);
}

/// Times that people would write: whole seconds, whole minutes from an hour on.
Duration rounded(double seconds) {
  const double unit = seconds >= 3600.0 ? 60.0 : seconds >= 10.0 ? 1.0 : 0.001;
  return Duration::seconds(std::max(std::round(seconds / unit), 1.0) * unit);
}

/// Four significant digits of what is missing to 100 %.
Availability rounded(Availability availability) {
  const double u = availability.unavailability();
  const double unit = std::pow(10.0, std::floor(std::log10(u)) - 3.0);
  return Availability::from_unavailability(std::min(std::round(u / unit) * unit, 1.0));
}

bool runs_on(const DraftComponent& component, const DraftComponent& host) {
  const DraftNames& hosts = component.runs_on;
  for (const WrittenName& name : hosts.names) {
    if (name.value == host.name.value) return true;
  }
  if (hosts.labels.empty()) return false;
  return std::all_of(hosts.labels.begin(), hosts.labels.end(), [&](const auto& wanted) {
    return std::any_of(host.labels.begin(), host.labels.end(), [&](const auto& label) {
      return label.first.value == wanted.first.value && label.second.value == wanted.second.value;
    });
  });
}

/// Of a copy, which no records name: what they said of the first is expected of it.
void take_over_counts(DraftFigures& figures) {
  auto& observed = figures.observed;
  if (!observed || !observed->measured) return;
  if (!observed->operating) return observed.reset();
  DraftFigures::Observed counts;
  counts.operating = observed->operating;
  counts.failures = observed->failures;
  if (observed->repairs.size() == observed->failures->value) {
    counts.repairs = observed->repairs;
  } else if (!observed->repairs.empty()) {
    // Some repairs have not ended: only their mean is known.
    const Duration mean = observed->repairs.front().value;
    figures.mttr = given(DurationRange{mean, mean});
  }
  observed = counts;
}

}  // namespace

std::uint32_t instances(const DraftComponent& component) {
  return component.replicas ? component.replicas->value : 1U;
}

DraftComponent* find_component(Draft& draft, std::string_view name) {
  const auto found =
      std::find_if(draft.components.begin(), draft.components.end(),
                   [&](const DraftComponent& component) { return component.name.value == name; });
  return found == draft.components.end() ? nullptr : &*found;
}

bool decides_by_majority(const DraftComponent& component) {
  if (component.quorum) return true;
  return is_voting_number(instances(component), needed(component)) &&
         is_voting(component.kind ? component.kind->value : "", component.name.value);
}

bool decides_by_majority(const Model& model, ComponentId id) {
  const Component& component = model.components[id];
  if (component.majority) return true;
  return is_voting_number(component.replicas, component.at_least) &&
         is_voting(model.kind_of(id).name, component.name);
}

void ensure_instances(DraftComponent& component, std::uint32_t count) {
  if (instances(component) >= count) return;
  // Records of incidents are of the instances there were.
  auto& observed = component.figures.observed;
  if (observed && observed->measured && !observed->instances) {
    observed->instances = given(instances(component));
  }
  if (decides_by_majority(component)) {
    component.at_least.reset();
    component.quorum = given(Quorum::majority);
    count += count % 2 == 0 ? 1 : 0;
  }
  component.replicas = given(count);
}

void ensure_host(DraftComponent& component, const std::string& host) {
  auto& names = component.runs_on.names;
  const bool there = std::any_of(names.begin(), names.end(),
                                 [&](const WrittenName& name) { return name.value == host; });
  if (!there && component.runs_on.labels.empty()) names.push_back({host, {}});
  const auto hosts = static_cast<std::uint32_t>(std::max<std::size_t>(names.size(), 2));
  const auto left = [&](std::uint32_t n) { return n - (n + hosts - 1) / hosts; };
  std::uint32_t count = std::max(instances(component), hosts);
  if (!decides_by_majority(component)) {
    while (left(count) < needed(component)) ++count;
  }
  ensure_instances(component, count);
}

void ensure_second_place(Draft& draft, const std::string& place, const std::string& second) {
  const DraftComponent* first = find_component(draft, place);
  if (first == nullptr || find_component(draft, second) != nullptr) return;
  DraftComponent twin = *first;
  twin.name = {second, {}};
  twin.description.reset();
  twin.accept.clear();
  take_over_counts(twin.figures);
  const auto position = static_cast<std::ptrdiff_t>(first - draft.components.data());
  for (DraftComponent& component : draft.components) {
    if (&component != first && runs_on(component, *first)) ensure_host(component, second);
  }
  draft.components.insert(draft.components.begin() + position + 1, std::move(twin));
}

void ensure_replication(DraftComponent& component) {
  if (!component.replication) {
    Replication& replication = component.replication.emplace();
    replication.mode = given(ReplicationMode::sync);
    replication.lag = given(Duration());
  }
  if (!component.failover) {
    Failover& failover = component.failover.emplace();
    failover.mode = given(FailoverMode::active_passive);
    failover.automatic = given(true);
    failover.detection = given(Duration::seconds(10));
    failover.time = given(Duration::seconds(30));
    failover.success = given(Probability(0.99));
  }
}

Duration repair_by_hand(const Figures& figures) {
  const double cured = figures.repair.cured;
  if (cured >= 1.0) return figures.mttr;
  const double restarts = cured * figures.repair.restart.in_seconds();
  return Duration::seconds((figures.mttr.in_seconds() - restarts) / (1.0 - cured));
}

bool can_shorten_repair(const DraftComponent& component, const Figures& figures) {
  if (figures.repair.cured >= 1.0 || component.figures.profile) return false;
  const bool restarts = component.restart.has_value();
  if (component.figures.observed) return !restarts;
  // With a stated availability the restarts are in it already.
  const bool availability =
      component.figures.availability || figures.source == FigureSource::availability;
  if (availability) return !restarts && !component.figures.mtbf;
  return figures.source != FigureSource::profile;
}

void shorten_repair(DraftComponent& component, const Figures& figures, double factor) {
  DraftFigures& written = component.figures;
  if (written.observed) {
    written.observed.reset();
    written.mtbf = given(
        DurationRange{rounded(figures.mtbf.in_seconds()), rounded(figures.mtbf.in_seconds())});
  }
  Duration low = repair_by_hand(figures);
  Duration high = low;
  if (written.mttr) {
    low = written.mttr->value.low;
    high = written.mttr->value.high;
  }
  const double before = DurationRange{low, high}.middle().in_seconds();
  const DurationRange shorter{rounded(low.in_seconds() * factor),
                              rounded(high.in_seconds() * factor)};
  if (written.availability) {
    const double ratio = shorter.middle().in_seconds() / before;
    const auto shortened = [ratio](Availability end) {
      const double odds = end.unavailability() / (1.0 - end.unavailability()) * ratio;
      return rounded(Availability::from_unavailability(odds / (1.0 + odds)));
    };
    const AvailabilityRange& range = written.availability->value;
    written.availability = given(AvailabilityRange{shortened(range.low), shortened(range.high)});
  }
  written.mttr = given(shorter);
}

std::string next_name(const Draft& draft, const std::set<std::string>& others,
                      const std::string& name) {
  std::set<std::string_view> taken(others.begin(), others.end());
  for (const DraftComponent& component : draft.components) taken.insert(component.name.value);
  for (const DraftJourney& journey : draft.journeys) taken.insert(journey.name.value);
  const std::size_t dash = name.rfind('-');
  const std::string stem = dash == std::string::npos ? name : name.substr(0, dash);
  const std::string tail = dash == std::string::npos ? "" : name.substr(dash + 1);
  if (tail.size() == 1 && tail[0] >= 'a' && tail[0] <= 'z') {
    for (char c = tail[0]; c <= 'z'; ++c) {
      std::string candidate = fmt::format("{}-{}", stem, c);
      if (!taken.contains(candidate)) return candidate;
    }
  }
  const bool number =
      !tail.empty() && tail.size() < 7 &&
      std::all_of(tail.begin(), tail.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  for (std::uint32_t i = 2;; ++i) {
    std::string candidate = fmt::format("{}-{}", number ? stem : name, i);
    if (!taken.contains(candidate)) return candidate;
  }
}

}  // namespace cutpoint
