#include "analyzer/advice/advise.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analyzer/advice/advice_time.hpp"
#include "analyzer/advice/candidates.hpp"
#include "analyzer/advice/change_search.hpp"
#include "analyzer/advice/data_loss_effect.hpp"
#include "analyzer/advice/guidance.hpp"
#include "analyzer/advice/switch_candidates.hpp"
#include "analyzer/advice/trial.hpp"
#include "analyzer/analysis/analyze_change.hpp"

namespace cutpoint {

namespace {

/// Changes are looked for again in the changed document, as long as the target is out of reach.
constexpr int most_rounds = 3;
/// A further round has to leave less than this part of what the target is missed by.
constexpr double worthwhile = 0.95;
/// Where the target is out of reach, sets that miss it by no more than this are as good as all.
constexpr double near_ceiling = 1.01;
/// Larger diagrams are not worth it for the search: then the bound from above is taken, which a
/// target that is met by it is met by.
constexpr std::size_t search_bdd_nodes = 1'000'000;
/// Of the steps of an analysis, what each changed document may take where that is enough for the
/// document as it is: what a change makes much harder is bounded, as are all changes together.
constexpr std::uint64_t share_of_changed = 8;
/// Nodes of functions compiled for the search: larger models are tried less often.
constexpr std::size_t advice_node_budget = 8'000'000;
constexpr std::size_t fewest_evaluations = 50;
constexpr std::size_t most_tried_alone = 100;
/// A change that saves less is none.
constexpr double least_seconds = 1e-6;
/// Of the time that was given, until changes are not looked for, not tried alone and not searched
/// any further.
constexpr double part_until_found = 0.25;
constexpr double part_until_tried = 0.4;
constexpr double part_until_chosen = 0.6;
/// Of groups in time, while changes are searched.
constexpr ChainLimits search_chains = {10'000, 1e-6, 8, 500.0, 500.0};

class Advisor {
 public:
  Advisor(const Draft& draft, const AdviceOptions& options)
      : time_(options.time), draft_(draft), options_(options) {}

  Result<Advice> advise() {
    auto base = build(draft_, &shown_chains_);
    if (!base) return Failure("the document has errors");
    auto currency = find_currency(base->model, options_.budget);
    if (!currency) return currency.error;
    advice_.currency = std::move(*currency);
    advice_.currency_assumed = advice_.currency.empty();
    if (advice_.currency.empty()) advice_.currency = "USD";
    advice_.targets = options_.targets;
    advice_.targets_are_slos = !options_.targets.empty();
    advice_.targets.resize(options_.journeys.size(), options_.target);
    advice_.target = advice_.targets.empty()
                         ? options_.target
                         : *std::max_element(advice_.targets.begin(), advice_.targets.end());
    advice_.journeys = options_.journeys;
    if (options_.budget) advice_.budget_per_month = per_month(*options_.budget);
    prices_.emplace(base->model);
    analyze_base(*base);
    for (const JourneyId id : options_.journeys) {
      advice_.before.push_back(base_analysis_.journeys[id].up);
    }
    evaluations_ =
        std::clamp(advice_node_budget / (base->function.nodes.size() + 1), fewest_evaluations,
                   std::max(options_.evaluations, fewest_evaluations));
    const AnalysedDraft analysed{draft_, base->model, base->function, base_analysis_};
    advice_.guidance = guidance_for(advice_.target, analysed, options_.journeys);
    find_changes(analysed);
    try_alone(base->model);
    choose();
    if (options_.steps) take_steps();
    return std::move(advice_);
  }

 private:
  void analyze_base(const BuiltDraft& base) {
    const AnalysisOptions& given = options_.analysis;
    of_changed_ = given;
    of_changed_.budget.steps = given.budget.steps / share_of_changed;
    of_all_ = of_changed_;
    base_analysis_ = analyze_change(base.model, base.function, of_changed_, &diagrams_);
    const bool is_exact = std::all_of(
        options_.journeys.begin(), options_.journeys.end(),
        [this](JourneyId id) { return base_analysis_.journeys[id].up.method != Method::bounded; });
    if (is_exact || given.budget.time) return;
    of_changed_ = given;
    base_analysis_ = analyze_change(base.model, base.function, given, &diagrams_);
  }

  void find_changes(const AnalysedDraft& base) {
    CandidateOptions options{options_.journeys, options_.contributors, false};
    candidates_ = find_candidates(base, options, advice_.left_alone);
    auto switches = switch_candidates(draft_);
    candidates_.insert(candidates_.begin(), std::make_move_iterator(switches.begin()),
                       std::make_move_iterator(switches.end()));
    if (candidates_.size() > most_tried_alone) {
      advice_.left_alone.push_back(
          {LeftAlone::Why::too_many, "", {}, candidates_.size() - most_tried_alone});
      candidates_.resize(most_tried_alone);
    }
    options.only_instances = true;
    for (int round = 1; round < most_rounds && !time_.is_used(part_until_found); ++round) {
      const Draft all = with_all();
      const auto built = build(all, &search_chains_);
      if (!built) return;
      const double excess = excess_of(*built, of_all_);
      if (excess <= 0.0) return;
      const Analysis analysis = analyze_change(built->model, built->function, of_all_, &diagrams_);
      std::vector<LeftAlone> unused;
      auto more = find_candidates({all, built->model, built->function, analysis}, options, unused);
      const std::size_t before = candidates_.size();
      candidates_.insert(candidates_.end(), std::make_move_iterator(more.begin()),
                         std::make_move_iterator(more.end()));
      const auto further = candidates_.size() > most_tried_alone
                               ? std::nullopt
                               : build(with_all(), &search_chains_, GroupDetail::availability);
      if (!further || excess_of(*further, of_all_) > excess * worthwhile) {
        candidates_.resize(before);
        return;
      }
    }
  }

  [[nodiscard]] Draft with_all() const {
    Draft draft = draft_;
    for (const Candidate& candidate : candidates_) candidate.apply(draft);
    return draft;
  }

  [[nodiscard]] double excess_of(const BuiltDraft& built, const AnalysisOptions& options) const {
    EngineMeter meter = engine_meter(built.model, built.function, options.budget);
    const auto downs = journey_downs(built.function, std::min(options.bdd_nodes, search_bdd_nodes),
                                     NodeProbabilities::Estimate::most, &diagrams_, &meter);
    double excess = 0.0;
    for (std::size_t i = 0; i < options_.journeys.size(); ++i) {
      excess += beyond_target(i, downs[options_.journeys[i].index()].unavailability);
    }
    return excess;
  }

  /// By how much the target of a journey asked for is missed; rounding in the last digits is no
  /// miss.
  [[nodiscard]] double beyond_target(std::size_t asked, double unavailability) const {
    const double allowed = advice_.targets[asked].unavailability();
    const double over = unavailability - allowed;
    return over > allowed * 1e-12 ? over : 0.0;
  }

  /// The chosen candidates together, with everything that is said of them; nothing where they make
  /// no valid document.
  std::optional<TriedChanges> tried(const std::vector<std::size_t>& positions, Draft& changed,
                                    Analysis& analysis, std::optional<BuiltDraft>& built) const {
    changed = draft_;
    for (const std::size_t i : positions) candidates_[i].apply(changed);
    built = build(changed, &shown_chains_);
    if (!built) return std::nullopt;
    analysis = analyze_change(built->model, built->function, of_changed_, &diagrams_);
    TriedChanges result;
    result.changes = positions;
    result.meets_target = true;
    for (std::size_t i = 0; i < options_.journeys.size(); ++i) {
      const AvailabilityResult& after = analysis.journeys[options_.journeys[i]].up;
      result.after.push_back(after);
      result.downtime_saved += advice_.before[i].downtime_per_year().in_seconds() -
                               after.downtime_per_year().in_seconds();
      result.meets_target =
          result.meets_target && beyond_target(i, after.upper_unavailability) == 0.0;
    }
    result.cost_per_month = cost_of(positions, changed);
    const auto before = money_of(base_analysis_);
    const auto after = money_of(analysis);
    if (before && after) result.money_saved = *before - *after;
    return result;
  }

  [[nodiscard]] double cost_of(const std::vector<std::size_t>& positions,
                               const Draft& changed) const {
    double cost = 0.0;
    for (const CostItem& item : prices_->more_instances(draft_, changed)) cost += item.per_month;
    for (const std::size_t i : positions) cost += monthly_cost(candidates_[i].effort);
    return cost;
  }

  /// What outages cost a year, all journeys asked for; absent where none says so.
  [[nodiscard]] std::optional<double> money_of(const Analysis& analysis) const {
    std::optional<double> sum;
    for (const JourneyId id : options_.journeys) {
      const MoneyResult& money = analysis.journeys[id].money;
      for (const auto& part : {money.revenue_lost, money.outage_cost, money.credits}) {
        if (part) sum = sum.value_or(0.0) + part->amount;
      }
    }
    return sum;
  }

  void try_alone(const Model& model) {
    std::vector<Candidate> good;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (time_.is_used(part_until_tried)) {
        advice_.left_alone.push_back({LeftAlone::Why::no_time, "", {}, candidates_.size() - i});
        break;
      }
      Draft changed;
      Analysis analysis;
      std::optional<BuiltDraft> built;
      auto alone = tried({i}, changed, analysis, built);
      if (!alone) continue;
      Candidate candidate = std::move(candidates_[i]);
      AdvisedChange& shown = candidate.shown;
      shown.costs = prices_->more_instances(draft_, changed);
      if (candidate.effort != Effort::none) {
        shown.costs.push_back({CostItem::What::effort, 0, "", candidate.effort,
                               monthly_cost(candidate.effort), true});
      }
      // Candidates are moved on as they are found good: their positions change.
      alone->changes = {good.size()};
      shown.nines_gained = nines_gained(*alone);
      if (alone->money_saved && *alone->money_saved > 0.0) {
        shown.pay_back =
            Duration::seconds(alone->cost_per_month * 12.0 / *alone->money_saved * Duration::year);
      }
      if (candidate.for_data) {
        shown.side_effect =
            data_loss_effect(shown.subject, model, base_analysis_, built->model, analysis);
      }
      if (!candidate.switched.empty()) {
        shown.side_effect =
            switching_effect(candidate.switched, model, base_analysis_, built->model, analysis);
      }
      shown.alone = std::move(*alone);
      const bool helps = shown.alone.downtime_saved > least_seconds;
      if (helps || shown.side_effect) good.push_back(std::move(candidate));
    }
    candidates_ = std::move(good);
    for (const Candidate& candidate : candidates_) advice_.changes.push_back(candidate.shown);
  }

  [[nodiscard]] double nines_gained(const TriedChanges& alone) const {
    double most = 0.0;
    for (std::size_t i = 0; i < alone.after.size(); ++i) {
      const double before = advice_.before[i].availability.unavailability();
      const double after = alone.after[i].availability.unavailability();
      if (before <= 0.0) continue;
      most = std::max(
          most, after > 0.0 ? std::log10(before / after) : std::numeric_limits<double>::infinity());
    }
    return most;
  }

  /// Positions that the search chooses among: what shortens downtime, the most helpful first where
  /// there are too many.
  [[nodiscard]] std::vector<std::size_t> searched() const {
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (!candidates_[i].for_data) positions.push_back(i);
    }
    if (positions.size() <= most_changes) return positions;
    std::stable_sort(positions.begin(), positions.end(), [&](std::size_t a, std::size_t b) {
      return candidates_[a].shown.alone.downtime_saved > candidates_[b].shown.alone.downtime_saved;
    });
    positions.resize(most_changes);
    std::sort(positions.begin(), positions.end());
    return positions;
  }

