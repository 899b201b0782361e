#include "lint/facts/claims.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "analyzer/analysis/analyze.hpp"
#include "lint/facts/data_recovery.hpp"
#include "lint/facts/witness.hpp"
#include "model/base/interval_text.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint {

namespace {

/// What stands around the parts of a claim: blanks, and the marks of code in Markdown.
constexpr std::string_view around_claims = " \t`";

/// `name(argument) comparison bound`
struct Claim {
  std::string_view name;
  std::string_view argument;
  std::string_view comparison;  ///< ">=", "<=" or empty
  std::string_view bound;
};

std::optional<Claim> split(std::string_view text) {
  const std::size_t open = text.find('(');
  const std::size_t close = text.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
    return std::nullopt;
  }
  Claim claim;
  claim.name = trimmed(text.substr(0, open), around_claims);
  claim.argument = trimmed(text.substr(open + 1, close - open - 1), around_claims);
  std::string_view rest = trimmed(text.substr(close + 1), around_claims);
  if (rest.empty()) return claim;
  if (rest.rfind(">=", 0) != 0 && rest.rfind("<=", 0) != 0) return std::nullopt;
  claim.comparison = rest.substr(0, 2);
  claim.bound = trimmed(rest.substr(2), around_claims);
  return claim;
}

ClaimVerdict not_understood(std::string problem) {
  ClaimVerdict verdict;
  verdict.understood = false;
  verdict.problem = std::move(problem);
  return verdict;
}

ClaimVerdict refuted(std::string problem) {
  ClaimVerdict verdict;
  verdict.problem = std::move(problem);
  return verdict;
}

ClaimVerdict unknown_name(std::string_view what, std::string_view name,
                          const std::vector<std::string_view>& known) {
  const auto near = nearest_name(name, known);
  return not_understood(fmt::format("there is no {} `{}`{}", what, name,
                                    near ? fmt::format("; did you mean `{}`?", *near) : ""));
}

const JourneyAnalysis* find_journey(const LintSubject& subject, std::string_view name) {
  for (const JourneyAnalysis& row : subject.analysis.journeys) {
    if (subject.model.journeys[row.journey].name == name) return &row;
  }
  return nullptr;
}

ClaimVerdict unknown_journey(const LintSubject& subject, std::string_view name) {
  std::vector<std::string_view> known;
  for (const Journey& journey : subject.model.journeys) known.push_back(journey.name);
  return unknown_name("journey", name, known);
}

ClaimVerdict judge_availability(const LintSubject& subject, const Claim& claim) {
  const JourneyAnalysis* journey = find_journey(subject, claim.argument);
  if (journey == nullptr) return unknown_journey(subject, claim.argument);
  const auto bound = parse_availability(claim.bound);
  if (claim.comparison != ">=" || !bound.value) {
    return not_understood("write it as `availability(checkout) >= 99.9%`");
  }
  const AvailabilityResult& up = journey->up;
  ClaimVerdict verdict;
  verdict.supported = up.upper_unavailability <= bound.value->unavailability();
  if (verdict.supported) return verdict;
  if (up.lower_unavailability <= bound.value->unavailability()) {
    verdict.decided = false;
    const IntervalText available = interval_text(
        Availability::from_unavailability(up.upper_unavailability),
        Availability::from_unavailability(up.lower_unavailability), std::array{*bound.value});
    verdict.problem = fmt::format("`{}` is {} available", claim.argument, available.between());
    verdict.witness.emplace_back(what_decides(up.method));
    return verdict;
  }
  verdict.problem =
      fmt::format("`{}` is {} available{}", claim.argument,
                  to_human_text(Availability::from_unavailability(up.lower_unavailability),
                                std::array{*bound.value}),
                  up.method == Method::exact ? "" : " at best");
  for (std::size_t i = 0; i < journey->importance.size() && i < 3; ++i) {
    const Importance& row = journey->importance[i];
    if (row.criticality < 0.005) break;
    verdict.witness.push_back(fmt::format("{} takes part in {:.0f} % of the downtime",
                                          subject.function.events[row.event].name,
                                          100.0 * row.criticality));
  }
  return verdict;
}

