#include "analyzer/observation/observed_figures.hpp"

#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "analyzer/observation/observe.hpp"

namespace cutpoint {

namespace {

/// As wide as ranges that are written by hand: the middle 90 %.
constexpr double interval_confidence = 0.9;

class ObservedFigures {
 public:
  ObservedFigures(Draft& draft, IncidentFiles& files, Diagnostics& diagnostics)
      : draft_(draft), files_(files), diagnostics_(diagnostics) {}

  void take() {
    for (DraftComponent& component : draft_.components) {
      if (!component.figures.observed || !component.figures.observed->file) continue;
      take_for(component, *component.figures.observed);
    }
    if (draft_.observed) take_for_all(*draft_.observed);
  }

 private:
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
      if (row.name == component.name.value) return fill(observed, row);
    }
    if (seen->window) {
      // Watched and never down: that is worth knowing too.
      observed.operating = Spanned<Duration>{*seen->window, component.name.span};
      observed.failures = Spanned<std::uint32_t>{0, component.name.span};
    }
  }

  void take_for_all(const DraftFigures::Observed& observed) {
    if (!observed.file) {
      diagnostics_.error("missing-key", observed.span,
                         "`observed` of the document needs the `file` of incidents");
      return;
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
        diagnostics_.warning(
            "unknown-name", observed.file->span,
            fmt::format("the incidents name `{}`, which is no component here", row.name));
        continue;
      }
      DraftFigures& figures = found->second->figures;
      if (figures.mtbf || figures.availability || figures.observed || figures.profile) continue;
      DraftFigures::Observed& own = figures.observed.emplace();
      own.span = observed.span;
      fill(own, row);
      if (!own.repairs.empty()) figures.mttr.reset();
    }
  }

  /// As if the counts had been written by hand, in the first record of the component: the rows of a
  /// file are figures of their own, though one key names them all.
  void fill(DraftFigures::Observed& observed, const ObservedComponent& row) {
    const SourceSpan span = row.span;
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
  std::map<std::string, std::optional<Observation>> observations_;
};

}  // namespace

void take_observed_figures(Draft& draft, IncidentFiles& files, Diagnostics& diagnostics) {
  ObservedFigures(draft, files, diagnostics).take();
}

}  // namespace cutpoint
