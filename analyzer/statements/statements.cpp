#include "analyzer/statements/statements.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "analyzer/statements/unused.hpp"
#include "model/architecture/queries/targets.hpp"

namespace cutpoint {

namespace {

/// From a length of a period to the same share of a year.
Duration in_a_year(Duration length, const ServicePeriod& period) {
  const double seconds = period.length.in_seconds();
  return seconds > 0.0 ? Duration::in_a_year(length.in_seconds() / seconds) : Duration();
}

EstimatedEnds ends_of(const JourneyAnalysis& journey) {
  const AvailabilityResult& up = journey.up;
  EstimatedEnds ends{up.availability,
                     Availability::from_unavailability(up.upper_unavailability),
                     Availability::from_unavailability(up.lower_unavailability),
                     {},
                     {}};
  const auto pair_of = [](const Interval& interval) {
    return std::pair(interval.low, interval.high);
  };
  if (up.outages_interval) ends.outages_per_year = pair_of(*up.outages_interval);
  if (journey.slo && journey.slo->missed_interval) {
    ends.slo_missed = pair_of(*journey.slo->missed_interval);
  }
  return ends;
}

std::vector<Caveat> caveats_of(const StructureFunction& function, const JourneyAnalysis& journey) {
  std::vector<Caveat> caveats;
  const auto add = [&caveats](Caveat::What what) { caveats.emplace_back().what = what; };
  if (journey.single_points.empty() && journey.up.lower_unavailability >= 1.0) {
    add(Caveat::What::never_works);
  }
  if (!journey.coherent) add(Caveat::What::not_coherent);
  if (journey.up.method == Method::bounded) add(Caveat::What::only_bounds);
  if (journey.up.method == Method::estimated) {
    add(Caveat::What::estimated);
    caveats.back().ends = ends_of(journey);
  }
  for (const std::uint32_t group : journey.approximated) {
    const GroupDoubt doubt = function.failover_groups[group].doubt;
    auto found = std::find_if(caveats.begin(), caveats.end(), [doubt](const Caveat& caveat) {
      return caveat.what == Caveat::What::groups_in_doubt && caveat.doubt == doubt;
    });
    if (found == caveats.end()) {
      add(Caveat::What::groups_in_doubt);
      found = caveats.end() - 1;
      found->doubt = doubt;
    }
    found->groups.push_back(group);
  }
  if (!journey.unknown_dependencies.empty()) {
    Caveat& caveat = caveats.emplace_back();
    caveat.what = Caveat::What::needs_not_known;
    caveat.components = journey.unknown_dependencies;
  }
  return caveats;
}

/// Down by more than one failure at a time: the single points are independent of each other.
Duration down_by_combinations(const StructureFunction& function, const JourneyAnalysis& journey) {
  double none_down = 0.0;  // log of the probability that no single point is
  for (const SinglePoint& point : journey.single_points) {
    none_down += std::log1p(-point.share * function.events[point.event].process.unavailability);
  }
  const double down = journey.up.availability.unavailability();
  // What is left of a difference of nearly equal numbers is rounding.
  const double rest = down + std::expm1(none_down);
  return rest > 1e-12 * down ? Duration::in_a_year(rest) : Duration();
}

/// Less of the whole is no part that is worth a word.
constexpr double least_part = 0.01;

std::vector<DowntimePart> downtime_parts(const JourneyAnalysis& journey, Duration by_combinations) {
  const double whole = journey.up.downtime_per_year().in_seconds();
  if (whole <= 0.0) return {};
  std::vector<DowntimePart> parts;
  const auto add = [&parts, whole](EventId event, Duration down) {
    const double share = std::min(1.0, down.in_seconds() / whole);
    if (share >= least_part) parts.push_back({event, down, share});
  };
  for (const SinglePoint& point : journey.single_points) {
    if (parts.size() == JourneyStatement::most_parts) break;
    add(point.event, point.downtime_per_year);
  }
  add({}, by_combinations);
  return parts;
}

std::optional<UncertainRange> uncertain_range(const Analysis& analysis,
                                              const JourneyAnalysis& journey) {
  if (!analysis.uncertainty || !journey.uncertainty) return std::nullopt;
  const UncertainProbability& down = journey.uncertainty->unavailability;
  if (down.percentile_5 >= down.percentile_95) return std::nullopt;
  return UncertainRange{Availability::from_unavailability(down.percentile_95),
                        Availability::from_unavailability(down.percentile_5),
                        analysis.uncertainty->samples, journey.uncertainty->slo_met};
}

JourneyStatement journey_statement(const StructureFunction& function, const Analysis& analysis,
                                   const JourneyAnalysis& journey) {
  JourneyStatement statement;
  statement.journey = journey.journey;
  statement.analysis = &journey;
  statement.method = journey.up.method;
  // An answer is as good as the weakest figure that it used.
  if (statement.method == Method::exact && !journey.approximated.empty()) {
    statement.method = Method::estimated;
  }
  if (journey.slo) {
    statement.promises.push_back(promise_statement(PromiseStatement::Kind::slo, *journey.slo));
  }
  if (journey.sla) {
    statement.promises.push_back(promise_statement(PromiseStatement::Kind::sla, *journey.sla));
  }
  statement.caveats = caveats_of(function, journey);
  const bool is_open =
      std::any_of(statement.promises.begin(), statement.promises.end(),
                  [](const auto& promise) { return promise.verdict == TargetVerdict::undecided; });
  if (is_open) {
    Caveat& caveat = statement.caveats.emplace_back();
    caveat.what = Caveat::What::target_within;
    caveat.method = statement.method;
  }
  statement.by_combinations = down_by_combinations(function, journey);
  statement.parts = downtime_parts(journey, statement.by_combinations);
  statement.planned = Duration::in_a_year(journey.planned_unavailability.value_or(0.0));
  statement.uncertain = uncertain_range(analysis, journey);
  return statement;
}

/// Collects what the journeys say of the same events.
class SharedFindings {
 public:
  SharedFindings(const StructureFunction& function, const Analysis& analysis)
      : function_(function),
        analysis_(analysis),
        row_of_(function.groups.size(), unknown_row),
        defeated_by_(function.events.size()) {}

