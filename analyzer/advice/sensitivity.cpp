#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <type_traits>

#include "analyzer/advice/advise.hpp"
#include "analyzer/advice/better_figures.hpp"
#include "analyzer/advice/draft_edits.hpp"
#include "analyzer/advice/sensitivity_subjects.hpp"
#include "analyzer/advice/solved_journeys.hpp"
#include "analyzer/analysis/analyze.hpp"
#include "analyzer/compile/compile.hpp"
#include "analyzer/compile/groups_anew.hpp"
#include "analyzer/engine/decision_diagram.hpp"
#include "analyzer/engine/quantities/outage_frequency.hpp"
#include "analyzer/failover/failover_groups.hpp"
#include "analyzer/failover/failover_results.hpp"
#include "cutpoint/advice.hpp"

namespace cutpoint {

namespace {

/// Nodes of functions compiled, and of diagrams walked, for single rows: beyond it, what costs more
/// than the figures themselves is left out.
constexpr std::size_t sensitivity_step_limit = 200'000'000;
/// What cases that were written for other figures may add to a group's downtime, as a share.
constexpr double negligible_misfit = 1e-7;
constexpr double year_seconds = Duration::year;

class SensitivityAnalyzer {
 public:
  SensitivityAnalyzer(const Model& model, const StructureFunction& function,
                      const AnalysisOptions& options)
      : model_(model),
        function_(function),
        groups_anew_(model),
        options_(options),
        meter_(engine_meter(model, function, options.budget)),
        diagram_(function_, function_.journey_failed.raw(), options.bdd_nodes, &meter_),
        solved_(diagram_, meter_),
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
    for (const SensitivitySubject& subject : sensitivity_subjects(model_, function_)) add(subject);
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
    std::vector<double> slopes(function_.events.size(), 0.0);
    const auto rows = solved_.sensitivities(id, probabilities);
    for (const EventSensitivity& row : rows) slopes[row.event.index()] = row.birnbaum;
    journey.method = solved_.is_exact(id) ? Method::exact : Method::bounded;
    outages_.push_back(solved_.has_diagram(id) ? frequency.per_year(diagram_.top(id.index()), rows)
                                               : 0.0);
    slopes_.push_back(std::move(slopes));
    downs_.push_back(*solved_.down(id, probabilities));
    journey.downtime = Duration::seconds(downs_.back() * year_seconds);
    result_.journeys.push_back(std::move(journey));
  }

  void add(const SensitivitySubject& subject) {
    const bool moves = subject.row.kind == EventKind::failover;
    const BetterFigures quicker{1.0, moves ? 0.5 : half_repair_of(subject)};
    const BetterFigures steadier{0.5, 1.0};
    const auto repaired = saved(subject, quicker);
    const auto up_longer = moves ? Seconds() : saved(subject, steadier);
    const auto more = saved_by_one_more(subject);
    const auto spared = moves ? std::vector<double>() : outages_spared(subject, steadier);
    for (std::size_t i = 0; i < result_.journeys.size(); ++i) {
      SensitivityRow row = subject.row;
      if (!repaired.empty()) row.half_repair = repaired[i];
      if (!up_longer.empty()) row.double_uptime = up_longer[i];
      if (!more.empty()) row.one_more = more[i];
      if (!spared.empty() && solved_.has_diagram(JourneyId(i))) row.outages_spared = spared[i];
      if (row.best() > 0.0) result_.journeys[JourneyId(i)].rows.push_back(std::move(row));
    }
  }

