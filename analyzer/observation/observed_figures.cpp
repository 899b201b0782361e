#include "analyzer/observation/observed_figures.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "analyzer/observation/observe.hpp"
#include "analyzer/observation/watched_time.hpp"

namespace cutpoint {

namespace {

/// As wide as ranges that are written by hand: the middle 90 %.
constexpr double interval_confidence = 0.9;

class ObservedFigures {
 public:
  ObservedFigures(Draft& draft, IncidentFiles& files, Diagnostics& diagnostics)
      : draft_(draft), files_(files), diagnostics_(diagnostics) {}

  void take() {
    note_pools();
    for (DraftComponent& component : draft_.components) {
      if (!component.figures.observed) continue;
      if (component.figures.observed->file) {
        take_for(component, *component.figures.observed);
      } else {
        take_watched(component.figures, component.name.value);
      }
    }
    if (draft_.observed) {
      take_for_all(*draft_.observed);
    } else {
      refuse_instances_alone();
    }
  }

 private:
  /// How many instances the records of each are of.
  void note_pools() {
    for (const DraftComponent& component : draft_.components) {
      const auto& observed = component.figures.observed;
      const bool stated = observed && observed->instances;
      const std::uint32_t count = stated               ? observed->instances->value
                                  : component.replicas ? component.replicas->value
                                                       : 1;
      if (stated && count < 1) {
        diagnostics_
            .error("invalid-number", observed->instances->span,
                   "`instances` must be one or more: records are of something")
            .help = "leave it out where they are of all instances";
      }
      if (stated || count > 1) pools_.emplace(component.name.value, std::max(1U, count));
    }
  }

  /// `observed: {instances: 3}`: the records are those that the document names.
  static bool names_instances_only(const DraftFigures::Observed& observed) {
    return observed.instances && !observed.file && !observed.operating && !observed.failures &&
           observed.repairs.empty();
  }

  void refuse_instances_alone() {
    for (const DraftComponent& component : draft_.components) {
      const auto& observed = component.figures.observed;
      if (!observed || !names_instances_only(*observed)) continue;
      diagnostics_
          .error("missing-key", observed->instances->span,
                 "`instances` goes with a `file` of incidents")
          .help =
          "such as `observed: {file: incidents.csv, window: 726h, instances: 3}`, or with "
          "`observed: {file: incidents.csv, window: 726h}` of the document";
    }
  }

  /// `observed: {window: 726h, failures: 2, repairs: [1h, 2h]}`: as long was each instance watched.
  void take_watched(DraftFigures& figures, const std::string& name) {
    DraftFigures::Observed& observed = *figures.observed;
    if (!observed.window || !observed.failures || observed.operating || observed.from ||
        observed.to || observed.window->value.is_never()) {
      return;
    }
    const auto pool = pools_.find(name);
    const auto operating = operating_of_watched(figures, pool == pools_.end() ? 1 : pool->second);
    if (!operating) {
      diagnostics_
          .error("invalid-number", observed.window->span,
                 "the repairs take all of the time that was watched: nothing is known of its time "
                 "up")
          .help = "`window` is calendar time, of each instance of a pool";
      return;
    }
    observed.measured = true;
    observed.operating = Spanned<Duration>{*operating, observed.window->span};
  }

  void take_for(DraftComponent& component, DraftFigures::Observed& observed) {
    if (observed.operating || observed.failures || !observed.repairs.empty()) {
      diagnostics_
          .error("conflicting-figures", observed.file->span,
                 "`file` and counts written by hand say the same thing twice")
          .help = "give `file` with `window`, or `operating`, `failures` and `repairs`";
      return;
    }
    const Observation* seen = observe_file(observed);
    if (seen == nullptr) return;
    for (const ObservedComponent& row : seen->components) {
      if (row.name == component.name.value) return fill(component.figures, row);
    }
    fill_unharmed(component, *seen);
  }

  /// Watched and never down: that is worth knowing too.
  void fill_unharmed(DraftComponent& component, const Observation& seen) {
    if (!seen.window) return;
    DraftFigures::Observed& observed = *component.figures.observed;
    const auto pool = pools_.find(component.name.value);
    const double instances = pool == pools_.end() ? 1 : pool->second;
    observed.measured = true;
    observed.operating = Spanned<Duration>{Duration::seconds(seen.window->in_seconds() * instances),
                                           component.name.span};
    observed.failures = Spanned<std::uint32_t>{0, component.name.span};
  }

