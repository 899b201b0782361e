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

}  // namespace

std::vector<DraftJourney> find_journeys(const std::vector<Service>& services,
                                        const Dependencies& dependencies) {
  std::set<std::size_t> needed;
  for (const auto& needs : dependencies.needs) {
    for (const Need& need : needs) needed.insert(need.target);
  }
  for (const auto& groups : dependencies.groups) {
    for (const SiblingGroup& group : groups) {
      needed.insert(group.members.begin(), group.members.end());
    }
  }
  std::vector<const Service*> entries;
  std::vector<const Service*> others;
  std::vector<const Service*> all;
  for (std::size_t i = 0; i < services.size(); ++i) {
    if (dependencies.jobs.contains(i)) continue;
    all.push_back(&services[i]);
    if (needed.contains(i)) continue;
    // Stores publish ports for debugging; they are nobody's way in.
    const bool entry = services[i].publishes_ports && !is_store(services[i].kind);
    (entry ? entries : others).push_back(&services[i]);
  }
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
    names.insert(entry->name);
    journeys.push_back(
        journey_of(entry->name, "Requests to the published ports of " + entry->name, {entry}));
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