ClaimVerdict judge_no_spof(const LintSubject& subject, const Claim& claim) {
  constexpr std::size_t most = 3;
  const JourneyAnalysis* journey = find_journey(subject, claim.argument);
  if (journey == nullptr) return unknown_journey(subject, claim.argument);
  // A switch under way stops the journey for its time, but is nothing that a second one would cure.
  std::vector<SinglePoint> points = journey->single_points;
  std::erase_if(points, [&](const SinglePoint& point) {
    return subject.function.events[point.event].kind == EventKind::failover;
  });
  ClaimVerdict verdict;
  verdict.supported = points.empty();
  if (verdict.supported) return verdict;
  verdict.problem = fmt::format("`{}` has {} single point{} of failure", claim.argument,
                                points.size(), points.size() == 1 ? "" : "s");
  for (std::size_t i = 0; i < points.size() && i < most; ++i) {
    verdict.witness.push_back(fmt::format(
        "{} ({}): {}", subject.function.events[points[i].event].name,
        name_of(points[i].classification), path_of(subject, journey->journey, points[i].path)));
  }
  if (points.size() > most) {
    verdict.witness.push_back(fmt::format("and {} more", points.size() - most));
  }
  return verdict;
}

/// The events of a component, or the one event of that name.
std::vector<EventId> events_named(const LintSubject& subject, std::string_view name) {
  const ComponentId id = subject.model.find_component(name);
  if (id.valid()) return subject.function.component_events[id];
  std::vector<EventId> events;
  for (std::size_t i = 0; i < subject.function.events.size(); ++i) {
    if (subject.function.events[EventId(i)].name == name) events.emplace_back(i);
  }
  return events;
}

ClaimVerdict judge_survives(const LintSubject& subject, const Claim& claim) {
  const auto events = events_named(subject, claim.argument);
  if (events.empty()) {
    std::vector<std::string_view> known;
    for (const BasicEvent& event : subject.function.events) known.push_back(event.name);
    return unknown_name("component", claim.argument, known);
  }
  const Consequence consequence = what_if(subject.model, subject.function, events);
  ClaimVerdict verdict;
  verdict.supported = true;
  for (std::size_t i = 0; i < subject.model.journeys.size(); ++i) {
    const auto& state = consequence.journeys[JourneyId(i)];
    if (state.state != Consequence::JourneyState::State::down) continue;
    if (verdict.supported) {
      verdict.problem = fmt::format("without `{}`, `{}` is down", claim.argument,
                                    subject.model.journeys[JourneyId(i)].name);
    }
    verdict.supported = false;
    verdict.witness.push_back(path_of(subject, JourneyId(i), state.path));
  }
  return verdict;
}

ClaimVerdict judge_rpo(const LintSubject& subject, const Claim& claim) {
  const ComponentId id = subject.model.find_component(claim.argument);
  if (!id.valid()) {
    std::vector<std::string_view> known;
    for (const Component& component : subject.model.components) known.push_back(component.name);
    return unknown_name("component", claim.argument, known);
  }
  const auto bound = parse_duration(claim.bound);
  if (claim.comparison != "<=" || !bound.value) {
    return not_understood("write it as `rpo(orders) <= 15m`");
  }
  const DataRecovery* data = recovery_of(subject, id);
  if (data == nullptr || data->scopes.back().scope != FailureScope::corruption) {
    return refuted(
        fmt::format("`{}` keeps no data of its own, as far as the document says", claim.argument));
  }
  ClaimVerdict verdict;
  Duration worst;
  for (const ScopeRecovery& row : data->scopes) {
    if (row.rpo && *row.rpo <= *bound.value) continue;
    worst = std::max(worst, row.rpo.value_or(Duration()));
    verdict.witness.push_back(
        fmt::format("{}: {}", loss_text(subject, *data, row), data_lost_text(row)));
  }
  verdict.supported = verdict.witness.empty();
  if (verdict.supported) return verdict;
  verdict.decided = worst != Duration();
  verdict.problem =
      worst == Duration() ? fmt::format("what `{}` may lose cannot be told", claim.argument)
      : worst.is_never()
          ? fmt::format("`{}` may lose everything", claim.argument)
          : fmt::format("`{}` may lose up to {}", claim.argument, to_human_text(worst));
  return verdict;
}

