#include "cutpoint/sensitivity.hpp"

#include <algorithm>
#include <array>

#include "analyzer/advice/journey_downs.hpp"
#include "analyzer/diagram.hpp"
#include "analyzer/nodes_below.hpp"
#include "analyzer/top_probability.hpp"

namespace cutpoint {

namespace {

/// Nodes of functions compiled, and of diagrams walked, for single rows: beyond it, what costs more
/// than the figures themselves is left out.
constexpr std::size_t step_limit = 200'000'000;
constexpr double year_seconds = Duration::year;

/// The same odds as the process, times `factor`.
double with_odds(double unavailability, double factor) {
  const double odds = unavailability / (1.0 - unavailability) * factor;
  return odds / (1.0 + odds);
}

/// Half the repair time: restarts, a part of the mean, take as long as before.
double half_repair(const FailureProcess& process) {
  const double restarts = process.repair.cured * process.repair.restart.in_hours();
  const double mean = (process.mean_repair_hours + restarts) / 2.0;
  return with_odds(process.unavailability, mean / process.mean_repair_hours);
}

/// What a row is about: the events of a component, a link or a common cause.
struct Subject {
  SensitivityRow row;
  std::vector<EventId> events;
};

class SensitivityAnalyzer {
 public:
  SensitivityAnalyzer(const Model& model, const StructureFunction& function,
                      const AnalysisOptions& options)
      : model_(model),
        function_(function),
        options_(options),
        meter_(engine_meter(model, function, options.budget)),
        diagram_(function_, function_.journey_failed.raw(), options.bdd_nodes, &meter_) {}

  Sensitivity analyze() {
    const NodeProbabilities probabilities(diagram_);
    for (std::size_t i = 0; i < model_.journeys.size(); ++i) start(JourneyId(i), probabilities);
    for (const Subject& subject : subjects()) add(subject);
    for (JourneySensitivity& journey : result_.journeys) {
      std::stable_sort(journey.rows.begin(), journey.rows.end(),
                       [](const auto& a, const auto& b) { return a.best() > b.best(); });
    }
    return std::move(result_);
  }

 private:
  void start(JourneyId id, const NodeProbabilities& probabilities) {
    JourneySensitivity journey;
    journey.journey = id;
    const Diagram::Ref top = diagram_.top(id.index());
    std::vector<double> slopes(function_.events.size(), 0.0);
    if (top == Diagram::exhausted) {
      journey.method = Method::bounded;
    } else {
      const auto rows = sensitivities(diagram_, probabilities, top);
      for (const EventSensitivity& row : rows) slopes[row.event.index()] = row.birnbaum;
      outages_.push_back(outages_per_year(function_, rows));
    }
    if (journey.method == Method::bounded) outages_.push_back(0.0);
    slopes_.push_back(std::move(slopes));
    downs_.push_back(down(id, probabilities));
    journey.downtime = Duration::seconds(downs_.back() * year_seconds);
    result_.journeys.push_back(std::move(journey));
  }

  [[nodiscard]] double down(JourneyId id, const NodeProbabilities& probabilities) const {
    const Diagram::Ref top = diagram_.top(id.index());
    if (top != Diagram::exhausted) return std::clamp(probabilities[top], 0.0, 1.0);
    return std::min(1.0, bound_probabilities(function_)[function_.journey_failed[id]].upper);
  }

  [[nodiscard]] std::vector<Subject> subjects() const {
    std::vector<Subject> list;
    const auto below = mark_below(function_, function_.journey_failed.raw());
    const auto counts = [&](EventId id) {
      const BasicEvent& event = function_.events[id];
      return event.can_fail && event.process.has_frequency && event.process.rate > 0.0 &&
             event.process.mean_repair_hours > 0.0 && below[function_.event_nodes[id]] != 0;
    };
    for (std::size_t i = 0; i < function_.events.size(); ++i) {
      const EventId id(i);
      const BasicEvent& event = function_.events[id];
      if (!counts(id)) continue;
      Subject subject;
      subject.row.name = event.name;
      subject.row.kind = event.kind;
      subject.events = {id};
      if (event.kind == EventKind::component) {
        const auto& all = function_.component_events[event.component];
        if (all.front() != id) continue;
        subject.row.name = model_.components[event.component].name;
        subject.row.component = event.component;
        subject.events = all;
      }
      list.push_back(std::move(subject));
    }
    return list;
  }

  void add(const Subject& subject) {
    const FailureProcess process = function_.events[subject.events.front()].process;
    const auto repaired = saved(subject, half_repair(process));
    const auto steadier = saved(subject, with_odds(process.unavailability, 0.5));
    const auto more = saved_by_one_more(subject);
    const auto spared = outages_spared(subject, process);
    for (std::size_t i = 0; i < result_.journeys.size(); ++i) {
      SensitivityRow row = subject.row;
      row.half_repair = repaired[i];
      row.double_uptime = steadier[i];
      if (!more.empty()) row.one_more = more[i];
      if (!spared.empty() && result_.journeys[JourneyId(i)].method == Method::exact) {
        row.outages_spared = spared[i];
      }
      if (row.best() > 0.0) result_.journeys[JourneyId(i)].rows.push_back(std::move(row));
    }
  }

