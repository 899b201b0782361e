#include "analyzer/advice/guidance.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace cutpoint {

namespace {

using Level = Guidance::Level;

/// In the order in which they are told.
constexpr std::array levels = {
    Level::processes, Level::data,    Level::machines,           Level::infrastructure,
    Level::zones,     Level::regions, Level::services_of_others,
};

/// Where something stands that alone stops a journey; absent where no level is to be doubled.
std::optional<Level> level_of(const Kind& kind) {
  struct KindsOfLevel {
    Level level;
    std::initializer_list<std::string_view> kinds;
  };
  static const std::array<KindsOfLevel, 5> others = {{
      {Level::machines, {"vm", "host", "gpu"}},
      {Level::infrastructure,
       {"rack", "power", "network", "link", "switch", "router", "dns", "cdn"}},
      {Level::zones, {"zone"}},
      {Level::regions, {"region", "provider"}},
      {Level::services_of_others, {"external"}},
  }};
  if (is_data(kind.kept) || kind.base == "model") return Level::data;
  if (kind.is_process) return Level::processes;
  for (const KindsOfLevel& row : others) {
    if (std::find(row.kinds.begin(), row.kinds.end(), kind.base) != row.kinds.end())
      return row.level;
  }
  return std::nullopt;
}

/// A single point that takes more of the allowed downtime than this is critical.
constexpr double critical_share = 0.1;

class GuidanceWriter {
 public:
  GuidanceWriter(Availability target, const AnalysedDraft& base)
      : target_(target), base_(base), allowed_(target.downtime_in(year())) {}

  std::vector<Guidance> write(const std::vector<JourneyId>& journeys) {
    collect(journeys);
    if (target_.unavailability() > 1e-3 * (1 + 1e-9)) {
      tolerate();
    } else if (target_.unavailability() > 1e-4 * (1 + 1e-9)) {
      remove_critical();
    } else {
      duplicate_everything();
    }
    return std::move(out_);
  }

 private:
  using What = Guidance::What;
  struct Point {
    std::string name;
    const Kind* kind;  ///< of a component; owned by the model
    Duration downtime;
    bool accepted;
  };

  static Duration year() { return Duration::seconds(Duration::year); }

  void collect(const std::vector<JourneyId>& journeys) {
    std::set<EventId> seen;
    for (const JourneyId journey : journeys) {
      for (const SinglePoint& point : base_.analysis.journeys[journey].single_points) {
        if (!seen.insert(point.event).second) continue;
        const BasicEvent& event = base_.function.events[point.event];
        points_.push_back(
            {event.name,
             event.kind == EventKind::component ? &base_.model.kind_of(event.component) : nullptr,
             point.downtime_per_year, point.classification == SinglePointClass::accepted});
      }
    }
    std::stable_sort(points_.begin(), points_.end(),
                     [](const Point& a, const Point& b) { return a.downtime > b.downtime; });
  }

  [[nodiscard]] std::vector<Guidance::Point> points_above(double share, bool above) const {
    std::vector<Guidance::Point> chosen;
    for (const Point& point : points_) {
      const bool large = point.downtime.in_seconds() > share * allowed_.in_seconds();
      if (large == above && !point.accepted) chosen.push_back({point.name, point.downtime});
    }
    return chosen;
  }

  Guidance& add(What what) {
    Guidance& guidance = out_.emplace_back();
    guidance.what = what;
    return guidance;
  }

  void add(What what, std::vector<Guidance::Point> points) {
    if (!points.empty()) add(what).points = std::move(points);
  }

  void tolerate() {
    add(What::tolerate_hours).downtime = allowed_;
    add(What::fit_the_allowance, points_above(1.0, false));
    add(What::too_much_alone, points_above(1.0, true));
    restores();
  }

  void restores() {
    std::vector<std::string> without;
    for (const DataRecovery& recovery : base_.analysis.recovery) {
      const bool lost = std::any_of(
          recovery.scopes.begin(), recovery.scopes.end(),
          [](const ScopeRecovery& scope) { return scope.source == RecoverySource::none; });
      const std::string& name = base_.model.components[recovery.component].name;
      if (lost) without.push_back(name);
      if (lost) continue;
      const ScopeRecovery& last = recovery.scopes.back();
      if (last.scope == FailureScope::corruption && last.rpo && last.rto) {
        Guidance& restore = add(What::practise_restore);
        restore.names = {name};
        restore.downtime = *last.rto;
        restore.loss = *last.rpo;
      }
    }
    if (!without.empty()) add(What::no_restore).names = std::move(without);
  }

  void remove_critical() {
    add(What::remove_critical).downtime = allowed_;
    auto critical = points_above(critical_share, true);
    if (critical.empty()) add(What::nothing_critical);
    add(What::critical, std::move(critical));
    add(What::small_enough, points_above(critical_share, false));
  }

  void duplicate_everything() {
    add(What::duplicate_everything).downtime = allowed_;
    bool any = false;
    for (const Guidance::Level level : levels) {
      std::vector<Guidance::Point> here;
      for (const Point& point : points_) {
        if (point.kind != nullptr && level_of(*point.kind) == level)
          here.push_back({point.name, point.downtime});
      }
      if (here.empty()) continue;
      any = true;
      Guidance& guidance = add(What::alone_on_level);
      guidance.level = level;
      guidance.points = std::move(here);
    }
    if (!any) add(What::nothing_alone);
  }

  Availability target_;
  const AnalysedDraft& base_;
  Duration allowed_;
  std::vector<Point> points_;
  std::vector<Guidance> out_;
};

}  // namespace

std::vector<Guidance> guidance_for(Availability target, const AnalysedDraft& base,
                                   const std::vector<JourneyId>& journeys) {
  return GuidanceWriter(target, base).write(journeys);
}

}  // namespace cutpoint
