#include "model/architecture/builder/figure_checks.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <fmt/format.h>

#include "cutpoint/kind.hpp"
#include "model/architecture/builder/without_effect.hpp"
#include "model/base/meant_words.hpp"

namespace cutpoint {

bool FigureChecks::check(const DraftFigures& written) {
  const std::size_t before = diagnostics_.error_count();
  check_twice_said(written);
  if (written.mtbf && written.mtbf->value.low.in_seconds() <= 0.0) {
    diagnostics_.error("invalid-number", written.mtbf->span, "`mtbf` must be longer than zero");
  }
  if (written.repair) check_repair(*written.repair);
  if (written.mttr && written.mttr->value.high.is_never()) {
    diagnostics_.error("invalid-number", written.mttr->span,
                       "`mttr` must end: what is never repaired has no availability");
  }
  if (written.mttr && written.mttr->value.low.in_seconds() <= 0.0) {
    diagnostics_.error("invalid-number", written.mttr->span, "`mttr` must be longer than zero")
        .help = "what is back at once is never down: `mtbf: never`";
  }
  if (written.availability && written.availability->value.low.unavailability() >= 1.0) {
    diagnostics_.error("invalid-number", written.availability->span,
                       "`availability` must be above 0 %");
  }
  if (diagnostics_.error_count() == before) return true;
  wrong_.insert(&written);
  return false;
}

void FigureChecks::note_unread(const KeyMarks& marks, const DraftFigures& figures) {
  for (const char* key : {"mtbf", "mttr", "availability", "observed", "profile", "restart"}) {
    if (marks.has(key, KeyMark::unread)) wrong_.insert(&figures);
  }
}

void FigureChecks::doubt_long_repair(const std::vector<const DraftFigures*>& levels, Duration mtbf,
                                     Duration mttr) {
  // Up less than twice as long as a repair takes: available below 66.7 %. Whoever measured that has
  // `observed` figures, of which nothing is said.
  if (mttr.in_seconds() * 2.0 <= mtbf.in_seconds()) return;
  SourceSpan span;
  for (const DraftFigures* level : levels) {
    if (span.known()) break;
    if (level->mttr) {
      span = level->mttr->span;
    } else if (level->mtbf) {
      span = level->mtbf->span;
    }
  }
  if (!doubted_.emplace(span.file, span.line, span.column).second) return;
  diagnostics_
      .warning(
          "doubtful-figures", span,
          fmt::format("a repair takes {}, and it works for {} before: it would be down {:.0f} % "
                      "of the time",
                      to_human_text(mttr), to_human_text(mtbf),
                      100.0 * mttr.in_seconds() / (mttr.in_seconds() + mtbf.in_seconds())))
      .help = "are the two swapped? `mtbf` is the mean time up, `mttr` the mean time to repair";
}

void FigureChecks::check_twice_said(const DraftFigures& written) {
  const auto conflict = [this](SourceSpan span, std::string_view one, std::string_view other,
                               SourceSpan other_span) {
    diagnostics_
        .error("conflicting-figures", span,
               fmt::format("`{}` and `{}` say the same thing twice", one, other))
        .notes.push_back({fmt::format("`{}` is here", other), other_span});
  };
  if (written.mtbf && written.mttr && written.availability) {
    conflict(written.availability->span, "availability", "mtbf", written.mtbf->span);
  }
  if (written.observed) {
    const SourceSpan span = written.observed->span;
    if (written.mtbf) conflict(written.mtbf->span, "mtbf", "observed", span);
    if (written.mttr && !written.observed->repairs.empty()) {
      conflict(written.mttr->span, "mttr", "observed.repairs", span);
    }
    if (written.availability)
      conflict(written.availability->span, "availability", "observed", span);
    if (written.profile) conflict(written.profile->span, "profile", "observed", span);
    check_observed(*written.observed);
  } else if (written.profile) {
    const SourceSpan span = written.profile->span;
    if (written.mtbf) conflict(written.mtbf->span, "mtbf", "profile", span);
    if (written.availability) conflict(written.availability->span, "availability", "profile", span);
    check_profile(*written.profile);
  }
}

void FigureChecks::check_profile(const Spanned<std::string>& written) {
  if (find_profile(written.value) != nullptr) return;
  std::vector<std::string_view> names;
  for (const CatalogueProfile& row : catalogue_profiles()) names.push_back(row.name);
  Diagnostic& unknown = diagnostics_.error("unknown-name", written.span,
                                           fmt::format("there is no profile `{}`", written.value));
  const auto longer = std::find_if(names.begin(), names.end(), [&](std::string_view name) {
    return name.starts_with(written.value + ".");
  });
  const auto near = longer == names.end() ? nearest_name(written.value, names)
                                          : std::optional<std::string>(*longer);
  if (near) {
    suggest(unknown, {*near});
    unknown.help += ' ';
  }
  unknown.help += "`cutpoint kinds --profiles` lists them";
}

void FigureChecks::check_observed(const DraftFigures::Observed& observed) {
  for (const char* key :
       {"operating", "failures", "repairs", "file", "from", "to", "window", "instances"}) {
    if (observed.marks.has(key, KeyMark::unread)) return;
  }
  // What the records did not give, or that there are none, has been reported where they are read.
  const bool instances_only = observed.instances && !observed.failures && observed.repairs.empty();
  if ((observed.file || observed.measured || instances_only) && !observed.operating) return;
  if (!observed.file && !observed.measured) check_hand_written(observed);
  if (!observed.operating || !observed.failures) {
    diagnostics_.error("missing-key", observed.span, "`observed` needs `operating` and `failures`")
        .help =
        "such as `observed: {operating: 720h, failures: 3, repairs: [2h, 1h, 3h]}`, or "
        "`{file: incidents.csv, window: 726h}`";
    return;
  }
  if (observed.operating->value.in_seconds() <= 0.0 || observed.operating->value.is_never()) {
    diagnostics_.error("invalid-number", observed.operating->span,
                       "`operating` must be a finite time above zero");
  }
  const std::size_t repairs = observed.repairs.size();
  // Records may hold repairs that have not ended.
  if (!observed.measured && repairs != 0 && repairs != observed.failures->value) {
    diagnostics_
        .error("conflicting-figures", observed.failures->span,
               fmt::format("{} failures, but {} repairs are listed", observed.failures->value,
                           repairs))
        .help = "list one repair time for each failure";
  }
  double total = 0.0;
  for (const Spanned<Duration>& repair : observed.repairs) {
    if (repair.value.is_never())
      diagnostics_.error("invalid-number", repair.span, "a repair must end");
    total += repair.value.in_seconds();
  }
  // Records may have been kept by the minute: what they show stays.
  if (!observed.measured && repairs != 0 && total <= 0.0) {
    diagnostics_
        .error("invalid-number", observed.repairs.front().span,
               "repairs that take no time are no outages")
        .help = "count failures that somebody noticed, with the time until it worked again";
  }
}

void FigureChecks::check_hand_written(const DraftFigures::Observed& observed) {
  if (observed.window || observed.from || observed.to) {
    diagnostics_.error(
        "missing-key", observed.span,
        "`from` and `to` go with the `file` of incidents, `window` with that or with "
        "`failures` in place of `operating`");
  }
  if (observed.instances && observed.operating) {
    diagnostics_
        .error("conflicting-figures", observed.instances->span,
               "`instances` goes with records of incidents, not with counts")
        .help = "`operating` is the time of all instances together";
  }
}

void FigureChecks::check_restart_time(const Restart& restart, const DraftFigures& figures) {
  if (!restart.time || !figures.mttr || restart.time->value.is_never()) return;
  if (restart.time->value <= figures.mttr->value.high) return;
  diagnostics_
      .error(
          "conflicting-figures", restart.time->span,
          fmt::format("a restart takes {}, longer than the repair that it saves, {}",
                      to_human_text(restart.time->value), to_human_text(figures.mttr->value.high)))
      .help = "`mttr` is the time of what a restart does not cure";
}

void FigureChecks::check_restart(const Restart& restart) {
  if (restart.policy && restart.policy->value == RestartPolicy::never &&
      (restart.time || restart.cures)) {
    Diagnostic& found = without_effect(diagnostics_, restart.policy->span,
                                       "nothing restarts it: `time` and `cures` are not counted");
    found.help = "such as `policy: unless-stopped`";
  }
  if (restart.time.has_value() == restart.cures.has_value()) {
    if (restart.time && restart.time->value.is_never()) {
      diagnostics_.error("invalid-number", restart.time->span, "a restart must end");
    }
    return;
  }
  const bool has_time = restart.time.has_value();
  if (restart.marks.has(has_time ? "cures" : "time", KeyMark::unread)) return;
  diagnostics_
      .error("missing-key", restart.span,
             fmt::format("`restart` has `{}` but no `{}`", has_time ? "time" : "cures",
                         has_time ? "cures" : "time"))
      .help = "such as `restart: {policy: unless-stopped, time: 20s, cures: 95%}`";
}

void FigureChecks::check_repair(const RepairTimes& repair) {
  const bool shaped =
      repair.distribution && (repair.distribution->value == RepairDistribution::log_normal ||
                              repair.distribution->value == RepairDistribution::weibull);
  if (shaped && !repair.shape) {
    diagnostics_
        .error("missing-key", repair.distribution->span, "this distribution needs a `shape`")
        .help = "such as `repair: {distribution: log-normal, shape: 1.2}`";
  }
  if (!shaped && repair.shape && (repair.distribution || !reading_failed_)) {
    diagnostics_.error("conflicting-figures", repair.shape->span,
                       "`shape` belongs to the distributions log-normal and weibull");
  }
  // Beyond these a mean is carried by repairs that no simulation will meet.
  constexpr double smallest = 0.1, largest = 10.0;
  if (shaped && repair.shape &&
      (repair.shape->value < smallest || repair.shape->value > largest ||
       (repair.distribution->value == RepairDistribution::log_normal &&
        repair.shape->value > 3.0))) {
    diagnostics_.error("invalid-number", repair.shape->span,
                       "`shape` must lie between 0.1 and 3 for log-normal, 0.1 and 10 for weibull");
  }
}

}  // namespace cutpoint
