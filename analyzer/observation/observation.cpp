#include <algorithm>
#include <numbers>
#include <unordered_map>

#include <fmt/format.h>

#include "analyzer/observation/observe.hpp"
#include "analyzer/observation/repair_times.hpp"
#include "model/base/math/statistics.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

/// An outage in seconds since the start of the window (or, without one, since 1970).
struct Stretch {
  double start = 0;
  double end = 0;
  bool open = false;
  SourceSpan span;
};

/// Overlapping and touching stretches become one.
std::vector<Stretch> merged(std::vector<Stretch> stretches) {
  std::stable_sort(stretches.begin(), stretches.end(),
                   [](const Stretch& a, const Stretch& b) { return a.start < b.start; });
  std::vector<Stretch> result;
  for (const Stretch& next : stretches) {
    if (result.empty() || next.start > result.back().end) {
      result.push_back(next);
      continue;
    }
    result.back().end = std::max(result.back().end, next.end);
    result.back().open = result.back().open || next.open;
  }
  return result;
}

double length_of(const std::vector<Stretch>& stretches) {
  double sum = 0;
  for (const Stretch& stretch : stretches) sum += stretch.end - stretch.start;
  return sum;
}

class Observer {
 public:
  Observer(const std::vector<Incident>& incidents, const ObservationOptions& options,
           Diagnostics& diagnostics)
      : incidents_(incidents), options_(options), diagnostics_(diagnostics) {}

  std::optional<Observation> observe() {
    const std::size_t before = diagnostics_.error_count();
    place_window();
    if (!placed_ && window_) check_extent();
    if (diagnostics_.error_count() > before) return std::nullopt;
    collect();
    Observation result;
    if (placed_) {
      result.from = from_;
      result.to = to_;
    }
    if (window_) result.window = Duration::seconds(*window_);
    result.confidence = options_.confidence;
    for (Records& records : components_) result.components.push_back(measure(records));
    if (outside_ > 0) {
      diagnostics_.info(
          "outside-window", SourceSpan(),
          fmt::format("{} of {} records lie outside of the window", outside_, incidents_.size()));
    }
    if (diagnostics_.error_count() > before) return std::nullopt;
    return result;
  }

 private:
  /// What the records call by one name.
  struct Unit {
    std::vector<Stretch> outages;
    std::vector<Stretch> planned;
  };
  /// A component, or a pool by all its names: records that overlap are one outage only where they
  /// name the same.
  struct Records {
    std::string name;
    SourceSpan span;
    std::uint32_t instances = 1;
    std::vector<Unit> units;
  };

  void place_window() {
    if (options_.window) window_ = options_.window->in_seconds();
    if (options_.from && options_.to) {
      const double between = seconds_between(*options_.from, *options_.to);
      if (window_ && *window_ != between) {
        refuse("the window is not as long as the time between its ends, `from` and `to`");
      }
      window_ = between;
    }
    if (!window_ && !options_.operating) {
      refuse("nothing says how long was watched").help =
          "give --window 726h, or --from and --to, or --operating 720h";
      return;
    }
    if (window_ && *window_ <= 0.0) {
      refuse("the window is empty: it ends before anything could be watched").help =
          "`from` comes before `to`";
    }
    if (!window_ || (!options_.from && !options_.to)) return;
    placed_ = true;
    from_ = options_.from ? *options_.from : later_by(*options_.to, -*window_);
    to_ = options_.to ? *options_.to : later_by(from_, *window_);
  }

  Diagnostic& refuse(std::string message) {
    return diagnostics_.error("missing-window", options_.stated, std::move(message));
  }

  /// A window of known length, placed nowhere: at least the records must fit into it.
  void check_extent() {
    const Incident* first = nullptr;
    const Incident* last = nullptr;
    const auto end_of = [](const Incident& incident) {
      return incident.end ? incident.end->value : incident.start.value;
    };
    for (const Incident& incident : incidents_) {
      if (first == nullptr || incident.start.value < first->start.value) first = &incident;
      if (last == nullptr || end_of(incident) > end_of(*last)) last = &incident;
    }
    if (first == nullptr || seconds_between(first->start.value, end_of(*last)) <= *window_) return;
    diagnostics_
        .error("missing-window", last->span,
               fmt::format("the records do not fit into a window of {}",
                           to_human_text(Duration::seconds(*window_))))
        .notes.push_back({"the first one is here", first->start.span});
  }