  void add(const JourneyAnalysis& journey) {
    for (const SinglePoint& point : journey.single_points) add_point(journey, point);
    for (const HiddenCommonCause& cause : journey.hidden_common_causes) add_cause(cause);
  }

  void finish(Statements& statements) {
    for (PointStatement& point : points_) {
      const JourneyId of = is_of(point, statements.worst) ? statements.worst : point.hurts_most;
      const double down = analysis_.journeys[of].up.downtime_per_year().in_seconds();
      const double own = point.point->downtime_per_year.in_seconds();
      point.share = down > 0.0 ? std::min(1.0, own / down) : 0.0;
      point.defeats = defeated_by_[point.point->event];
    }
    std::stable_sort(points_.begin(), points_.end(), [](const auto& a, const auto& b) {
      return a.point->downtime_per_year > b.point->downtime_per_year;
    });
    for (const PointStatement& point : points_) {
      if (point.point->classification != SinglePointClass::accepted) continue;
      statements.accepted.push_back({point.point->event, point.point->acceptance, point.journeys});
    }
    statements.points = std::move(points_);
    statements.defeated = std::move(defeated_);
  }

 private:
  static bool is_of(const PointStatement& point, JourneyId journey) {
    return std::find(point.journeys.begin(), point.journeys.end(), journey) != point.journeys.end();
  }

  void add_point(const JourneyAnalysis& journey, const SinglePoint& point) {
    const auto [found, is_new] =
        places_.try_emplace({point.event, point.classification}, points_.size());
    if (is_new) points_.emplace_back().point = &point;
    PointStatement& row = points_[found->second];
    row.journeys.push_back(journey.journey);
    const auto down = [this](JourneyId id) { return analysis_.journeys[id].up.availability; };
    if (!row.hurts_most.valid() || down(journey.journey) > down(row.hurts_most)) {
      row.hurts_most = journey.journey;
    }
  }

  /// There may be a cause for each pair of a group and an event.
  void add_cause(const HiddenCommonCause& cause) {
    const std::size_t row = row_of(cause.group);
    if (is_known(row, cause.event)) return;
    defeated_[row].by.push_back(cause.event);
    defeated_by_[cause.event].push_back(defeated_[row].group);
  }

  /// Few are looked through, many are marked by event.
  bool is_known(std::size_t row, EventId event) {
    constexpr std::size_t few = 64;
    const std::vector<EventId>& by = defeated_[row].by;
    if (by.size() < few) return std::find(by.begin(), by.end(), event) != by.end();
    std::vector<bool>& known = known_causes_[row];
    if (known.empty()) {
      known.resize(function_.events.size(), false);
      for (const EventId one : by) known[one.index()] = true;
    }
    const bool was_known = known[event.index()];
    known[event.index()] = true;
    return was_known;
  }

  std::size_t row_of(GroupId group) {
    std::size_t& row = row_of_[group];
    if (row != unknown_row) return row;
    const auto [found, is_new] =
        groups_.try_emplace(function_.groups[group].name, defeated_.size());
    if (is_new) {
      defeated_.emplace_back().group = group;
      known_causes_.emplace_back();
    }
    row = found->second;
    return row;
  }

