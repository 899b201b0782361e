#include "analyzer/advice/first_change.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>

#include "analyzer/advice/candidates.hpp"
#include "analyzer/advice/costs.hpp"
#include "analyzer/advice/journey_downs.hpp"
#include "analyzer/advice/switch_candidates.hpp"
#include "analyzer/advice/trial.hpp"
#include "analyzer/analysis/analyze.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t diagram_nodes = 20'000;
/// Beside the single points.
constexpr std::size_t top_contributors = 5;
/// Of what the most helpful change saves: less is no answer, however cheap.
constexpr double worth_a_word = 0.25;
/// Nor is what leaves nearly all of the downtime.
constexpr double least_share_of_downtime = 0.1;
constexpr double least_saved_seconds = 1.0;

class FirstChangeFinder {
 public:
  FirstChangeFinder(const AnalysedDraft& base, const std::vector<JourneyId>& journeys)
      : base_(base),
        asked_(journeys),
        chains_(ChainLimits{.most_states = FirstChange::most_chain_states}),
        prices_(base.model) {}

  std::optional<FirstChange> find(std::size_t others) {
    if (!is_quick() || !choose_journeys()) return std::nullopt;
    const auto currency = find_currency(base_.model, std::nullopt);
    if (!currency) return std::nullopt;
    found_.currency = currency->empty() ? "USD" : *currency;
    const std::vector<Candidate> candidates = promising();
    for (const Candidate& candidate : candidates) try_out(candidate);
    const std::vector<const Trial*> ranked = ranked_trials();
    if (ranked.empty()) return std::nullopt;
    auto first = with_its_figures(*ranked.front());
    if (!first) return std::nullopt;
    found_.change = std::move(*first);
    take_others(ranked, others);
    return std::move(found_);
  }

 private:
  struct Trial {
    const Candidate* candidate = nullptr;
    double saved = 0;  ///< seconds a year
    double cost = 0;   ///< a month
    bool meets_targets = false;
  };

  [[nodiscard]] bool is_quick() const {
    const auto& groups = base_.function.failover_groups;
    const std::size_t states = std::accumulate(
        groups.begin(), groups.end(), std::size_t{0},
        [](std::size_t sum, const FailoverGroup& group) { return sum + group.chain_states; });
    return base_.model.components.size() <= FirstChange::most_components &&
           states <= FirstChange::most_chain_states && has_exact_groups(base_.function);
  }

  [[nodiscard]] bool is_asked_for(JourneyId journey) const {
    return asked_.empty() || std::find(asked_.begin(), asked_.end(), journey) != asked_.end();
  }

  [[nodiscard]] static bool has_exact_groups(const StructureFunction& function) {
    return std::all_of(function.failover_groups.begin(), function.failover_groups.end(),
                       [](const FailoverGroup& group) { return group.doubt == GroupDoubt::none; });
  }

  /// Those that miss their SLOs; all where none has one. False where nothing has to change.
  bool choose_journeys() {
    bool has_targets = false;
    for (const JourneyAnalysis& journey : base_.analysis.journeys) {
      if (!is_asked_for(journey.journey)) continue;
      if (journey.up.method != Method::exact || !journey.coherent) return false;
      if (journey.up.availability.unavailability() >= 1.0) return false;
      has_targets = has_targets || journey.slo.has_value();
    }
    for (const JourneyAnalysis& journey : base_.analysis.journeys) {
      if (!is_asked_for(journey.journey)) continue;
      const bool misses = journey.slo && !journey.slo->met.value_or(true);
      if (has_targets ? !misses : journey.up.availability.unavailability() <= 0.0) continue;
      found_.journeys.push_back(journey.journey);
      if (has_targets) found_.targets.push_back(journey.slo->target);
    }
    return !found_.journeys.empty();
  }

  /// The changes of what hurts most, by what a change of it could save at most.
  [[nodiscard]] std::vector<Candidate> promising() const {
    std::vector<LeftAlone> left_alone;
    std::vector<Candidate> all =
        find_candidates(base_, {found_.journeys, top_contributors, false}, left_alone);
    for (Candidate& candidate : switch_candidates(base_.draft)) all.push_back(std::move(candidate));
    std::erase_if(all, [](const Candidate& candidate) { return candidate.for_data; });
    if (all.size() <= FirstChange::most_trials) return all;
    const auto hurts = downtime_by_name();
    const auto potential = [&](const Candidate& candidate) {
      const auto known = hurts.find(candidate.shown.subject);
      return known == hurts.end() ? 0.0 : known->second;
    };
    std::stable_sort(all.begin(), all.end(), [&](const Candidate& a, const Candidate& b) {
      return potential(a) > potential(b);
    });
    all.erase(all.begin() + FirstChange::most_trials, all.end());
    return all;
  }

  [[nodiscard]] std::map<std::string, double> downtime_by_name() const {
    std::map<std::string, double> hurts;
    for (const JourneyId id : found_.journeys) {
      const JourneyAnalysis& journey = base_.analysis.journeys[id];
      for (const Importance& row : journey.importance) {
        const BasicEvent& event = base_.function.events[row.event];
        const std::string& name = event.kind == EventKind::component
                                      ? base_.model.components[event.component].name
                                      : event.name;
        hurts[name] += row.criticality * journey.up.upper_unavailability;
      }
    }
    return hurts;
  }

