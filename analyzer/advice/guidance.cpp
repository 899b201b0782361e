#include "analyzer/advice/guidance.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace cutpoint {

namespace {

/// A single point that takes more of the allowed downtime than this is critical.
constexpr double critical_share = 0.1;
constexpr std::size_t most_named = 6;

class GuidanceWriter {
 public:
  GuidanceWriter(Availability target, const AnalysedDraft& base)
      : target_(target), base_(base), allowed_(target.downtime_in(year())) {}

  std::vector<std::string> write(const std::vector<JourneyId>& journeys) {
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
  struct Point {
    std::string name;
    std::string kind;
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
             event.kind == EventKind::component ? base_.model.kind_of(event.component).base : "",
             point.downtime_per_year, point.classification == SinglePointClass::accepted});
      }
    }
    std::stable_sort(points_.begin(), points_.end(),
                     [](const Point& a, const Point& b) { return a.downtime > b.downtime; });
  }

  [[nodiscard]] std::string allowance() const {
    return fmt::format("{} allows {} of downtime a year", to_human_text(target_),
                       to_human_text(allowed_));
  }

  static std::string names(const std::vector<const Point*>& points) {
    std::string text;
    for (std::size_t i = 0; i < std::min(points.size(), most_named); ++i) {
      text += fmt::format("{}`{}` ({} a year)", i == 0 ? "" : ", ", points[i]->name,
                          to_human_text(points[i]->downtime));
    }
    if (points.size() > most_named) {
      text += fmt::format(" and {} more", points.size() - most_named);
    }
    return text;
  }

  [[nodiscard]] std::vector<const Point*> points_above(double share, bool above) const {
    std::vector<const Point*> chosen;
    for (const Point& point : points_) {
      const bool large = point.downtime.in_seconds() > share * allowed_.in_seconds();
      if (large == above && !point.accepted) chosen.push_back(&point);
    }
    return chosen;
  }

  void tolerate() {
    out_.push_back(fmt::format(
        "{}: hours, so that repairs fit into it. Accept single points of failure, and practise "
        "restores instead of paying for redundancy.",
        allowance()));
    const auto fit = points_above(1.0, false);
    const auto large = points_above(1.0, true);
    if (!fit.empty()) {
      out_.push_back(fmt::format(
          "Each of these fits into the allowance: {}. Write them down as accepted (`accept`).",
          names(fit)));
    }
    if (!large.empty()) {
      out_.push_back(
          fmt::format("Too much even for this target, alone: {}. Make their repair faster first.",
                      names(large)));
    }
    restores();
  }

  void restores() {
    std::vector<std::string> without;
    for (const DataRecovery& recovery : base_.analysis.recovery) {
      const bool lost = std::any_of(
          recovery.scopes.begin(), recovery.scopes.end(),
          [](const ScopeRecovery& scope) { return scope.source == RecoverySource::none; });
      const std::string& name = base_.model.components[recovery.component].name;
      if (lost) without.push_back(fmt::format("`{}`", name));
      if (lost) continue;
      const ScopeRecovery& last = recovery.scopes.back();
      if (last.scope == FailureScope::corruption && last.rpo && last.rto) {
        out_.push_back(
            fmt::format("Practise the restore of `{}`: it comes back in {} and loses up to {}.",
                        name, to_human_text(*last.rto), to_human_text(*last.rpo)));
      }
    }
    if (!without.empty()) {
      out_.push_back(
          fmt::format("A restore of {} cannot be practised: nothing brings its data back after "
                      "every loss. Start with backups.",
                      fmt::join(without, ", ")));
    }
  }

  void remove_critical() {
    out_.push_back(fmt::format(
        "{}: one long repair spends it. Remove the critical single points of failure, those that "
        "take more than a tenth of it; the small ones can be accepted.",
        allowance()));
    const auto critical = points_above(critical_share, true);
    const auto small = points_above(critical_share, false);
    if (critical.empty()) {
      out_.emplace_back("No single point of failure is critical in this sense.");
    } else {
      out_.push_back(fmt::format("Critical: {}.", names(critical)));
    }
    if (!small.empty()) out_.push_back(fmt::format("Small enough to accept: {}.", names(small)));
  }

  void duplicate_everything() {
    out_.push_back(fmt::format(
        "{}: less than one repair by hand. That takes redundancy at all levels, process, machine, "
        "zone, data and what others provide, across zones or regions, with switches that need "
        "nobody.",
        allowance()));
    struct Level {
      std::string_view name;
      std::initializer_list<std::string_view> kinds;
    };
    static const std::array<Level, 7> levels = {{
        {"processes",
         {"container", "pod", "service", "function", "model_server", "gateway", "load_balancer",
          "cache"}},
        {"data",
         {"database", "queue", "volume", "object_storage", "vector_db", "feature_store", "model",
          "model_registry"}},
        {"machines", {"vm", "host", "gpu"}},
        {"racks, power and network",
         {"rack", "power", "network", "link", "switch", "router", "dns", "cdn"}},
        {"zones", {"zone"}},
        {"regions", {"region", "provider"}},
        {"services of others", {"external"}},
    }};
    bool any = false;
    for (const Level& level : levels) {
      std::vector<const Point*> here;
      for (const Point& point : points_) {
        if (std::find(level.kinds.begin(), level.kinds.end(), point.kind) != level.kinds.end()) {
          here.push_back(&point);
        }
      }
      if (here.empty()) continue;
      any = true;
      out_.push_back(fmt::format("Still alone among {}: {}.", level.name, names(here)));
    }
    if (!any) out_.emplace_back("No level is left without redundancy.");
  }

  Availability target_;
  const AnalysedDraft& base_;
  Duration allowed_;
  std::vector<Point> points_;
  std::vector<std::string> out_;
};

}  // namespace

std::vector<std::string> guidance_for(Availability target, const AnalysedDraft& base,
                                      const std::vector<JourneyId>& journeys) {
  return GuidanceWriter(target, base).write(journeys);
}

}  // namespace cutpoint
