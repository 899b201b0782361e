#include "cutpoint/sensitivity.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "analyzer/advice/advise.hpp"
#include "analyzer/advice/better_figures.hpp"
#include "analyzer/advice/draft_edits.hpp"
#include "analyzer/advice/journey_downs.hpp"
#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/outage_frequency.hpp"
#include "analyzer/failover/failover_groups.hpp"
#include "analyzer/structure/nodes_below.hpp"
#include "model/architecture/queries/beta_members.hpp"

namespace cutpoint {

namespace {

/// Nodes of functions compiled, and of diagrams walked, for single rows: beyond it, what costs more
/// than the figures themselves is left out.
constexpr std::size_t sensitivity_step_limit = 200'000'000;
constexpr double year_seconds = Duration::year;

/// What a row is about: the events of a component, a link, a common cause or a failover.
struct Subject {
  SensitivityRow row;
  std::vector<EventId> events;
  bool in_group = false;  ///< a redundancy group waits for, or moves away from, what happens here
  /// By `beta` these have the same figures and fail together in part, this one among them; empty
  /// where there is no such common cause.
  std::vector<ComponentId> alike;
};

class SensitivityAnalyzer {
 public:
  SensitivityAnalyzer(const Model& model, const StructureFunction& function,
                      const AnalysisOptions& options)
      : model_(model),
        function_(function),
        options_(options),
        meter_(engine_meter(model, function, options.budget)),
        diagram_(function_, function_.journey_failed.raw(), options.bdd_nodes, &meter_),
        seats_others_(model.components.size(), false) {
    for (const Component& component : model.components) {
      if (!component.takes_seats()) continue;
      for (const ComponentId host : component.hosts) seats_others_[host] = true;
    }
  }

  Sensitivity analyze() {
    const NodeProbabilities probabilities(diagram_);
    const OutageFrequency frequency(diagram_);
    for (std::size_t i = 0; i < model_.journeys.size(); ++i) {
      start(JourneyId(i), probabilities, frequency);
    }
    for (const Subject& subject : subjects()) add(subject);
    for (JourneySensitivity& journey : result_.journeys) {
      std::stable_sort(journey.rows.begin(), journey.rows.end(),
                       [](const auto& a, const auto& b) { return a.best() > b.best(); });
    }
    return std::move(result_);
  }

 private:
  void start(JourneyId id, const NodeProbabilities& probabilities,
             const OutageFrequency& frequency) {
    JourneySensitivity journey;
    journey.journey = id;
    const DecisionDiagram::Ref top = diagram_.top(id.index());
    std::vector<double> slopes(function_.events.size(), 0.0);
    if (top == DecisionDiagram::exhausted) {
      journey.method = Method::bounded;
    } else {
      const auto rows = sensitivities(diagram_, probabilities, top);
      for (const EventSensitivity& row : rows) slopes[row.event.index()] = row.birnbaum;
      outages_.push_back(frequency.per_year(top, rows));
    }
    if (journey.method == Method::bounded) outages_.push_back(0.0);
    slopes_.push_back(std::move(slopes));
    downs_.push_back(down_in(function_, diagram_, id, probabilities));
    journey.downtime = Duration::seconds(downs_.back() * year_seconds);
    result_.journeys.push_back(std::move(journey));
  }

  [[nodiscard]] static double down_in(const StructureFunction& function,
                                      const DecisionDiagram& diagram, JourneyId id,
                                      const NodeProbabilities& probabilities) {
    const DecisionDiagram::Ref top = diagram.top(id.index());
    if (top != DecisionDiagram::exhausted) return std::clamp(probabilities[top], 0.0, 1.0);
    return std::min(1.0, bound_probabilities(function)[function.journey_failed[id]].upper);
  }

  [[nodiscard]] std::vector<Subject> subjects() const {
    std::vector<Subject> list;
    const auto below = mark_below(function_, function_.journey_failed.raw());
    std::vector<NodeId> members;
    for (const FailoverGroup& group : function_.failover_groups) {
      members.insert(members.end(), group.members.begin(), group.members.end());
      if (group.arbiter.valid()) members.push_back(group.arbiter);
    }
    const auto below_groups = mark_below(function_, members);
    const auto alike = alike_by_beta(model_);
    const auto counts = [&](EventId id) {
      const BasicEvent& event = function_.events[id];
      if (below[function_.event_nodes[id]] == 0) return false;
      // All its failures may be those of the common cause.
      if (event.kind == EventKind::component && !alike[event.component].empty()) return true;
      return event.can_fail && event.process.has_frequency && event.process.rate > 0.0 &&
             event.process.mean_repair_hours > 0.0;
    };
    for (std::size_t i = 0; i < function_.events.size(); ++i) {
      const EventId id(i);
      const BasicEvent& event = function_.events[id];
      if (!counts(id)) continue;
      Subject subject;
      subject.row.name = event.name;
      subject.row.kind = event.kind;
      subject.events = {id};
      subject.in_group =
          event.kind == EventKind::failover || below_groups[function_.event_nodes[id]] != 0;
      if (event.kind == EventKind::component) {
        const auto& all = function_.component_events[event.component];
        if (all.front() != id) continue;
        subject.row.name = model_.components[event.component].name;
        subject.row.component = event.component;
        subject.events = all;
        subject.alike = alike[event.component];
      }
      list.push_back(std::move(subject));
    }
    return list;
  }