  void choose() {
    const std::vector<std::size_t> positions = searched();
    const auto members = [&](ChangeSet set) {
      std::vector<std::size_t> chosen;
      for (std::size_t i = 0; i < positions.size(); ++i) {
        if ((set >> i & 1U) != 0) chosen.push_back(positions[i]);
      }
      return chosen;
    };
    double floor = 0.0;
    const auto evaluate = [&](ChangeSet set) -> SetOutcome {
      const auto chosen = members(set);
      Draft changed = draft_;
      for (const std::size_t i : chosen) candidates_[i].apply(changed);
      const auto built = build(changed, &search_chains_, GroupDetail::availability);
      // Changes that contradict each other bring nothing and cost too much.
      if (!built) return {1e9, std::numeric_limits<double>::infinity()};
      return {std::max(excess_of(*built, of_changed_), floor), cost_of(chosen, changed)};
    };
    const ChangeSet every =
        positions.size() == most_changes ? ~ChangeSet{0} : (ChangeSet{1} << positions.size()) - 1;
    floor = evaluate(every).excess * near_ceiling;
    SearchLimits limits;
    limits.exact_changes = options_.exact_changes;
    limits.evaluations = evaluations_;
    limits.is_over = [this] { return time_.is_used(part_until_chosen); };
    if (advice_.budget_per_month) limits.budget = *advice_.budget_per_month;
    const FoundSet found = cheapest_changes(positions.size(), evaluate, limits);
    const bool all_tried =
        std::none_of(advice_.left_alone.begin(), advice_.left_alone.end(),
                     [](const LeftAlone& each) { return each.why == LeftAlone::Why::no_time; });
    advice_.method = all_tried ? found.method : SearchMethod::ended;
    advice_.evaluations = found.evaluations;
    Analysis analysis;
    std::optional<BuiltDraft> built;
    Draft all;
    if (auto result = tried(positions, all, analysis, built)) advice_.everything = *result;
    if (auto result = tried(members(found.changes), advice_.changed, analysis, built)) {
      advice_.chosen = *result;
      leave_out_useless();
    }
    Draft unchanged;
    const auto now = tried({}, unchanged, analysis, built);
    advice_.met_already = now && now->meets_target;
  }