  void take_for_all(const DraftFigures::Observed& observed) {
    if (!observed.file) {
      diagnostics_.error("missing-key", observed.span,
                         "`observed` of the document needs the `file` of incidents");
      return;
    }
    if (observed.instances) {
      diagnostics_
          .error("conflicting-figures", observed.instances->span,
                 "`instances` is of one component: the records are of all of them")
          .help = "write `observed: {instances: …}` in the component";
    }
    const Observation* seen = observe_file(observed);
    if (seen == nullptr) return;
    std::unordered_map<std::string, DraftComponent*> by_name;
    for (DraftComponent& component : draft_.components) {
      by_name.emplace(component.name.value, &component);
    }
    for (const ObservedComponent& row : seen->components) {
      const auto found = by_name.find(row.name);
      if (found == by_name.end()) {
        warn_of_unknown(row.name, observed);
        continue;
      }
      DraftFigures& figures = found->second->figures;
      if (figures.mtbf || figures.availability || figures.profile) continue;
      if (figures.observed && !names_instances_only(*figures.observed)) continue;
      if (!figures.observed) figures.observed.emplace().span = observed.span;
      fill(figures, row);
      if (!figures.observed->repairs.empty()) figures.mttr.reset();
    }
    for (DraftComponent& component : draft_.components) {
      const auto& own = component.figures.observed;
      if (own && names_instances_only(*own)) fill_unharmed(component, *seen);
    }
  }

  void warn_of_unknown(const std::string& name, const DraftFigures::Observed& observed) {
    Diagnostic& unknown = diagnostics_.warning(
        "unknown-name", observed.file->span,
        fmt::format("the incidents name `{}`, which is no component here", name));
    const std::size_t mark = name.rfind('#');
    const auto pool = mark == std::string::npos ? pools_.end() : pools_.find(name.substr(0, mark));
    if (pool == pools_.end()) return;
    unknown.help = fmt::format(
        "the records are of {0} instances of `{1}`: `{1}#1` to `{1}#{0}`; `instances` "
        "in its `observed` says if there were more",
        pool->second, pool->first);
  }

  /// As if the counts had been written by hand, in the first record of the component: the rows of a
  /// file are figures of their own, though one key names them all. What was never up says nothing
  /// of its time up: that stays assumed, and its repair takes at least as long as it was seen down.
  static void fill(DraftFigures& figures, const ObservedComponent& row) {
    DraftFigures::Observed& observed = *figures.observed;
    const SourceSpan span = row.span;
    observed.measured = true;
    if (row.never_up()) {
      if (row.mttr && !figures.mttr) {
        figures.mttr = Spanned<DurationRange>{DurationRange{*row.mttr, *row.mttr}, span};
      }
      return;
    }
    observed.operating = Spanned<Duration>{row.operating, span};
    observed.failures = Spanned<std::uint32_t>{row.failures, span};
    observed.mtbf_interval = DurationRange{row.mtbf_interval.low, row.mtbf_interval.high};
    if (row.mttr_interval) {
      observed.mttr_interval = DurationRange{row.mttr_interval->low, row.mttr_interval->high};
    }
    if (row.repairs.size() == row.failures) {
      for (const Duration repair : row.repairs) observed.repairs.push_back({repair, span});
    } else if (row.mttr) {
      // Some repairs go on: the mean counts them as far as they went, and only those that ended say
      // how repairs are spread.
      observed.repairs.assign(row.repairs.size(), Spanned<Duration>{*row.mttr, span});
    }
  }

  /// The records of a file in a window; each pair is measured once. Null where that failed.
  const Observation* observe_file(const DraftFigures::Observed& observed) {
    const auto text = [](const auto& given) { return given ? to_text(given->value) : ""; };
    const std::string key =
        fmt::format("{}\n{}\n{}\n{}", files_.path_of(*observed.file), text(observed.from),
                    text(observed.to), text(observed.window));
    const auto [place, added] = observations_.try_emplace(key);
    if (added) place->second = measure(observed);
    return place->second ? &*place->second : nullptr;
  }

  std::optional<Observation> measure(const DraftFigures::Observed& observed) {
    const std::size_t before = diagnostics_.error_count();
    const auto incidents = files_.read(*observed.file);
    if (!incidents) return std::nullopt;
    ObservationOptions options;
    if (observed.from) options.from = observed.from->value;
    if (observed.to) options.to = observed.to->value;
    if (observed.window) options.window = observed.window->value;
    options.pools = pools_;
    options.confidence = interval_confidence;
    options.stated = observed.span;
    if (!options.window && !(options.from && options.to)) {
      diagnostics_
          .error("missing-key", observed.span, "nothing says how long the records were kept")
          .help = "give `window: 726h`, or `from` and `to`";
      return std::nullopt;
    }
    if (diagnostics_.error_count() > before) return std::nullopt;
    return observe(*incidents, options, diagnostics_);
  }

  Draft& draft_;
  IncidentFiles& files_;
  Diagnostics& diagnostics_;
  std::unordered_map<std::string, std::uint32_t> pools_;  ///< instances that records are of
  std::map<std::string, std::optional<Observation>> observations_;
};

}  // namespace

void take_observed_figures(Draft& draft, IncidentFiles& files, Diagnostics& diagnostics) {
  ObservedFigures(draft, files, diagnostics).take();
}

}  // namespace cutpoint
