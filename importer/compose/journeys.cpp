#include "importer/compose/journeys.hpp"

#include <set>

namespace cutpoint::compose {

namespace {

constexpr std::size_t most_entry_points = 12;

DraftJourney journey_of(const std::string& name, const std::string& description,
                        const std::vector<const Service*>& needed) {
  DraftJourney journey;
  journey.name = {name, needed.front()->span};
  journey.description = Spanned<std::string>{description, needed.front()->span};
  for (const Service* service : needed) {
    DraftRequirement need;
    need.span = service->span;
    need.component = {service->name, service->span};
    journey.needs.push_back(std::move(need));
  }
  return journey;
}

/// What others need. A service that publishes ports is called by users unless a neighbour that is
/// called by them declares that it needs it: what is merely mentioned, and what background work
/// waits for, stays a way in. `strict`: all that anybody needs.
std::set<std::size_t> needed_by_others(const std::vector<Service>& services,
                                       const Dependencies& dependencies, bool strict) {
  std::set<std::size_t> needed;
  const auto add = [&](std::size_t from, std::size_t target, bool declared, bool soft) {
    const bool is_way_in = services[target].publishes_ports && !is_store(services[target].kind);
    const bool fronted = declared && services[from].publishes_ports;
    if (strict || (is_way_in ? fronted : declared || !soft)) needed.insert(target);
  };
  for (std::size_t from = 0; from < services.size(); ++from) {
    for (const Need& need : dependencies.needs[from]) {
      add(from, need.target, need.inferred.empty(), need.soft);
    }
    for (const SiblingGroup& group : dependencies.groups[from]) {
      for (const std::size_t member : group.members) add(from, member, group.declared, false);
    }
  }
  return needed;
}

struct Ways {
  std::vector<const Service*> entries;
  std::vector<const Service*> others;  ///< that nobody needs and that publish nothing
  std::vector<const Service*> all;
};

Ways ways_in(const std::vector<Service>& services, const Dependencies& dependencies, bool strict) {
  const std::set<std::size_t> needed = needed_by_others(services, dependencies, strict);
  Ways ways;
  for (std::size_t i = 0; i < services.size(); ++i) {
    if (dependencies.jobs.contains(i)) continue;
    ways.all.push_back(&services[i]);
    if (needed.contains(i)) continue;
    // Stores publish ports for debugging; they are nobody's way in.
    const bool entry = services[i].publishes_ports && !is_store(services[i].kind);
    (entry ? ways.entries : ways.others).push_back(&services[i]);
  }
  return ways;
}

}  // namespace

std::vector<DraftJourney> find_journeys(const std::vector<Service>& services,
                                        const Dependencies& dependencies) {
  Ways ways = ways_in(services, dependencies, false);
  // So many that the file publishes everything: then what others need is no way in.
  if (ways.entries.size() > most_entry_points) ways = ways_in(services, dependencies, true);
  std::vector<const Service*>& entries = ways.entries;
  const std::vector<const Service*>& others = ways.others;
  const std::vector<const Service*>& all = ways.all;
  std::vector<DraftJourney> journeys;
  if (all.empty()) return journeys;
  if (entries.empty() || entries.size() > most_entry_points) {
    // A circle leaves no service that nobody needs: then all of them are the system.
    entries.insert(entries.end(), others.begin(), others.end());
    journeys.push_back(journey_of("system", "Everything that nothing else needs",
                                  entries.empty() ? all : entries));
    return journeys;
  }
  std::set<std::string> names;
  for (const Service* entry : entries) {
    // Not the service's own name: paths start with the journey and go on with the service.
    const std::string name = "use-" + entry->name;
    names.insert(name);
    journeys.push_back(
        journey_of(name, "Requests to the published ports of " + entry->name, {entry}));
  }
  if (!others.empty()) {
    std::string name = "background";
    while (names.contains(name)) name += "-work";
    journeys.push_back(
        journey_of(name, "Services that publish no ports and that nothing else needs", others));
  }
  return journeys;
}

}  // namespace cutpoint::compose
