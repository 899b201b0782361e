#include "renderer/statements/statement_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "lint/facts/witness.hpp"
#include "model/base/interval_text.hpp"
#include "renderer/writing/budget_text.hpp"
#include "renderer/writing/doubt_text.hpp"
#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

namespace {

std::string group_names(const RenderInput& input, const std::vector<std::uint32_t>& groups) {
  constexpr std::size_t most_names = 3;
  constexpr std::size_t widest = 48;
  std::string names;
  for (std::size_t i = 0; i < groups.size() && i < most_names; ++i) {
    names += (i > 0 ? "; " : "") +
             elided(visible(input.function.failover_groups[groups[i]].name), widest);
  }
  if (groups.size() > most_names) names += fmt::format(" and {} more", groups.size() - most_names);
  return names;
}

}  // namespace

Statements statements_of(const RenderInput& input) {
  return statements_of(input.model, input.function, input.analysis);
}

std::string mark_of(TargetVerdict verdict) {
  switch (verdict) {
    case TargetVerdict::met:
      return "✓";
    case TargetVerdict::missed:
      return "✗";
    case TargetVerdict::undecided:
      return "?";
  }
  return " ";
}

Style style_of(TargetVerdict verdict) {
  switch (verdict) {
    case TargetVerdict::met:
      return Style::green;
    case TargetVerdict::missed:
      return Style::red;
    case TargetVerdict::undecided:
      return Style::amber;
  }
  return Style::plain;
}

std::string_view name_of(PromiseStatement::Kind kind) {
  return kind == PromiseStatement::Kind::slo ? "SLO" : "SLA";
}

namespace {

/// The verdict, and how far the figure is from the target.
std::array<std::string, 2> halves_of(const PromiseStatement& promise) {
  const std::string target = stated_text(promise.target);
  const std::string gap = to_human_text(promise.gap);
  switch (promise.verdict) {
    case TargetVerdict::met:
      return {fmt::format("meets {},", target),
              fmt::format("{}{} a year left", promise.at_worse_end ? "at least " : "", gap)};
    case TargetVerdict::missed:
      return {fmt::format("misses {}", target),
              fmt::format("by {}{} a year", promise.at_worse_end ? "up to " : "", gap)};
    case TargetVerdict::undecided:
      return {target + " is not decided:", "it lies within the interval"};
  }
  return {};
}

}  // namespace

std::string promise_words(const PromiseStatement& promise) {
  const auto [verdict, distance] = halves_of(promise);
  return fmt::format("{} {}", verdict, distance);
}

std::array<std::string, 2> promise_lines(const PromiseStatement& promise) {
  const auto [verdict, distance] = halves_of(promise);
  return {fmt::format("{}: {} {}", name_of(promise.kind), mark_of(promise.verdict), verdict),
          distance};
}

std::string part_name(const RenderInput& input, const DowntimePart& part) {
  if (!part.event.valid()) return "several at once";
  const BasicEvent& event = input.function.events[part.event];
  return visible(event.name) + (event.assumed ? " *" : "");
}

std::string downtime_words(const RenderInput& input, const JourneyStatement& journey) {
  constexpr std::size_t most_named = 2;
  constexpr double told_share = 0.05;
  constexpr double half = 0.5;
  const auto& importance = journey.analysis->importance;
  const auto several = std::find_if(journey.parts.begin(), journey.parts.end(),
                                    [](const DowntimePart& part) { return !part.event.valid(); });
  const double at_once = several == journey.parts.end() ? 0.0 : several->share;
  const std::string spread = fmt::format("its downtime is spread over {} single points of failure",
                                         journey.analysis->single_points.size());
  // So many that none of them is a part.
  if (journey.parts.empty() && journey.analysis->single_points.size() > 1) return spread;
  const auto first = std::find_if(journey.parts.begin(), journey.parts.end(),
                                  [](const DowntimePart& part) { return part.event.valid(); });
  const bool are_points_small = first == journey.parts.end()
                                    ? !journey.analysis->single_points.empty()
                                    : first->share < told_share;
  if (are_points_small && at_once >= half) {
    return fmt::format("{} of its downtime is several at once", rounded_percent(at_once));
  }
  if (are_points_small && first != journey.parts.end()) return spread;
  std::string words;
  std::size_t named = 0;
  for (const DowntimePart& part : journey.parts) {
    if (!part.event.valid() || named == most_named) continue;
    if (part.share < told_share) break;
    words += named++ == 0
                 ? fmt::format("{} of its downtime is {}", rounded_percent(part.share),
                               part_name(input, part))
                 : fmt::format(", {} {}", rounded_percent(part.share), part_name(input, part));
  }
  if (named > 0 || journey.parts.empty()) return words;
  words = "no single failure stops it";
  if (importance.empty()) return words;
  const BasicEvent& event = input.function.events[importance.front().event];
  return words + fmt::format("; {} takes part in {} of its downtime", visible(event.name),
                             rounded_percent(importance.front().criticality));
}