  /// The pool that a record names, or one of whose instances it names; otherwise what it names.
  [[nodiscard]] std::string owner_of(const std::string& name) const {
    const std::size_t mark = name.rfind('#');
    if (mark == std::string::npos) return name;
    const auto pool = options_.pools.find(name.substr(0, mark));
    if (pool == options_.pools.end()) return name;
    const auto number = read_number(std::string_view(name).substr(mark + 1));
    const bool is_instance = number && *number >= 1.0 && *number <= pool->second;
    return is_instance ? pool->first : name;
  }

  /// `web#*` names all instances of the pool at once.
  [[nodiscard]] std::vector<std::string> units_named(const Incident& incident) {
    const std::string& name = incident.component.value;
    constexpr std::string_view all = "#*";
    const auto pool = name.ends_with(all)
                          ? options_.pools.find(name.substr(0, name.size() - all.size()))
                          : options_.pools.end();
    if (pool == options_.pools.end()) return {name};
    named_at_once_ += pool->second;
    if (named_at_once_ > most_named_at_once) {
      diagnostics_.error("too-large", incident.span,
                         fmt::format("records of all instances at once stand for more than {} "
                                     "records",
                                     most_named_at_once));
      return {};
    }
    std::vector<std::string> names;
    for (std::uint32_t i = 1; i <= pool->second; ++i) {
      names.push_back(fmt::format("{}#{}", pool->first, i));
    }
    return names;
  }

  Unit& unit_of(const std::string& name, const Incident& incident) {
    const auto [known, is_new] = units_.try_emplace(name);
    if (is_new) {
      const std::string owner = owner_of(name);
      const auto [place, added] = places_.emplace(owner, components_.size());
      if (added) {
        const auto pool = options_.pools.find(owner);
        const std::uint32_t instances = pool == options_.pools.end() ? 1 : pool->second;
        components_.push_back({owner, incident.component.span, instances, {}});
      }
      known->second = {place->second, components_[place->second].units.size()};
      components_[place->second].units.emplace_back();
    }
    return components_[known->second.first].units[known->second.second];
  }

  void collect() {
    for (const Incident& incident : incidents_) {
      if (named_at_once_ > most_named_at_once) return;
      if (!incident.end && !placed_ && !options_.operating) {
        diagnostics_
            .error("missing-window", incident.span,
                   "this incident goes on, and nothing says until when was watched")
            .help = "give the end of the window, `to`";
        continue;
      }
      const std::vector<std::string> names = units_named(incident);
      for (const std::string& name : names) (void)unit_of(name, incident);
      Stretch stretch;
      stretch.span = incident.span;
      const Instant origin = placed_ ? from_ : Instant();
      stretch.start = seconds_between(origin, incident.start.value);
      stretch.open = !incident.end;
      stretch.end = incident.end ? seconds_between(origin, incident.end->value)
                                 : std::max(stretch.start, window_.value_or(stretch.start));
      if (placed_ && (stretch.start >= *window_ || stretch.end < 0.0)) {
        ++outside_;
        continue;
      }
      const bool planned = incident.planned && !options_.count_planned;
      for (const std::string& name : names) {
        Unit& unit = unit_of(name, incident);
        (planned ? unit.planned : unit.outages).push_back(stretch);
      }
    }
  }

  /// Cut to the window; what reaches beyond its end has not ended within it.
  [[nodiscard]] std::vector<Stretch> cut(std::vector<Stretch> stretches) const {
    if (!placed_) return stretches;
    for (Stretch& stretch : stretches) {
      if (stretch.end > *window_) {
        stretch.end = *window_;
        stretch.open = true;
      }
    }
    return stretches;
  }

  ObservedComponent measure(const Records& records) {
    ObservedComponent result;
    result.name = records.name;
    result.span = records.span;
    double of_failures = 0, downtime = 0, planned = 0;
    for (const Unit& unit : records.units) {
      const std::vector<Stretch> outages = cut(merged(unit.outages));
      result.merged += static_cast<std::uint32_t>(unit.outages.size() - outages.size());
      for (const Stretch& outage : outages) {
        downtime += outage.end - std::max(outage.start, placed_ ? 0.0 : outage.start);
        if (outage.open) ++result.open;
        if (placed_ && outage.start < 0.0) continue;  // failed before anybody watched
        ++result.failures;
        of_failures += outage.end - outage.start;
        if (!outage.open) result.repairs.push_back(Duration::seconds(outage.end - outage.start));
      }
      planned += only_planned(unit, outages);
    }
    result.downtime = Duration::seconds(downtime);
    result.planned_downtime = Duration::seconds(planned);
    const double instances = records.instances;
    if (options_.operating) {
      result.operating = Duration::seconds(options_.operating->in_seconds() * instances);
    } else {
      const double rest = *window_ * instances - downtime - planned;
      result.operating = Duration::seconds(std::max(0.0, rest));
      if (rest <= 0.0) {
        estimate_never_up(result);
        return result;
      }
    }
    estimate(result, of_failures);
    return result;
  }