  /// The search takes no change to do harm, and weighs coarser figures than are shown: what brings
  /// nothing beside the others is left out, the dearest first.
  void leave_out_useless() {
    const auto is_exact = [](const AvailabilityResult& one) { return one.method == Method::exact; };
    if (std::all_of(advice_.chosen.after.begin(), advice_.chosen.after.end(), is_exact)) return;
    std::vector<std::size_t> dearest = advice_.chosen.changes;
    std::stable_sort(dearest.begin(), dearest.end(), [this](std::size_t a, std::size_t b) {
      return advice_.changes[a].alone.cost_per_month > advice_.changes[b].alone.cost_per_month;
    });
    for (const std::size_t change : dearest) {
      if (time_.is_used(part_until_chosen)) return;
      std::vector<std::size_t> others = advice_.chosen.changes;
      std::erase(others, change);
      Draft changed;
      Analysis analysis;
      std::optional<BuiltDraft> built;
      auto without = tried(others, changed, analysis, built);
      if (!without || excess_of(*without) > excess_of(advice_.chosen)) continue;
      advice_.chosen = std::move(*without);
      advice_.changed = std::move(changed);
    }
  }

  [[nodiscard]] double excess_of(const TriedChanges& tried) const {
    double excess = 0.0;
    for (std::size_t i = 0; i < tried.after.size(); ++i) {
      excess += beyond_target(i, tried.after[i].upper_unavailability);
    }
    return excess;
  }