std::string promise_scope_words(const PromiseStatement& promise) {
  std::string words;
  if (promise.planned > Duration()) {
    words = fmt::format("{} a year of planned downtime counted", to_human_text(promise.planned));
  }
  if (promise.excluded > Duration()) {
    words += fmt::format("{}{} a year not counted", words.empty() ? "" : ", ",
                         to_human_text(promise.excluded));
  }
  return words;
}

std::string short_promise_words(const PromiseStatement& promise) {
  const std::string target = stated_text(promise.target);
  const std::string gap = to_human_text(promise.gap);
  switch (promise.verdict) {
    case TargetVerdict::met:
      return fmt::format("meets {}, {}{} left", target, promise.at_worse_end ? "≥ " : "", gap);
    case TargetVerdict::missed:
      return fmt::format("misses {} by {}{}", target, promise.at_worse_end ? "≤ " : "", gap);
    case TargetVerdict::undecided:
      return target + " is not decided";
  }
  return "";
}

namespace {

std::string ends_words(const EstimatedEnds& ends) {
  std::string text =
      fmt::format("estimated: {} available", to_human_text(ends.estimate, ends.low, ends.high));
  if (ends.outages_per_year) {
    const auto& [low, high] = *ends.outages_per_year;
    text += fmt::format(", {} outages a year", interval_text(Interval{low, high}).from_to());
  }
  if (ends.slo_missed) {
    const auto& [low, high] = *ends.slo_missed;
    text += fmt::format(", a period misses the SLO with {}", chance_ends_text(Interval{low, high}));
  }
  return text;
}

}  // namespace

std::string caveat_words(const RenderInput& input, const Caveat& caveat) {
  constexpr std::size_t most_named = 6;
  switch (caveat.what) {
    case Caveat::What::never_works:
      return "never works: its needs are not met even when nothing has failed";
    case Caveat::What::not_coherent:
      return "not coherent: a failure may also mend it";
    case Caveat::What::only_bounds:
      return "the model exceeds the engine's budget: the interval surely holds the truth, and "
             "downtime is that of its worse end";
    case Caveat::What::estimated:
      return ends_words(*caveat.ends);
    case Caveat::What::groups_in_doubt:
      return fmt::format("the times of {} are estimated: {}", group_names(input, caveat.groups),
                         words_of(caveat.doubt));
    case Caveat::What::target_within:
      return fmt::format("a target that lies within the interval is not decided; {}",
                         what_decides(caveat.method));
    case Caveat::What::needs_not_known:
      return fmt::format(
          "no dependency information for {}: what they need may be further single points of "
          "failure",
          names_text(input.model, caveat.components, most_named));
    case Caveat::What::causes_cut_short:
      return "the model is too large to look behind every redundancy group: the list of hidden "
             "common causes is not complete";
    case Caveat::What::work_cut_short:
      return budget_text(input.analysis.budget, caveat.cuts,
                         names_text(input.model, caveat.in_full_only, most_named));
  }
  return "";
}

std::string_view name_of(Caveat::What what) {
  switch (what) {
    case Caveat::What::never_works:
      return "never-works";
    case Caveat::What::not_coherent:
      return "not-coherent";
    case Caveat::What::only_bounds:
      return "only-bounds";
    case Caveat::What::estimated:
      return "estimated";
    case Caveat::What::groups_in_doubt:
      return "groups-in-doubt";
    case Caveat::What::target_within:
      return "target-within";
    case Caveat::What::needs_not_known:
      return "needs-not-known";
    case Caveat::What::causes_cut_short:
      return "causes-cut-short";
    case Caveat::What::work_cut_short:
      return "work-cut-short";
  }
  return "";
}