  void add(const Subject& subject) {
    const bool moves = subject.row.kind == EventKind::failover;
    const BetterFigures quicker{1.0, moves ? 0.5 : half_repair_of(subject)};
    const BetterFigures steadier{0.5, 1.0};
    const auto repaired = saved(subject, quicker);
    const auto up_longer = moves ? std::vector<double>() : saved(subject, steadier);
    const auto more = saved_by_one_more(subject);
    const auto spared = moves ? std::vector<double>() : outages_spared(subject, steadier);
    for (std::size_t i = 0; i < result_.journeys.size(); ++i) {
      SensitivityRow row = subject.row;
      if (!repaired.empty()) row.half_repair = repaired[i];
      if (!up_longer.empty()) row.double_uptime = up_longer[i];
      if (!more.empty()) row.one_more = more[i];
      if (!spared.empty() && result_.journeys[JourneyId(i)].method == Method::exact) {
        row.outages_spared = spared[i];
      }
      if (row.best() > 0.0) result_.journeys[JourneyId(i)].rows.push_back(std::move(row));
    }
  }

  [[nodiscard]] double half_repair_of(const Subject& subject) const {
    if (subject.alike.empty()) return half_repair(own_process(subject.events.front()));
    return half_repair(*model_.components[subject.row.component].figures);
  }

  /// As it was before a group's crews or standbys shaped it.
  [[nodiscard]] const FailureProcess& own_process(EventId event) const {
    for (const FailoverGroup& group : function_.failover_groups) {
      if (group.own_processes.empty()) continue;
      const auto own = std::find(group.own.begin(), group.own.end(), event);
      if (own != group.own.end()) {
        return group.own_processes[static_cast<std::size_t>(own - group.own.begin())];
      }
    }
    return function_.events[event].process;
  }

  /// Seconds a year by journey; empty where it would cost too much.
  std::vector<double> saved(const Subject& subject, const BetterFigures& change) {
    if (!subject.alike.empty()) return with_figures(subject, change).saved;
    if (subject.in_group) {
      steps_ += (diagram_.size() + function_.nodes.size()) * function_.failover_groups.size();
      if (steps_ > sensitivity_step_limit) {
        result_.complete = false;
        return {};
      }
    }
    const bool linear = subject.events.size() == 1 && !subject.in_group && !has_bounds();
    if (linear) return saved_by_slope(subject.events.front(), change);
    return with_changed(subject, change, [&] {
      const NodeProbabilities changed(diagram_);
      std::vector<double> seconds;
      for (std::size_t i = 0; i < result_.journeys.size(); ++i) {
        const double after = down_in(function_, diagram_, JourneyId(i), changed);
        seconds.push_back((downs_[i] - after) * year_seconds);
      }
      return seconds;
    });
  }

  [[nodiscard]] std::vector<double> saved_by_slope(EventId event,
                                                   const BetterFigures& change) const {
    const FailureProcess& process = function_.events[event].process;
    const double better = process.unavailability - change.of(process).unavailability;
    std::vector<double> seconds;
    for (std::size_t i = 0; i < result_.journeys.size(); ++i) {
      seconds.push_back(slopes_[i][event.index()] * better * year_seconds);
    }
    return seconds;
  }

  [[nodiscard]] bool has_bounds() const {
    return std::any_of(result_.journeys.begin(), result_.journeys.end(),
                       [](const auto& journey) { return journey.method == Method::bounded; });
  }

  /// The function's events are changed while `use` runs, and are then as they were. Groups whose
  /// members change have other switches and other waiting for crews, too.
  template <class Use>
  std::vector<double> with_changed(const Subject& subject, const BetterFigures& change, Use use) {
    if (subject.in_group) return with_changed_group(subject, change, use);
    std::vector<FailureProcess> before;
    for (const EventId event : subject.events) {
      FailureProcess& process = function_.events[event].process;
      before.push_back(process);
      process = change.of(process);
    }
    auto result = use();
    for (std::size_t i = 0; i < subject.events.size(); ++i) {
      function_.events[subject.events[i]].process = before[i];
    }
    return result;
  }

  template <class Use>
  std::vector<double> with_changed_group(const Subject& subject, const BetterFigures& change,
                                         Use use) {
    const auto events = function_.events;
    const auto groups = function_.failover_groups;
    const auto clusters = function_.clusters;
    undo_calibration(function_);
    if (subject.row.kind == EventKind::failover) {
      quicken_switch(subject.events.front(), change.repair_factor);
    } else {
      for (const EventId event : subject.events) {
        FailureProcess& process = function_.events[event].process;
        process = change.of(process);
      }
    }
    calibrate_failover_groups(function_, chains_);
    auto result = use();
    function_.events = events;
    function_.failover_groups = groups;
    function_.clusters = clusters;
    return result;
  }