  const StructureFunction& function_;
  const Analysis& analysis_;
  std::vector<PointStatement> points_;
  std::map<std::pair<EventId, SinglePointClass>, std::size_t> places_;
  std::vector<DefeatedGroup> defeated_;
  std::map<std::string_view, std::size_t> groups_;  // two dependants declare the same group
  static constexpr std::size_t unknown_row = std::numeric_limits<std::size_t>::max();
  IdVector<GroupId, std::size_t> row_of_;        ///< in `defeated_`
  std::vector<std::vector<bool>> known_causes_;  ///< by row and event, where there are many
  IdVector<EventId, std::vector<GroupId>> defeated_by_;
};

}  // namespace

std::string_view name_of(TargetVerdict verdict) {
  switch (verdict) {
    case TargetVerdict::met:
      return "met";
    case TargetVerdict::missed:
      return "missed";
    case TargetVerdict::undecided:
      return "not decided";
  }
  return "";
}

PromiseStatement promise_statement(PromiseStatement::Kind kind, const ServiceLevelResult& promise) {
  PromiseStatement statement;
  statement.kind = kind;
  statement.target = promise.target;
  statement.planned = in_a_year(promise.planned, promise.period);
  statement.excluded = in_a_year(promise.excluded, promise.period);
  if (!promise.met) return statement;
  statement.verdict = *promise.met ? TargetVerdict::met : TargetVerdict::missed;
  statement.gap = in_a_year(promise.gap(), promise.period);
  statement.at_worse_end = promise.lower_unavailability < promise.upper_unavailability;
  return statement;
}

const PromiseStatement* JourneyStatement::promise(PromiseStatement::Kind kind) const {
  const auto found = std::find_if(promises.begin(), promises.end(),
                                  [kind](const auto& row) { return row.kind == kind; });
  return found == promises.end() ? nullptr : &*found;
}

namespace {

std::optional<Assumption::What> what_is_assumed(const Boxed<Figures>& figures) {
  if (!figures || !figures->assumed()) return std::nullopt;
  if (is_downtime_known(*figures)) return Assumption::What::only_repair_time;
  if (!figures->mtbf_assumed) return Assumption::What::repair_time;
  return figures->mttr_assumed ? Assumption::What::figures : Assumption::What::mtbf;
}

/// What nothing asks for goes into no figure. A link is used where both its ends are.
std::vector<Assumption> assumptions_of(const Model& model, const std::vector<Unused>& unused) {
  IdVector<ComponentId, std::uint8_t> used(model.components.size(), 1);
  for (const Unused& row : unused) used[row.component] = 0;
  std::vector<Assumption> assumptions;
  for (std::size_t i = 0; i < model.components.size(); ++i) {
    if (used[ComponentId(i)] == 0) continue;
    if (auto row = assumption_of(model, ComponentId(i))) assumptions.push_back(*row);
  }
  for (std::size_t i = 0; i < model.links.size(); ++i) {
    const Link& link = model.links[LinkId(i)];
    if (used[link.from] == 0 || used[link.to] == 0) continue;
    if (auto row = assumption_of(model, LinkId(i))) assumptions.push_back(*row);
  }
  return assumptions;
}

}  // namespace

std::optional<Assumption> assumption_of(const Model& model, ComponentId id) {
  const auto what = what_is_assumed(model.components[id].figures);
  return what ? std::optional(Assumption{id, *what, {}}) : std::nullopt;
}

std::optional<Assumption> assumption_of(const Model& model, LinkId id) {
  const auto what = what_is_assumed(model.links[id].figures);
  return what ? std::optional(Assumption{{}, *what, id}) : std::nullopt;
}

const std::string& subject_of(const Model& model, const Assumption& assumption) {
  return assumption.link.valid() ? model.links[assumption.link].name
                                 : model.components[assumption.component].name;
}

std::vector<EngineCut> cuts_by_budget(const Analysis& analysis) {
  std::vector<EngineCut> cuts = analysis.cuts;
  std::erase_if(cuts, [](const EngineCut& cut) {
    const bool by_budget = cut.limit == EngineLimit::time || cut.limit == EngineLimit::memory;
    return !by_budget && cut.task != EngineTask::availability;
  });
  return cuts;
}

namespace {

/// Those that are exact but for their full service; none where another journey is not exact.
std::vector<JourneyId> exact_but_in_full(const Analysis& analysis) {
  std::vector<JourneyId> found;
  for (const JourneyAnalysis& journey : analysis.journeys) {
    if (journey.up.method == Method::bounded) return {};
    if (journey.full.method == Method::bounded) found.push_back(journey.journey);
  }
  return found;
}

}  // namespace

Statements statements_of(const Model& model, const StructureFunction& function,
                         const Analysis& analysis) {
  Statements statements;
  SharedFindings shared(function, analysis);
  for (const JourneyAnalysis& journey : analysis.journeys) {
    statements.journeys.push_back(journey_statement(function, analysis, journey));
    shared.add(journey);
    if (!statements.worst.valid() ||
        journey.up.availability < analysis.journeys[statements.worst].up.availability) {
      statements.worst = journey.journey;
    }
  }
  shared.finish(statements);
  statements.unused = unused_of(model, analysis);
  statements.assumptions = assumptions_of(model, statements.unused);
  if (!analysis.common_causes_complete) {
    statements.caveats.emplace_back().what = Caveat::What::causes_cut_short;
  }
  if (auto cuts = cuts_by_budget(analysis); !cuts.empty()) {
    Caveat& caveat = statements.caveats.emplace_back();
    caveat.what = Caveat::What::work_cut_short;
    caveat.cuts = std::move(cuts);
    caveat.in_full_only = exact_but_in_full(analysis);
  }
  statements.counts_time_of_groups = !analysis.groups.empty();
  return statements;
}

}  // namespace cutpoint
