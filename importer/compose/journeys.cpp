#include "importer/compose/journeys.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "importer/evidence/draft_parts.hpp"
#include "importer/evidence/entries.hpp"

namespace cutpoint::compose {

namespace {

/// So many that nobody calls, in a project that opens nothing, are one system.
constexpr std::size_t most_tops = 12;

DraftRequirement journey_need(const Service& service) {
  return plain_need(service.name, service.span);
}

DraftJourney named_journey(const std::string& name, const std::string& description,
                           SourceSpan span) {
  DraftJourney journey;
  journey.name = {name, span};
  journey.description = given_at(description, span);
  return journey;
}

class JourneyFinder {
 public:
  JourneyFinder(const std::vector<Service>& services, const Dependencies& dependencies)
      : services_(services), dependencies_(dependencies) {}

  Journeys run() {
    Journeys result;
    const OpenServices open = find_open_services(services_, dependencies_);
    const Entries entries = find_entries(open.candidates, edges(open.perhaps));
    result.background = entries.background;
    result.perhaps = open.perhaps;
    if (entries.components.empty()) return result;
    const bool one = entries.reason == EntryReason::everything ||
                     (entries.reason == EntryReason::top && entries.components.size() > most_tops);
    if (one) {
      result.journeys.push_back(system_of(entries.components));
      return result;
    }
    const auto ways = as_clusters(entries.components);
    result.journeys.reserve(ways.size());
    for (const std::vector<std::size_t>& members : ways) {
      result.journeys.push_back(journey_to(members, open.candidates[members.front()]));
      const DraftJourney& journey = result.journeys.back();
      result.conclusions.push_back(
          {ConclusionKind::journey, services_[members.front()].name, journey.name.value,
           journey.description->value,
           services_[members.front()].publishes_ports() ? Strength::inferred : Strength::assumed,
           journey.name.span});
    }
    return result;
  }

 private:
  [[nodiscard]] std::vector<EntryEdge> edges(const std::vector<PerhapsCalled>& perhaps) const {
    std::vector<EntryEdge> result;
    for (const PerhapsCalled& call : perhaps)
      result.push_back({call.front, call.back, true, false});
    for (std::size_t from = 0; from < services_.size(); ++from) {
      for (const Need& need : dependencies_.needs[from]) {
        result.push_back({from, need.target, need.soft, false});
      }
      for (const ServiceGroup& group : dependencies_.groups[from]) {
        for (const std::size_t member : group.members) {
          result.push_back({from, member, false, false});
        }
      }
    }
    for (const StartOrder& start : dependencies_.starts) {
      result.push_back({start.from, start.to, false, true});
    }
    return result;
  }

  [[nodiscard]] DraftJourney system_of(const std::vector<std::size_t>& components) const {
    DraftJourney journey = named_journey("system", "Everything that nothing else needs",
                                         services_[components.front()].span);
    journey.needs.reserve(components.size());
    for (const std::size_t i : components) journey.needs.push_back(journey_need(services_[i]));
    return journey;
  }

  /// Ways in that are members of one cluster stand together, in the order of the first.
  [[nodiscard]] std::vector<std::vector<std::size_t>> as_clusters(
      const std::vector<std::size_t>& components) const {
    std::map<std::size_t, std::size_t> cluster_of;
    for (std::size_t c = 0; c < dependencies_.clusters.size(); ++c) {
      for (const std::size_t member : dependencies_.clusters[c].members) cluster_of[member] = c;
    }
    std::vector<std::vector<std::size_t>> result;
    std::map<std::size_t, std::size_t> place;  // by cluster
    for (const std::size_t i : components) {
      const auto cluster = cluster_of.find(i);
      if (cluster == cluster_of.end()) {
        result.push_back({i});
        continue;
      }
      const auto [known, added] = place.emplace(cluster->second, result.size());
      if (added) {
        result.push_back({i});
      } else {
        result[known->second].push_back(i);
      }
    }
    return result;
  }

  [[nodiscard]] const ServiceGroup* whole_cluster(const std::vector<std::size_t>& members) const {
    for (const ServiceGroup& cluster : dependencies_.clusters) {
      if (members.size() > 1 && cluster.members == members) return &cluster;
    }
    return nullptr;
  }

  [[nodiscard]] DraftJourney journey_to(const std::vector<std::size_t>& members,
                                        const EntryCandidate& candidate) const {
    const Service& first = services_[members.front()];
    // Not the service's own name: paths start with the journey and go on with the service.
    DraftJourney journey =
        named_journey("use-" + first.name, description_of(first, candidate), first.span);
    const ServiceGroup* cluster = whole_cluster(members);
    if (cluster == nullptr) {
      for (const std::size_t member : members)
        journey.needs.push_back(journey_need(services_[member]));
    } else {
      DraftRequirement group;
      group.span = first.span;
      group.form = DraftRequirement::Form::any_of;
      if (cluster->at_least > 1) {
        group.form = DraftRequirement::Form::at_least;
        group.at_least = Spanned<std::uint32_t>{cluster->at_least, first.span};
      }
      group.members.span = first.span;
      for (const std::size_t member : members) {
        group.members.entries.push_back(journey_need(services_[member]));
      }
      journey.needs.push_back(std::move(group));
    }
    for (const LabelRoute& route : dependencies_.routes) {
      if (route.target != members.front() || !dependencies_.routes_apart[route.proxy]) continue;
      journey.needs.push_back(journey_need(services_[route.proxy]));
    }
    return journey;
  }

  static std::string description_of(const Service& service, const EntryCandidate& candidate) {
    if (candidate.is_declared)
      return fmt::format("Requests that a proxy routes to {}", service.name);
    if (service.on_host_network) {
      return fmt::format("Requests to {} on the network of the host", service.name);
    }
    if (candidate.is_open)
      return fmt::format("Requests to the published ports of {}", service.name);
    return fmt::format("Requests to {}, which nothing else calls", service.name);
  }

  const std::vector<Service>& services_;
  const Dependencies& dependencies_;
};

}  // namespace

Journeys find_journeys(const std::vector<Service>& services, const Dependencies& dependencies) {
  return JourneyFinder(services, dependencies).run();
}

}  // namespace cutpoint::compose