  /// A failover's own figures follow from how soon it notices and switches, also by hand.
  void quicken_switch(EventId failover, double factor) {
    for (FailoverGroup& group : function_.failover_groups) {
      if (group.failover != failover) continue;
      group.switch_hours *= factor;
      group.manual_hours *= factor;
    }
  }

  /// By journey; empty where there are no instances, or trying it would cost too much.
  std::vector<double> saved_by_one_more(const Subject& subject) {
    if (subject.row.kind != EventKind::component) return {};
    const Component& component = model_.components[subject.row.component];
    const bool stays_at_one = component.majority;  // of two, both would have to work
    const bool alone = !component.is_pool() && component.hosts.size() < 2 && !component.placement &&
                       !seats_others_[subject.row.component];
    if (alone && !subject.in_group && !stays_at_one && subject.alike.empty()) {
      // Where the one instance was, two stand that must both fail: q becomes q².
      const double q = function_.events[subject.events.front()].process.unavailability;
      const double odds = q / (1.0 + q);  // of both, as a share of those of one
      return saved(subject, {odds, 1.0});
    }
    steps_ += function_.nodes.size();
    if (steps_ > sensitivity_step_limit) {
      result_.complete = false;
      return {};
    }
    const std::uint32_t replicas = component.replicas + 1;
    const bool votes = decides_by_majority(model_, subject.row.component);
    const Model larger = model_.with_replicas(subject.row.component, replicas,
                                              votes ? majority_of(replicas) : component.at_least);
    Diagnostics diagnostics;
    const auto function = compile(larger, diagnostics, {.chains = &chains_});
    if (!function) return {};
    const auto changed =
        journey_downs(*function, options_.bdd_nodes, NodeProbabilities::Estimate::likely);
    std::vector<double> seconds;
    for (std::size_t i = 0; i < changed.size(); ++i) {
      seconds.push_back((downs_[i] - changed[i].unavailability) * year_seconds);
    }
    return seconds;
  }

  /// By journey; empty where trying it would cost too much.
  std::vector<double> outages_spared(const Subject& subject, const BetterFigures& change) {
    steps_ += diagram_.size() * result_.journeys.size();
    if (steps_ > sensitivity_step_limit) return {};
    if (!subject.alike.empty()) return with_figures(subject, change).spared;
    return with_changed(subject, change,
                        [&] { return spared_in(diagram_, NodeProbabilities(diagram_)); });
  }

  [[nodiscard]] std::vector<double> spared_in(const DecisionDiagram& diagram,
                                              const NodeProbabilities& changed) const {
    const OutageFrequency frequency(diagram);
    std::vector<double> spared;
    for (std::size_t i = 0; i < result_.journeys.size(); ++i) {
      const DecisionDiagram::Ref top = diagram.top(i);
      spared.push_back(top == DecisionDiagram::exhausted
                           ? 0.0
                           : outages_[i] -
                                 frequency.per_year(top, sensitivities(diagram, changed, top)));
    }
    return spared;
  }

  /// By journey; empty where trying it would cost too much.
  struct Effect {
    std::vector<double> saved;   ///< seconds a year
    std::vector<double> spared;  ///< outages a year
  };

  /// What is shared by `beta` follows from figures that all members have alike: as in the document,
  /// they change together. One answer serves all members.
  const Effect& with_figures(const Subject& subject, const BetterFigures& change) {
    const std::tuple key(subject.alike.front(), change.rate_factor, change.repair_factor);
    const auto [found, is_new] = effects_.try_emplace(key);
    if (is_new) found->second = effect_of(subject, change);
    return found->second;
  }

  Effect effect_of(const Subject& subject, const BetterFigures& change) {
    steps_ += diagram_.size() + function_.nodes.size();
    if (steps_ > sensitivity_step_limit) {
      result_.complete = false;
      return {};
    }
    const Model changed =
        model_.with_figures(subject.alike, [&change](Figures& figures) { change.apply(figures); });
    Diagnostics diagnostics;
    const auto function = compile(changed, diagnostics, {.chains = &chains_});
    if (!function) return {};
    const DecisionDiagram diagram(*function, function->journey_failed.raw(), options_.bdd_nodes);
    const NodeProbabilities probabilities(diagram);
    Effect effect;
    for (std::size_t i = 0; i < result_.journeys.size(); ++i) {
      const double after = down_in(*function, diagram, JourneyId(i), probabilities);
      effect.saved.push_back((downs_[i] - after) * year_seconds);
    }
    effect.spared = spared_in(diagram, probabilities);
    return effect;
  }

  const Model& model_;
  StructureFunction function_;  ///< a copy, whose events change for a while
  const AnalysisOptions& options_;
  EngineMeter meter_;
  SolvedChains chains_{compared_chains};
  DecisionDiagram diagram_;
  IdVector<ComponentId, std::uint8_t> seats_others_;  ///< whose instances carry those of others
  std::vector<std::vector<double>> slopes_;           ///< by journey and event
  std::vector<double> downs_;
  std::vector<double> outages_;
  std::map<std::tuple<ComponentId, double, double>, Effect> effects_;  ///< by first member, change
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