  [[nodiscard]] double half_repair_of(const SensitivitySubject& subject) const {
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

  /// All rows together keep to the time given; what costs more is left out, and that is said.
  bool is_late() {
    const bool late = options_.budget.time && meter_.left().time->in_seconds() <= 0.0;
    if (late) result_.complete = false;
    return late;
  }
  bool is_spent() {
    if (steps_ > sensitivity_step_limit) result_.complete = false;
    return is_late() || steps_ > sensitivity_step_limit;
  }

  /// Seconds a year by journey, where that is a difference of like figures; empty where it would
  /// cost too much.
  using Seconds = std::vector<std::optional<double>>;

  Seconds saved(const SensitivitySubject& subject, const BetterFigures& change) {
    if (!subject.alike.empty()) return with_figures(subject, change).saved;
    if (subject.in_group) {
      steps_ += (diagram_.size() + function_.nodes.size()) * function_.failover_groups.size();
      if (is_spent()) return {};
    }
    const bool linear = subject.events.size() == 1 && !subject.in_group && !has_bounds();
    if (linear) return saved_by_slope(subject.events.front(), change);
    if (is_late()) return {};
    return with_changed(subject, change, [&](const SolvedJourneys& changed) {
      return saved_in(changed, NodeProbabilities(changed.diagram()));
    });
  }

  [[nodiscard]] Seconds saved_in(const SolvedJourneys& changed,
                                 const NodeProbabilities& probabilities) {
    Seconds seconds;
    for (std::size_t i = 0; i < result_.journeys.size(); ++i) {
      const JourneyId journey(i);
      const auto after = changed.is_exact(journey) == solved_.is_exact(journey)
                             ? changed.down(journey, probabilities)
                             : std::nullopt;
      if (!after) result_.complete = false;
      seconds.push_back(after ? std::optional((downs_[i] - *after) * year_seconds) : std::nullopt);
    }
    return seconds;
  }

  [[nodiscard]] Seconds saved_by_slope(EventId event, const BetterFigures& change) const {
    const FailureProcess& process = function_.events[event].process;
    const double better = process.unavailability - change.of(process).unavailability;
    Seconds seconds;
    for (std::size_t i = 0; i < result_.journeys.size(); ++i) {
      seconds.emplace_back(slopes_[i][event.index()] * better * year_seconds);
    }
    return seconds;
  }

  [[nodiscard]] bool has_bounds() const {
    return std::any_of(result_.journeys.begin(), result_.journeys.end(),
                       [](const auto& journey) { return journey.method == Method::bounded; });
  }

  /// The function's events are changed while `use` reads it and its diagram, and are then as they
  /// were. Groups whose members change have other switches and other waiting for crews, too.
  template <class Use>
  auto with_changed(const SensitivitySubject& subject, const BetterFigures& change, Use use)
      -> std::invoke_result_t<Use, const SolvedJourneys&> {
    if (subject.in_group) return with_changed_group(subject, change, use);
    std::vector<FailureProcess> before;
    for (const EventId event : subject.events) {
      FailureProcess& process = function_.events[event].process;
      before.push_back(process);
      process = change.of(process);
    }
    auto result = use(solved_);
    for (std::size_t i = 0; i < subject.events.size(); ++i) {
      function_.events[subject.events[i]].process = before[i];
    }
    return result;
  }

  template <class Use>
  auto with_changed_group(const SensitivitySubject& subject, const BetterFigures& change, Use use)
      -> std::invoke_result_t<Use, const SolvedJourneys&> {
    const auto events = function_.events;
    const auto groups = function_.failover_groups;
    const auto clusters = function_.clusters;
    undo_calibration(function_);
    apply(subject, change, function_);
    const bool fits = calibrate_failover_groups(function_, chains_) <= negligible_misfit;
    auto result = fits ? use(solved_) : with_groups_anew(subject, change, use);
    function_.events = events;
    function_.failover_groups = groups;
    function_.clusters = clusters;
    return result;
  }

  static void apply(const SensitivitySubject& subject, const BetterFigures& change,
                    StructureFunction& function) {
    for (const EventId event : subject.events) {
      if (subject.row.kind == EventKind::failover) {
        quicken_switch(event, change.repair_factor, function);
      } else {
        FailureProcess& process = function.events[event].process;
        process = change.of(process);
      }
    }
  }

  /// As the changed document would be compiled.
  template <class Use>
  auto with_groups_anew(const SensitivitySubject& subject, const BetterFigures& change, Use use)
      -> std::invoke_result_t<Use, const SolvedJourneys&> {
    steps_ += diagram_.size() + function_.nodes.size();
    if (is_spent()) return {};
    const auto function =
        groups_anew_.with([&](StructureFunction& anew) { apply(subject, change, anew); }, chains_);
    if (!function || is_beyond_chains(*function)) return {};
    return solved_anew(*function, use);
  }

  /// `use` of the journeys of another function.
  template <class Use>
  auto solved_anew(const StructureFunction& function, Use use)
      -> std::invoke_result_t<Use, const SolvedJourneys&> {
    const bool is_timed = options_.budget.time.has_value();
    EngineMeter meter = engine_meter(model_, function, is_timed ? meter_.left() : options_.budget);
    const DecisionDiagram diagram(function, function.journey_failed.raw(), options_.bdd_nodes,
                                  is_timed ? &meter : nullptr);
    return use(SolvedJourneys(diagram, meter));
  }

  /// Whether the change leaves groups of which nobody knows how far they are off, where the
  /// document has none: `analyze` would play it, and a difference from what is exact says nothing.
  bool is_beyond_chains(const StructureFunction& changed) {
    const bool beyond = any_of_unknown_size(changed) && !any_of_unknown_size(function_);
    if (beyond) result_.complete = false;
    return beyond;
  }

  /// A failover's own figures follow from how soon it notices and switches, also by hand.
  static void quicken_switch(EventId failover, double factor, StructureFunction& function) {
    for (FailoverGroup& group : function.failover_groups) {
      if (group.failover != failover) continue;
      group.switch_hours *= factor;
      group.manual_hours *= factor;
      for (FailoverGroup::MemberSwitch& one : group.unlike) {
        one.switch_hours *= factor;
        one.manual_hours *= factor;
        one.start_hours *= factor;
      }
    }
  }

  /// By journey; empty where there are no instances, or trying it would cost too much.
  Seconds saved_by_one_more(const SensitivitySubject& subject) {
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
    if (is_spent()) return {};
    const std::uint32_t replicas = component.replicas + 1;
    const bool votes = decides_by_majority(model_, subject.row.component);
    const Model larger = model_.with_replicas(subject.row.component, replicas,
                                              votes ? majority_of(replicas) : component.at_least);
    Diagnostics diagnostics;
    const auto function = compile(larger, diagnostics, {.chains = &chains_});
    if (!function || is_beyond_chains(*function)) return {};
    return solved_anew(*function, [&](const SolvedJourneys& changed) {
      using Estimate = NodeProbabilities::Estimate;
      return saved_in(changed, NodeProbabilities(changed.diagram(), {}, {}, Estimate::likely));
    });
  }

  /// By journey; empty where trying it would cost too much.
  std::vector<double> outages_spared(const SensitivitySubject& subject,
                                     const BetterFigures& change) {
    steps_ += diagram_.size() * result_.journeys.size();
    if (steps_ > sensitivity_step_limit || is_late()) return {};
    if (!subject.alike.empty()) return with_figures(subject, change).spared;
    return with_changed(subject, change, [&](const SolvedJourneys& changed) {
      return spared_in(changed.diagram(), NodeProbabilities(changed.diagram()));
    });
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
    Seconds saved;               ///< a year
    std::vector<double> spared;  ///< outages a year
  };

  /// What is shared by `beta` follows from figures that all members have alike: as in the document,
  /// they change together. One answer serves all members.
  const Effect& with_figures(const SensitivitySubject& subject, const BetterFigures& change) {
    const std::tuple key(subject.alike.front(), change.rate_factor, change.repair_factor);
    const auto [found, is_new] = effects_.try_emplace(key);
    if (is_new) found->second = effect_of(subject, change);
    return found->second;
  }

  Effect effect_of(const SensitivitySubject& subject, const BetterFigures& change) {
    steps_ += diagram_.size() + function_.nodes.size();
    if (is_spent()) return {};
    const Model changed =
        model_.with_figures(subject.alike, [&change](Figures& figures) { change.apply(figures); });
    Diagnostics diagnostics;
    const auto function = compile(changed, diagnostics, {.chains = &chains_});
    if (!function || is_beyond_chains(*function)) return {};
    return solved_anew(*function, [&](const SolvedJourneys& solved) {
      const NodeProbabilities probabilities(solved.diagram());
      return Effect{saved_in(solved, probabilities), spared_in(solved.diagram(), probabilities)};
    });
  }

  const Model& model_;
  StructureFunction function_;  ///< a copy, whose events change for a while
  GroupsAnew groups_anew_;
  const AnalysisOptions& options_;
  EngineMeter meter_;
  SolvedChains chains_{compared_chains};
  DecisionDiagram diagram_;
  SolvedJourneys solved_;
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