  /// Both together less the outages is what was planned only.
  [[nodiscard]] double only_planned(const Unit& unit, const std::vector<Stretch>& outages) const {
    std::vector<Stretch> all = unit.planned;
    all.insert(all.end(), outages.begin(), outages.end());
    all = cut(merged(std::move(all)));
    std::vector<Stretch> unplanned = outages;
    if (placed_) {
      for (auto* list : {&all, &unplanned}) {
        for (Stretch& stretch : *list) stretch.start = std::max(0.0, stretch.start);
      }
    }
    return std::max(0.0, length_of(all) - length_of(unplanned));
  }

  void estimate_never_up(ObservedComponent& result) {
    std::string message = fmt::format(
        "`{}` was never up in the window: how long it stays up is not known", result.name);
    if (result.downtime > Duration() && result.repairs.empty()) {
      const double outages = std::max<std::uint32_t>(1, result.open);
      result.mttr = Duration::seconds(result.downtime.in_seconds() / outages);
      result.mttr_interval = DurationInterval{*result.mttr, Duration::never()};
      message += fmt::format("; its repair takes at least {}, as none has ended",
                             to_human_text(*result.mttr));
    }
    diagnostics_.warning("never-up", result.span, std::move(message));
  }

  void estimate(ObservedComponent& result, double of_failures) const {
    const double operating = result.operating.in_seconds();
    const double count =
        result.failures == 0 ? std::numbers::ln2 : static_cast<double>(result.failures);
    result.mtbf = Duration::seconds(operating / count);
    result.mtbf_interval = mtbf_interval(result, options_.confidence);
    if (result.repairs.empty()) return;
    result.median_repair = median_repair(result.repairs);
    result.dominated = dominated_mean(result.repairs, options_.confidence, options_.seed);
    const double repair = of_failures / static_cast<double>(result.repairs.size());
    result.mttr = Duration::seconds(repair);
    result.mttr_interval = mttr_interval(result, options_.confidence);
    const auto unavailability = [](double up, double down) {
      return Availability::from_unavailability(down / (up + down));
    };
    result.availability = unavailability(result.mtbf.in_seconds(), repair);
    // Half the risk of being wrong for each of the two.
    const double each = 0.5 + options_.confidence / 2.0;
    const auto repairs = mttr_interval(result, each);
    if (!repairs) return;
    const DurationInterval up = mtbf_interval(result, each);
    result.lowest_availability = unavailability(up.low.in_seconds(), repairs->high.in_seconds());
    result.highest_availability =
        up.high.is_never() ? Availability()
                           : unavailability(up.high.in_seconds(), repairs->low.in_seconds());
  }

  [[nodiscard]] static DurationInterval mtbf_interval(const ObservedComponent& result,
                                                      double confidence) {
    const ConfidenceInterval failures = poisson_interval(result.failures, confidence);
    const double operating = result.operating.in_seconds();
    return {Duration::seconds(operating / failures.high),
            failures.low > 0.0 ? Duration::seconds(operating / failures.low) : Duration::never()};
  }

  [[nodiscard]] std::optional<DurationInterval> mttr_interval(const ObservedComponent& result,
                                                              double confidence) const {
    return mean_repair_interval(result.repairs, confidence, options_.seed);
  }

  const std::vector<Incident>& incidents_;
  const ObservationOptions& options_;
  Diagnostics& diagnostics_;
  bool placed_ = false;
  Instant from_;
  Instant to_;
  std::optional<double> window_;
  std::vector<Records> components_;
  std::unordered_map<std::string, std::size_t> places_;  ///< of components, by name
  /// Of what records name, by name: the place of its component, and its own there.
  std::unordered_map<std::string, std::pair<std::size_t, std::size_t>> units_;
  std::size_t outside_ = 0;
  static constexpr std::size_t most_named_at_once = 1'000'000;
  std::size_t named_at_once_ = 0;  ///< records that those of all instances stand for
};

}  // namespace

std::optional<Observation> observe(const std::vector<Incident>& incidents,
                                   const ObservationOptions& options, Diagnostics& diagnostics) {
  return Observer(incidents, options, diagnostics).observe();
}

}  // namespace cutpoint