  /// Seconds a year by journey, where every event of the subject has this unavailability.
  std::vector<double> saved(const Subject& subject, double unavailability) {
    std::vector<double> seconds;
    std::optional<NodeProbabilities> changed;
    if (subject.events.size() > 1 || has_bounds())
      changed.emplace(probabilities_with(subject, unavailability));
    for (std::size_t i = 0; i < result_.journeys.size(); ++i) {
      const JourneyId id(i);
      if (changed) {
        seconds.push_back((downs_[i] - changed_down(subject, id, unavailability, *changed)) *
                          year_seconds);
      } else {
        const EventId event = subject.events.front();
        const double better = function_.events[event].process.unavailability - unavailability;
        seconds.push_back(slopes_[i][event.index()] * better * year_seconds);
      }
    }
    return seconds;
  }

  [[nodiscard]] bool has_bounds() const {
    return std::any_of(result_.journeys.begin(), result_.journeys.end(),
                       [](const auto& journey) { return journey.method == Method::bounded; });
  }

  /// The function's events are changed while `use` runs, and are then as they were.
  template <class Use>
  auto with_changed(const Subject& subject, double unavailability, double rate_factor, Use use) {
    std::vector<FailureProcess> before;
    for (const EventId event : subject.events) {
      FailureProcess& process = function_.events[event].process;
      before.push_back(process);
      process.unavailability = unavailability;
      process.rate *= rate_factor;
    }
    auto result = use();
    for (std::size_t i = 0; i < subject.events.size(); ++i) {
      function_.events[subject.events[i]].process = before[i];
    }
    return result;
  }

  NodeProbabilities probabilities_with(const Subject& subject, double unavailability) {
    return with_changed(subject, unavailability, 1.0, [&] { return NodeProbabilities(diagram_); });
  }

  double changed_down(const Subject& subject, JourneyId id, double unavailability,
                      const NodeProbabilities& changed) {
    return with_changed(subject, unavailability, 1.0, [&] { return down(id, changed); });
  }

  /// By journey; empty where there are no instances, or trying it would cost too much.
  std::vector<double> saved_by_one_more(const Subject& subject) {
    if (subject.row.kind != EventKind::component) return {};
    const Component& component = model_.components[subject.row.component];
    if (!component.is_pool() && component.hosts.size() < 2) {
      // Where the one instance was, two stand that must both fail: q becomes q².
      const double q = function_.events[subject.events.front()].process.unavailability;
      return saved(subject, q * q);
    }
    steps_ += function_.nodes.size();
    if (steps_ > step_limit) {
      result_.complete = false;
      return {};
    }
    Model larger = copy_of(model_);
    ++larger.components[subject.row.component].replicas;
    Diagnostics diagnostics;
    const auto function = compile(larger, diagnostics);
    if (!function) return {};
    const auto changed = journey_downs(*function, options_.bdd_nodes);
    std::vector<double> seconds;
    for (std::size_t i = 0; i < changed.size(); ++i) {
      seconds.push_back((downs_[i] - changed[i].unavailability) * year_seconds);
    }
    return seconds;
  }

  /// By journey; empty where trying it would cost too much.
  std::vector<double> outages_spared(const Subject& subject, const FailureProcess& process) {
    steps_ += diagram_.size() * result_.journeys.size();
    if (steps_ > step_limit) return {};
    return with_changed(subject, with_odds(process.unavailability, 0.5), 0.5, [&] {
      const NodeProbabilities changed(diagram_);
      std::vector<double> spared;
      for (std::size_t i = 0; i < result_.journeys.size(); ++i) {
        const Diagram::Ref top = diagram_.top(i);
        spared.push_back(
            top == Diagram::exhausted
                ? 0.0
                : outages_[i] - outages_per_year(function_, sensitivities(diagram_, changed, top)));
      }
      return spared;
    });
  }

  const Model& model_;
  StructureFunction function_;  ///< a copy, whose events change for a while
  const AnalysisOptions& options_;
  EngineMeter meter_;
  Diagram diagram_;
  std::vector<std::vector<double>> slopes_;  ///< by journey and event
  std::vector<double> downs_;
  std::vector<double> outages_;
  std::size_t steps_ = 0;
  Sensitivity result_;
};

}  // namespace

double SensitivityRow::best() const {
  double best = 0.0;
  for (const auto& saved : {half_repair, double_uptime, one_more}) {
    best = std::max(best, saved.value_or(0.0));
  }
  return best;
}

Sensitivity analyze_sensitivity(const Model& model, const StructureFunction& function,
                                const AnalysisOptions& options) {
  return SensitivityAnalyzer(model, function, options).analyze();
}

}  // namespace cutpoint