  void try_out(const Candidate& candidate) {
    Draft changed = base_.draft;
    candidate.apply(changed);
    const auto built = build(changed, &chains_, GroupDetail::availability);
    // What could not be solved within the limits cannot be compared.
    if (!built || !has_exact_groups(built->function)) return;
    const auto downs = journey_downs(built->function, diagram_nodes,
                                     NodeProbabilities::Estimate::most, &diagrams_);
    Trial trial{&candidate, 0.0, cost_of(candidate, changed), !found_.targets.empty()};
    for (const JourneyId id : found_.journeys) {
      const JourneyDown& down = downs[id.index()];
      if (down.method != Method::exact) return;
      const JourneyAnalysis& before = base_.analysis.journeys[id];
      trial.saved += (before.up.upper_unavailability - down.unavailability) * Duration::year;
      trial.meets_targets = trial.meets_targets && is_enough(before, down.unavailability);
    }
    if (trial.saved > least_saved_seconds) trials_.push_back(trial);
  }

  /// Planned and excluded downtime stays what it is.
  [[nodiscard]] static bool is_enough(const JourneyAnalysis& before, double unavailability) {
    const double counted = before.slo->upper_unavailability - before.up.upper_unavailability;
    return unavailability + counted <= before.slo->target.unavailability() * (1.0 + 1e-12);
  }

  [[nodiscard]] double cost_of(const Candidate& candidate, const Draft& changed) const {
    double cost = monthly_cost(candidate.effort);
    for (const CostItem& item : prices_.more_instances(base_.draft, changed)) {
      cost += item.per_month;
    }
    return cost;
  }

  /// The cheapest that is enough before all others, then what saves most for its cost.
  [[nodiscard]] std::vector<const Trial*> ranked_trials() const {
    double most_saved = 0.0;
    for (const Trial& trial : trials_) most_saved = std::max(most_saved, trial.saved);
    double downtime = 0.0;
    for (const JourneyId id : found_.journeys) {
      downtime += base_.analysis.journeys[id].up.downtime_per_year().in_seconds();
    }
    const double least = std::max(worth_a_word * most_saved, least_share_of_downtime * downtime);
    std::vector<const Trial*> ranked;
    for (const Trial& trial : trials_) {
      if (trial.meets_targets || trial.saved >= least) ranked.push_back(&trial);
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Trial* a, const Trial* b) { return is_better(*a, *b); });
    return ranked;
  }

  [[nodiscard]] static bool is_better(const Trial& a, const Trial& b) {
    if (a.meets_targets != b.meets_targets) return a.meets_targets;
    if (a.meets_targets) return a.cost != b.cost ? a.cost < b.cost : a.saved > b.saved;
    return a.saved * b.cost > b.saved * a.cost;
  }

  /// One for each part: two ways to mend the same are told apart by `improve`.
  void take_others(const std::vector<const Trial*>& ranked, std::size_t wanted) {
    std::set<std::string> subjects{found_.change.subject};
    for (const Trial* trial : ranked) {
      if (found_.others.size() == wanted) return;
      if (!subjects.insert(trial->candidate->shown.subject).second) continue;
      if (auto change = with_its_figures(*trial)) found_.others.push_back(std::move(*change));
    }
  }

  /// The figures that `analyze` gives of the changed document.
  [[nodiscard]] std::optional<AdvisedChange> with_its_figures(const Trial& trial) {
    Draft changed = base_.draft;
    trial.candidate->apply(changed);
    const auto built = build(changed, &chains_);
    if (!built) return std::nullopt;
    AnalysisOptions options;
    options.max_order = 1;
    options.combinations = false;
    options.uncertainty.samples = 0;
    const Analysis after = analyze(built->model, built->function, options);
    AdvisedChange change = trial.candidate->shown;
    TriedChanges& alone = change.alone;
    alone.cost_per_month = trial.cost;
    alone.downtime_saved = trial.saved;
    alone.meets_target = trial.meets_targets;
    for (const JourneyId id : found_.journeys) {
      const JourneyAnalysis& journey = after.journeys[id];
      alone.after.push_back(journey.up);
      if (journey.slo && !journey.slo->met.value_or(false)) alone.meets_target = false;
    }
    change.costs = prices_.more_instances(base_.draft, changed);
    if (trial.candidate->effort != Effort::none) {
      change.costs.push_back({CostItem::What::effort, 0, "", trial.candidate->effort,
                              monthly_cost(trial.candidate->effort), true});
    }
    return change;
  }

  const AnalysedDraft& base_;
  const std::vector<JourneyId>& asked_;
  SolvedChains chains_;
  KnownDiagrams diagrams_;
  PriceList prices_;
  FirstChange found_;
  std::vector<Trial> trials_;
};

}  // namespace

std::optional<FirstChange> first_change(const AnalysedDraft& base,
                                        const std::vector<JourneyId>& journeys,
                                        std::size_t others) {
  if (!base.model.form.has_figures) return std::nullopt;
  return FirstChangeFinder(base, journeys).find(others);
}

}  // namespace cutpoint