  /// Free changes first, then by what each saves alone for its cost.
  void take_steps() {
    std::vector<std::size_t> order = advice_.chosen.changes;
    const auto worth = [this](std::size_t change) {
      const TriedChanges& alone = advice_.changes[change].alone;
      return alone.cost_per_month > 0.0 ? alone.downtime_saved / alone.cost_per_month
                                        : std::numeric_limits<double>::infinity();
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return worth(a) > worth(b); });
    Draft draft;
    Analysis analysis;
    std::optional<BuiltDraft> built;
    for (std::size_t taken = 0; taken <= order.size(); ++taken) {
      const auto end = order.begin() + static_cast<std::ptrdiff_t>(taken);
      // A part of a set that can be built may lack what another part of it needs.
      if (auto step = tried({order.begin(), end}, draft, analysis, built)) {
        advice_.steps.push_back(std::move(*step));
      }
    }
  }

  AdviceTime time_;
  const Draft& draft_;
  const AdviceOptions& options_;
  Advice advice_;
  Analysis base_analysis_;
  AnalysisOptions of_changed_;  ///< of each document that is tried
  AnalysisOptions of_all_;      ///< of all changes together, while changes are looked for
  std::optional<PriceList> prices_;
  // What was solved before changes no result.
  mutable SolvedChains shown_chains_{compared_chains};
  mutable SolvedChains search_chains_{search_chains, &shown_chains_};
  mutable KnownDiagrams diagrams_;
  std::vector<Candidate> candidates_;
  std::size_t evaluations_ = 0;
};

}  // namespace

Result<Advice> advise(const Draft& draft, const AdviceOptions& options) {
  return Advisor(draft, options).advise();
}

}  // namespace cutpoint