struct Judge {
  ClaimForm form;
  ClaimVerdict (*judge)(const LintSubject& subject, const Claim& claim);
};

constexpr std::array judges = {
    Judge{{"availability", "availability(checkout) >= 99.9%", "a journey is at least so available",
           true},
          judge_availability},
    Judge{{"survives", "survives(zone-a)", "no journey is down when that component fails"},
          judge_survives},
    Judge{{"no-spof", "no-spof(checkout)", "a journey has no single point of failure", true},
          judge_no_spof},
    Judge{
        {"rpo", "rpo(orders) <= 15m",
         "no loss (of process, host, zone, region, or by deletion) costs a longer stretch of data"},
        judge_rpo},
};

}  // namespace

std::vector<ClaimForm> claim_forms() {
  std::vector<ClaimForm> forms;
  forms.reserve(judges.size());
  for (const Judge& row : judges) forms.push_back(row.form);
  return forms;
}

ClaimVerdict judge_claim(const LintSubject& subject, std::string_view text) {
  const auto claim = split(text);
  const auto row = std::find_if(judges.begin(), judges.end(), [&](const Judge& candidate) {
    return claim && candidate.form.name == claim->name;
  });
  if (row != judges.end()) {
    const bool compares = row->form.example.find("= ") != std::string_view::npos;
    if (!compares && !claim->comparison.empty()) {
      return not_understood(fmt::format("write it as `{}`", row->form.example));
    }
    return row->judge(subject, *claim);
  }
  std::vector<std::string_view> names;
  names.reserve(judges.size());
  for (const Judge& judge : judges) names.push_back(judge.form.name);
  const auto near = claim ? nearest_name(claim->name, names) : std::nullopt;
  if (near && *near != claim->name) {
    return not_understood(
        fmt::format("there is no claim `{}`; did you mean `{}`?", claim->name, *near));
  }
  std::string forms;
  for (const Judge& judge : judges) {
    forms += fmt::format("{}`{}`", forms.empty() ? "" : ", ", judge.form.example);
  }
  return not_understood("claims are " + forms);
}

namespace {

/// A claim as it is told, by what it is about: those that only differ in their bound are one.
std::map<std::string, std::string> claims_by_subject(
    const std::vector<Spanned<std::string>>& claims) {
  std::map<std::string, std::string> found;
  for (const Spanned<std::string>& written : claims) {
    const std::string text(trimmed(written.value, around_claims));
    const auto claim = split(text);
    found.emplace(
        claim ? fmt::format("{}({}) {}", claim->name, claim->argument, claim->comparison) : text,
        text);
  }
  return found;
}

/// A lower availability, a longer time; or one of them is no claim that is understood.
bool promises_less(const std::string& before, const std::string& after) {
  const auto was = split(before), is = split(after);
  if (!was || !is) return false;
  if (was->comparison == ">=") {
    const auto earlier = parse_availability(was->bound), later = parse_availability(is->bound);
    return earlier && later && *later < *earlier;
  }
  const auto earlier = parse_duration(was->bound), later = parse_duration(is->bound);
  return earlier && later && *earlier < *later;
}

}  // namespace

std::vector<DocumentChange> claim_changes(const std::vector<Spanned<std::string>>& before,
                                          const std::vector<Spanned<std::string>>& after) {
  using How = DocumentChange::Kind;
  const auto was = claims_by_subject(before), is = claims_by_subject(after);
  std::vector<DocumentChange> changes;
  const auto add = [&](How kind, std::string earlier, std::string later, bool weakens) {
    changes.push_back(
        {kind, "claims", "", "claim", {{"", std::move(earlier), std::move(later)}}, weakens});
  };
  for (const auto& [about, text] : was) {
    const auto now = is.find(about);
    if (now == is.end()) {
      add(How::removed, text, "", true);
    } else if (now->second != text) {
      add(How::changed, text, now->second, promises_less(text, now->second));
    }
  }
  for (const auto& [about, text] : is) {
    if (!was.contains(about)) add(How::added, "", text, false);
  }
  return changes;
}

}  // namespace cutpoint
