#include "model/architecture/builder/figures.hpp"

#include <algorithm>
#include <numbers>
#include <optional>
#include <vector>

namespace cutpoint {

namespace {

/// How often something fails, as one source states it.
struct Basis {
  FigureSource source = FigureSource::stated;
  std::optional<DurationRange> mtbf;
  std::optional<double> unavailability;
  std::optional<double> measured_repair_seconds;
  const DurationRange* mtbf_interval = nullptr;  ///< measured
  const DurationRange* mttr_interval = nullptr;
  FigureSpreads spreads;
  const CatalogueProfile* profile = nullptr;
};

double mean_seconds(const std::vector<Spanned<Duration>>& repairs) {
  double sum = 0;
  for (const Spanned<Duration>& repair : repairs) sum += repair.value.in_seconds();
  return sum / static_cast<double>(repairs.size());
}

/// Mean up time from a count. Without a failure: the time that would have seen one with even odds,
/// T / ln 2 (the median of the posterior with a flat prior on the rate).
Duration observed_mtbf(Duration operating, std::uint32_t failures) {
  const double count = failures == 0 ? std::numbers::ln2 : static_cast<double>(failures);
  return Duration::seconds(operating.in_seconds() / count);
}

FigureSpread counted(FigureSpread::Form form, std::size_t count, double seconds, SourceSpan span) {
  FigureSpread spread;
  spread.form = form;
  spread.written = span;
  spread.count = static_cast<std::uint32_t>(count);
  spread.hours = seconds / Duration::hour;
  return spread;
}

FigureSpread between(double low, double high, SourceSpan span) {
  FigureSpread spread;
  spread.form = FigureSpread::Form::range;
  spread.written = span;
  spread.low = low;
  spread.high = high;
  return spread;
}

FigureSpread spread_of(const Spanned<DurationRange>& written) {
  if (!written.value.is_range()) return {};
  return between(written.value.low.in_hours(), written.value.high.in_hours(), written.span);
}

FigureSpread spread_of(const Spanned<AvailabilityRange>& written) {
  if (!written.value.is_range()) return {};
  const auto odds = [](Availability availability) {
    return availability.unavailability() / (1.0 - availability.unavailability());
  };
  return between(odds(written.value.high), odds(written.value.low), written.span);
}

/// What was counted: failures in a time, and what their repairs took. Repairs that took no time
/// show no spread.
void take_counts(const DraftFigures::Observed& observed, Basis& basis) {
  const Duration operating = observed.operating->value;
  const std::uint32_t failures = observed.failures->value;
  const Duration mtbf = observed_mtbf(operating, failures);
  basis.mtbf = DurationRange{mtbf, mtbf};
  basis.spreads.mtbf = counted(FigureSpread::Form::failures, failures, operating.in_seconds(),
                               observed.operating->span);
  if (observed.repairs.empty()) return;
  const double mean = mean_seconds(observed.repairs);
  basis.measured_repair_seconds = mean;
  if (mean <= 0.0) return;
  const std::size_t repairs = observed.repairs.size();
  basis.spreads.mttr = counted(FigureSpread::Form::repairs, repairs,
                               mean * static_cast<double>(repairs), observed.repairs.front().span);
}

std::optional<Basis> basis_of(const DraftFigures& written, FigureSource level) {
  const bool own = level == FigureSource::stated;
  Basis basis;
  basis.source = level;
  if (written.observed && written.observed->operating && written.observed->failures) {
    const DraftFigures::Observed& observed = *written.observed;
    take_counts(observed, basis);
    if (own) basis.source = FigureSource::observed;
    if (own && observed.mtbf_interval) basis.mtbf_interval = &*observed.mtbf_interval;
    if (own && observed.mttr_interval) basis.mttr_interval = &*observed.mttr_interval;
    return basis;
  }
  if (written.profile) {
    const CatalogueProfile* profile = find_profile(written.profile->value);
    if (profile == nullptr) return std::nullopt;
    if (own) {
      basis.source = FigureSource::profile;
      basis.profile = profile;
    }
    if (profile->mtbf.is_never()) {
      basis.unavailability = profile->unavailability;
    } else {
      basis.mtbf = DurationRange{profile->mtbf, profile->mtbf};
    }
    return basis;
  }
  if (written.mtbf) {
    basis.mtbf = written.mtbf->value;
    basis.spreads.mtbf = spread_of(*written.mtbf);
  }
  if (written.availability) {
    basis.unavailability = written.availability->value.middle().unavailability();
    basis.spreads.availability = spread_of(*written.availability);
    if (own) basis.source = FigureSource::availability;
  }
  if (!basis.mtbf && !basis.unavailability) return std::nullopt;
  return basis;
}

bool never_fails(const Basis& basis) {
  if (basis.mtbf && basis.mtbf->middle().is_never()) return true;
  return basis.unavailability && *basis.unavailability == 0.0;
}

/// Mean repair time with the restarts; the figures keep which share they are.
double with_restart(const Restart* restart, double repair_seconds, Figures& figures) {
  if (restart == nullptr || !restart->time || !restart->cures) return repair_seconds;
  if (restart->policy && restart->policy->value == RestartPolicy::never) return repair_seconds;
  figures.repair.cured = restart->cures->value.value();
  figures.repair.restart = restart->time->value;
  const double cured = figures.repair.cured;
  return cured * figures.repair.restart.in_seconds() + (1.0 - cured) * repair_seconds;
}

/// Fills in what the basis leaves open, so that mtbf, mttr and unavailability agree.
void complete(Figures& figures, const Basis& basis, double repair_seconds, bool repair_stated,
              const Restart* restart) {
  if (basis.unavailability) {
    const double u = *basis.unavailability;
    figures.unavailability = u;
    if (basis.mtbf && u < 1.0 && !repair_stated) {
      figures.mtbf = basis.mtbf->middle();
      figures.mttr = Duration::seconds(figures.mtbf.in_seconds() * u / (1.0 - u));
      figures.mttr_assumed = false;
      return;
    }
    figures.mttr = Duration::seconds(with_restart(restart, repair_seconds, figures));
    figures.mtbf = Duration::seconds(figures.mttr.in_seconds() * (1.0 - u) / u);
    return;
  }
  // Measured repairs already hold whatever restarts cured.
  const bool measured = basis.measured_repair_seconds.has_value();
  figures.mttr =
      Duration::seconds(measured ? repair_seconds : with_restart(restart, repair_seconds, figures));
  figures.mtbf = basis.mtbf->middle();
  const double cycle = figures.mtbf.in_seconds() + figures.mttr.in_seconds();
  figures.unavailability = cycle > 0.0 ? figures.mttr.in_seconds() / cycle : 0.0;
  if (basis.mtbf->is_range()) figures.mtbf_range = *basis.mtbf;
  if (basis.mtbf_interval != nullptr) figures.mtbf_range = *basis.mtbf_interval;
  if (basis.mttr_interval != nullptr) figures.mttr_range = *basis.mttr_interval;
}

/// Keeps of the spreads those that the unavailability depends on.
void keep_spreads(Figures& figures, const Basis& basis, const FigureSpread& repair) {
  FigureSpreads spreads;
  if (basis.unavailability) {
    spreads.availability = basis.spreads.availability;
  } else {
    spreads.mtbf = basis.spreads.mtbf;
    spreads.mttr = basis.measured_repair_seconds ? basis.spreads.mttr : repair;
  }
  const auto certain = [](const FigureSpread& spread) {
    return spread.form == FigureSpread::Form::certain;
  };
  if (certain(spreads.mtbf) && certain(spreads.mttr) && certain(spreads.availability)) return;
  figures.spreads = spreads;
}

/// The nearest level that says how repairs are distributed says all of it.
void take_repair_shape(const std::vector<const DraftFigures*>& levels, RepairSpread& repair) {
  for (const DraftFigures* level : levels) {
    if (!level->repair) continue;
    if (level->repair->distribution) repair.distribution = level->repair->distribution->value;
    if (level->repair->shape) repair.shape = level->repair->shape->value;
    return;
  }
}

}  // namespace

Boxed<Figures> FigureResolver::resolve(const DraftFigures& written, KindId kind_id,
                                       const Restart* restart) {
  if (!checks_.check(written)) return {};
  const Kind& kind = kinds_[kind_id];
  std::vector<const DraftFigures*> levels = kinds_.figures_of(kind_id);
  levels.insert(levels.begin(), &written);

  Basis basis;
  basis.source = FigureSource::kind_default;
  basis.mtbf = DurationRange{kind.mtbf, kind.mtbf};
  for (const DraftFigures* level : levels) {
    const auto source = level == &written ? FigureSource::stated : FigureSource::document_defaults;
    if (auto found = basis_of(*level, source)) {
      basis = *found;
      break;
    }
  }
  if (never_fails(basis)) return {};

  Figures figures;
  figures.source = basis.source;
  figures.profile = basis.profile;
  figures.mtbf_assumed = basis.source == FigureSource::kind_default;
  const auto with_mttr = std::find_if(levels.begin(), levels.end(), [](const DraftFigures* level) {
    return level->mttr.has_value();
  });
  take_repair_shape(levels, figures.repair);
  double repair_seconds = kind.mttr.in_seconds();
  FigureSpread repair_spread;
  if (basis.measured_repair_seconds) {
    repair_seconds = *basis.measured_repair_seconds;
  } else if (with_mttr != levels.end()) {
    const DurationRange& mttr = (*with_mttr)->mttr->value;
    repair_seconds = mttr.middle().in_seconds();
    repair_spread = spread_of(*(*with_mttr)->mttr);
    if (mttr.is_range()) figures.mttr_range = mttr;
  } else {
    figures.mttr_assumed = true;
  }
  complete(figures, basis, repair_seconds, with_mttr != levels.end(), restart);
  if (basis.mtbf && !basis.unavailability && !basis.measured_repair_seconds) {
    checks_.doubt_long_repair(levels, figures.mtbf, figures.mttr);
  }
  keep_spreads(figures, basis, repair_spread);
  if (figures.unavailability > 0.0 && figures.mttr.in_seconds() <= 0.0) {
    const bool by_mttr = with_mttr != levels.end();
    diagnostics_
        .error("conflicting-figures",
               by_mttr              ? (*with_mttr)->mttr->span
               : restart != nullptr ? restart->span
                                    : SourceSpan(),
               "with repairs that take no time nothing is ever down")
        .help = "give an `mttr` above zero";
    return {};
  }
  return figures;
}

bool FigureResolver::are_known(const DraftFigures& written, KindId kind) const {
  if (!kind.valid() || checks_.are_wrong(written)) return false;
  const auto levels = kinds_.figures_of(kind);
  return std::none_of(levels.begin(), levels.end(),
                      [this](const DraftFigures* level) { return checks_.are_wrong(*level); });
}

}  // namespace cutpoint