std::string_view short_words(Caveat::What what) {
  switch (what) {
    case Caveat::What::never_works:
      return "never works";
    case Caveat::What::not_coherent:
      return "not coherent";
    case Caveat::What::only_bounds:
      return "bounds instead of an exact figure";
    case Caveat::What::estimated:
      return "estimated";
    case Caveat::What::groups_in_doubt:
      return "times of groups are estimated";
    case Caveat::What::target_within:
      return "a target lies within the interval";
    case Caveat::What::needs_not_known:
      return "needs of some are not known";
    case Caveat::What::causes_cut_short:
      return "hidden common causes are not all listed";
    case Caveat::What::work_cut_short:
      return "cut short";
  }
  return "";
}

std::string rounded_percent(double share) {
  if (share > 0.0 && share < 0.01) return "<\u00a01\u00a0%";
  if (share < 1.0 && share > 0.99) return ">\u00a099\u00a0%";
  return fmt::format("{:.0f}\u00a0%", std::round(share * 100.0));
}

std::string uncertain_words(const UncertainRange& range) {
  return fmt::format(
      "{} in 90 % of {} trials{}", interval_text(range.worst, range.best).from_to(), range.trials,
      range.slo_met ? fmt::format(", SLO met in {}", rounded_percent(*range.slo_met)) : "");
}

std::string planned_words(Duration planned) {
  return fmt::format("planned downtime {} a year, not part of the availability",
                     to_human_text(planned));
}

std::string point_marker(SinglePointClass value) {
  switch (value) {
    case SinglePointClass::full:
      return "✗";
    case SinglePointClass::partial:
      return "~";
    case SinglePointClass::accepted:
      return "○";
  }
  return " ";
}

Style point_style(SinglePointClass value) {
  switch (value) {
    case SinglePointClass::full:
      return Style::red;
    case SinglePointClass::partial:
      return Style::amber;
    case SinglePointClass::accepted:
      return Style::dim;
  }
  return Style::plain;
}

std::string acceptance_words(const Acceptance& acceptance) {
  std::string words = "accepted";
  if (acceptance.until) words += " until " + to_text(acceptance.until->value);
  const std::string reason = acceptance.reason ? visible(acceptance.reason->value) : "";
  return reason.empty() ? words : fmt::format("{}: {}", words, reason);
}

std::string redundancy_words(const RenderInput& input, GroupId group) {
  constexpr std::size_t most_named = 3;
  constexpr std::size_t widest = 60;
  const RedundancyGroup& row = input.function.groups[group];
  if (!input.model.form.shows_needs) return elided(visible(row.name), widest);
  const bool is_pool = row.members.size() == 1 && row.members.front() == row.owner;
  // Members that are requirements themselves have no names of their own.
  const bool names_all = !is_pool && row.members.size() == row.of;
  const std::string name = names_all ? names_text(input.model, row.members, most_named)
                                     : elided(visible(row.name), widest);
  return fmt::format("the redundancy of {} ({} of {} needed)", name, row.needed, row.of);
}

std::string_view assumption_words(Assumption::What what) {
  switch (what) {
    case Assumption::What::figures:
      return "catalogue figures";
    case Assumption::What::mtbf:
      return "catalogue MTBF";
    case Assumption::What::repair_time:
      return "catalogue repair time";
    case Assumption::What::only_repair_time:
      return "catalogue repair time (its availability is stated)";
  }
  return "";
}

std::string assumptions_text(const RenderInput& input, const std::vector<Assumption>& assumptions,
                             std::size_t most) {
  std::string text;
  for (const auto what : {Assumption::What::figures, Assumption::What::mtbf,
                          Assumption::What::repair_time, Assumption::What::only_repair_time}) {
    std::vector<std::string_view> names;
    for (const Assumption& row : assumptions) {
      if (row.what == what) names.push_back(subject_of(input.model, row));
    }
    if (names.empty()) continue;
    text += fmt::format("{}{}: {}", text.empty() ? "" : "; ", names_text(names, most),
                        assumption_words(what));
  }
  return text;
}

std::string unused_text(const RenderInput& input, const std::vector<Unused>& unused,
                        std::size_t most) {
  std::string text;
  for (const bool serves_copies : {false, true}) {
    std::vector<ComponentId> ids;
    for (const Unused& row : unused) {
      if (row.serves_copies == serves_copies) ids.push_back(row.component);
    }
    if (ids.empty()) continue;
    text += fmt::format("{}{}{}", text.empty() ? "" : "; ", serves_copies ? "by copies only: " : "",
                        names_text(input.model, ids, most));
  }
  return text;
}

}  // namespace cutpoint
