#include "importer/kubernetes/journeys.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "importer/evidence/draft_parts.hpp"
#include "importer/evidence/entries.hpp"

namespace cutpoint::kubernetes {

namespace {

/// What leads users to a set of workloads.
struct WayIn {
  std::vector<std::size_t> workloads;
  std::string reason;
  SourceSpan span;
  bool is_declared = false;
  std::string service;
};

class JourneyFinder {
 public:
  JourneyFinder(const std::vector<Workload>& workloads, const ServiceTable& services,
                const Routes& routes, const Needs& needs)
      : workloads_(workloads), services_(services), needs_(needs) {
    for (const Route& route : routes.all)
      add_way(
          {route.destination.workloads, route.reason, route.span, true, route.destination.service});
    for (const ServiceTable::Opening& opening : services.openings()) {
      // What passes requests of routes on is on the way in, and not where it leads.
      if (!routes.all.empty() && is_ingress_controller(workloads[opening.workloads.front()]))
        continue;
      add_way({opening.workloads, opening.reason, opening.span, opening.is_declared, ""});
    }
    for (std::size_t i = 0; i < workloads.size(); ++i) {
      add_ports_of_node(i);
      add_own_route(i);
    }
  }

  Journeys run() {
    OpenWorkloads open = find_open();
    const Entries entries = find_entries(open.candidates, edges(open.behind));
    result_.behind = std::move(open.behind);
    std::set<std::size_t> left(entries.components.begin(), entries.components.end());
    for (const WayIn& way : ways_) {
      const bool whole = std::all_of(way.workloads.begin(), way.workloads.end(),
                                     [&](std::size_t i) { return left.contains(i); });
      if (!whole) continue;
      for (const std::size_t i : way.workloads) left.erase(i);
      add_journey(way, way.is_declared ? Strength::declared : Strength::inferred);
    }
    for (const std::size_t i : left)
      add_journey({{i}, reason_of(entries.reason), workloads_[i].span, false, ""},
                  Strength::assumed);
    add_background(entries.background);
    return std::move(result_);
  }

 private:
  void add_way(WayIn way) {
    const auto [place, added] = way_of_.emplace(way.workloads, ways_.size());
    if (added) {
      ways_.push_back(std::move(way));
      return;
    }
    WayIn& known = ways_[place->second];
    if (known.reason.size() < longest_reason && known.reason.find(way.reason) == std::string::npos)
      known.reason += ", " + way.reason;
    known.is_declared = known.is_declared || way.is_declared;
  }

  /// What runs on each node on behalf of the cluster is asked there by what measures.
  void add_ports_of_node(std::size_t index) {
    if (workloads_[index].role == Role::agent) return;
    for (const Value container : running_containers(workloads_[index].pod)) {
      for (const Value port : container.find("ports").items()) {
        if (const Value open = port.find("hostPort"); open)
          add_way({{index}, "a port of its node", open.span(), false, ""});
      }
    }
  }

  /// Knative and KServe make a route for what they serve, unless it is for the cluster alone.
  void add_own_route(std::size_t index) {
    const Workload& workload = workloads_[index];
    const bool serves = workload.object->group.starts_with("serving.") && workload.is_whole;
    const Value visibility =
        workload.object->value.at({"metadata", "labels", "networking.knative.dev/visibility"});
    if (serves && visibility.text() != "cluster-local")
      add_way({{index},
               fmt::format("{} {}, by its own route", workload.kind, workload.own_name),
               workload.span,
               false,
               ""});
  }

  [[nodiscard]] OpenWorkloads find_open() const {
    std::vector<WayToUsers> ways;
    for (const WayIn& way : ways_) ways.push_back({way.workloads, way.is_declared});
    return find_open_workloads(workloads_, services_, ways, needs_);
  }

  [[nodiscard]] std::vector<EntryEdge> edges(const std::vector<BehindFront>& behind) const {
    std::vector<EntryEdge> result;
    for (const BehindFront& call : behind) result.push_back({call.front, call.back, false, false});
    for (std::size_t from = 0; from < workloads_.size(); ++from) {
      for (const Need& need : needs_.of[from]) {
        for (const std::size_t to : need.targets)
          result.push_back({from, to, need.strength == NeedStrength::telemetry,
                            need.strength == NeedStrength::start_order});
      }
    }
    return result;
  }

  [[nodiscard]] static std::string reason_of(EntryReason reason) {
    switch (reason) {
      case EntryReason::declared:
      case EntryReason::open:
        return "it stands open";
      case EntryReason::only_store:
        return "nothing but stores is there: they are the product";
      case EntryReason::only_beside:
        return "nothing but tools and telemetry is there: they are the product";
      case EntryReason::top:
        return "nothing of the files calls it";
      case EntryReason::everything:
        break;
    }
    return "all call each other";
  }

  [[nodiscard]] std::string unused_journey(std::string name) {
    while (!names_.insert(name).second) name += "-1";
    return name;
  }

  [[nodiscard]] DraftRequirement need_of(std::size_t workload, SourceSpan span) const {
    return plain_need(workloads_[workload].name, span);
  }

  void add_journey(const WayIn& way, Strength strength) {
    const std::string& what = way.workloads.size() > 1 && !way.service.empty()
                                  ? way.service
                                  : workloads_[way.workloads.front()].name;
    DraftJourney journey;
    journey.name = {unused_journey("use-" + what), way.span};
    journey.description = given_at(fmt::format("Requests to {} ({})", what, way.reason), way.span);
    if (way.workloads.size() == 1) {
      journey.needs.push_back(need_of(way.workloads.front(), way.span));
    } else {
      DraftRequirement any;
      any.form = DraftRequirement::Form::any_of;
      any.span = any.members.span = way.span;
      for (const std::size_t i : way.workloads) any.members.entries.push_back(need_of(i, way.span));
      journey.needs.push_back(std::move(any));
    }
    result_.conclusions.push_back({ConclusionKind::journey, workloads_[way.workloads.front()].name,
                                   "journey " + journey.name.value, way.reason, strength,
                                   way.span});
    result_.drafts.push_back(std::move(journey));
  }

  void add_background(const std::vector<std::size_t>& programs) {
    if (programs.empty() || !result_.drafts.empty()) {
      for (const std::size_t i : programs) {
        const bool listens = services_.is_listening(i);
        result_.conclusions.push_back(
            {ConclusionKind::journey, workloads_[i].name,
             listens ? "no journey: it listens inside of the cluster"
                     : "no journey: background work",
             listens ? "others are for people by their names or ports; who calls it is not shown"
                     : "no way in reaches it and nothing calls it",
             listens ? Strength::assumed : Strength::inferred, workloads_[i].span});
      }
      return;
    }
    for (const std::size_t i : programs)
      add_journey({{i}, "nothing of the files calls it", workloads_[i].span, false, ""},
                  Strength::assumed);
  }

  const std::vector<Workload>& workloads_;
  const ServiceTable& services_;
  const Needs& needs_;
  static constexpr std::size_t longest_reason = 200;
  std::vector<WayIn> ways_;
  std::map<std::vector<std::size_t>, std::size_t> way_of_;
  std::set<std::string> names_;
  Journeys result_;
};

}  // namespace

Journeys find_journeys(const std::vector<Workload>& workloads, const ServiceTable& services,
                       const Routes& routes, const Needs& needs) {
  return JourneyFinder(workloads, services, routes, needs).run();
}

}  // namespace cutpoint::kubernetes
