#include "renderer/comparison/result_words.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

namespace {

std::string joined_names(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, " and "));
}

std::string detail_of(const ResultChange& change) {
  return change.details.empty() ? std::string() : change.details.front();
}

/// How a value of a kind is written; what is not there is `absent`.
using ValueText = std::string (*)(const ResultValue& value, const std::string& detail);

std::string time_text(double seconds) {
  return to_human_text(Duration::seconds(seconds));
}

std::string year_share_text(const ResultValue& value, const std::string&) {
  return to_human_text(Duration::in_a_year(*value.number)) + " a year";
}

std::string times_text(const ResultValue& value, const std::string&) {
  return rate_text(value.estimate.value_or(*value.number)) + " a year";
}

std::string word_text(const ResultValue& value, const std::string&) {
  return value.word;
}

std::string up_text(const ResultValue& value, const std::string&) {
  return share_up_text(value);
}

std::string budget_left_text(const ResultValue& value, const std::string&) {
  if (!value.word.empty()) return value.word;
  return *value.number < 0.0 ? "overdrawn by " + time_text(-*value.number)
                             : time_text(*value.number);
}

std::string chance_of_text(const ResultValue& value, const std::string&) {
  return chance_text(*value.number);
}

std::string point_text(const ResultValue& value, const std::string&) {
  if (value.word == name_of(SinglePointClass::full)) return "yes";
  if (value.word == name_of(SinglePointClass::partial)) return "yes, recovers by itself";
  return value.word == "switch" ? "while it switches" : value.word;
}

std::string least_text(const ResultValue& value, const std::string&) {
  return std::isinf(*value.number) ? "more" : fmt::format("{}", *value.number);
}

std::string count_text(const ResultValue& value, const std::string&) {
  return fmt::format("{}", *value.number);
}

std::string loss_text(const ResultValue& value, const std::string&) {
  if (!value.number) return "not stated";
  return std::isinf(*value.number) ? "everything" : time_text(*value.number);
}

std::string recovery_text_of(const ResultValue& value, const std::string&) {
  if (!value.number) return "not stated";
  return std::isinf(*value.number) ? "never" : time_text(*value.number);
}

std::string copies_text(const ResultValue& value, const std::string&) {
  return fmt::format("{}, {}", *value.number, value.word);
}

std::string money_a_year(const ResultValue& value, const std::string& currency) {
  return money_text({*value.number, currency, {}}) + " a year";
}

std::string money_a_month(const ResultValue& value, const std::string& currency) {
  constexpr double months = 12.0;
  return fmt::format("{:.2f} {} a month", *value.number / months, currency);
}

/// All that is said of a kind; `{s}` is the subject, `{d}` the detail.
struct KindWords {
  ResultKind kind;
  std::string_view what;
  ValueText value;
  std::string_view absent;  ///< in place of a value; empty: `what` says all there is
  std::string_view worse;
  std::string_view remedy;
};

constexpr std::string_view improve =
    "Less available: {}. `cutpoint improve` finds the cheapest way back; `cutpoint analyze` says "
    "what it comes from.";
constexpr std::string_view meet =
    "SLO or SLA of {}: `cutpoint improve` finds the cheapest way to meet it.";
constexpr std::string_view bring_back_data =
    "Data of {}: bring backups or replication back, or agree on other objectives with those who "
    "rely on them.";

constexpr KindWords kind_words[] = {
    {ResultKind::availability, "availability of {s}", up_text, "none", "less available", improve},
    {ResultKind::full_service, "full service of {s}", up_text, "none", "less often in full service",
     "Full service of {}: see what its soft requirements stand on."},
    {ResultKind::outages, "outages of {s}", times_text, "not known", "", ""},
    {ResultKind::planned_downtime, "planned downtime of {s}", year_share_text, "none",
     "more planned downtime",
     "Planned downtime of {}: shorter windows, or rolling ones over several instances."},
    {ResultKind::slo, "SLO of {s}", word_text, "none", "SLO worse", meet},
    {ResultKind::slo_budget, "SLO of {s}: error budget left of a period", budget_left_text, "none",
     "", ""},
    {ResultKind::slo_risk, "SLO of {s}: chance that a period misses it", chance_of_text,
     "not known", "", ""},
    {ResultKind::sla, "SLA of {s}", word_text, "none", "SLA worse", meet},
    {ResultKind::sla_budget, "SLA of {s}: error budget left of a period", budget_left_text, "none",
     "", ""},
    {ResultKind::sla_risk, "SLA of {s}: chance that a period misses it", chance_of_text,
     "not known", "", ""},
    {ResultKind::sla_credit, "SLA of {s}: credits, of the fee", chance_of_text, "none", "", ""},
    {ResultKind::single_point, "{d} alone stops {s}", point_text, "no",
     "new single point of failure",
     "New single points: {}. Give each a stand-in, or accept the risk with a reason and a last day "
     "(`accept`)."},
    {ResultKind::smallest_cut, "failures that stop {s}, at the least", least_text, "not known",
     "fewer failures stop",
     "Fewer failures stop {}: `cutpoint analyze` lists which combinations do."},
    {ResultKind::cut_set, "{s} is stopped by {d} together; it took more before", nullptr, "", "",
     ""},
    {ResultKind::redundancy, "redundancy of {s}: members to spare", count_text, "none",
     "redundancy lost", "Redundancy of {}: one failure is enough now; was that meant?"},
    {ResultKind::hidden_common_cause, "{d} alone defeats the redundancy of {s}", nullptr, "",
     "redundancy defeated by one failure",
     "Redundancy of {}: no one failure may take so many members. Spread them, or make what they "
     "share redundant (`cutpoint explain hidden-common-cause`)."},
    {ResultKind::data_loss, "data of {s} lost with {d}", loss_text, "nothing said",
     "more data lost", bring_back_data},
    {ResultKind::recovery_time, "recovery of {s} after loss of {d}", recovery_text_of,
     "nothing said", "slower recovery", bring_back_data},
    {ResultKind::loss_objective, "RPO of {s} for loss of {d}", word_text, "none", "RPO worse",
     bring_back_data},
    {ResultKind::recovery_objective, "RTO of {s} for loss of {d}", word_text, "none", "RTO worse",
     bring_back_data},
    {ResultKind::copies, "copies of the data of {s}", copies_text, "none", "fewer copies",
     bring_back_data},
    {ResultKind::site_loss, "data lost with the first site of {s}", loss_text, "nothing said",
     "more data lost with the first site", bring_back_data},
    {ResultKind::site_recovery, "second site of {s} serves after", recovery_text_of, "nothing said",
     "second site slower", bring_back_data},
    {ResultKind::revenue_lost, "revenue lost by outages of {s}", money_a_year, "none", "", ""},
    {ResultKind::outage_cost, "cost of outages of {s}", money_a_year, "none", "", ""},
    {ResultKind::credits, "credits for {s}", money_a_year, "none", "", ""},
    {ResultKind::cost, "cost of all components", money_a_month, "none", "", ""},
    {ResultKind::standby_cost, "cost of the standby of {s}", money_a_month, "none", "", ""},
    {ResultKind::finding, "lint {s}: {d}", nullptr, "", "", ""},
};

constexpr bool every_kind_has_words() {
  for (std::size_t i = 0; i < std::size(kind_words); ++i) {
    if (static_cast<std::size_t>(kind_words[i].kind) != i) return false;
  }
  return static_cast<std::size_t>(ResultKind::finding) + 1 == std::size(kind_words);
}
static_assert(every_kind_has_words());

const KindWords& words_of(ResultKind kind) {
  return kind_words[static_cast<std::size_t>(kind)];
}

/// The scope of a loss as it is read: "its host", "corruption or deletion".
std::string told_detail(const ResultChange& change) {
  switch (change.kind) {
    case ResultKind::cut_set:
      return joined_names(change.details);
    case ResultKind::data_loss:
    case ResultKind::recovery_time:
    case ResultKind::loss_objective:
    case ResultKind::recovery_objective: {
      const std::string scope = detail_of(change);
      if (scope == name_of(FailureScope::corruption)) return "corruption or deletion";
      return (scope == "site" ? "the first " : "its ") + scope;
    }
    case ResultKind::finding: {
      const auto& value = change.after ? change.after : change.before;
      return value->message;
    }
    default:
      return detail_of(change);
  }
}

}  // namespace

std::string share_up_text(const ResultValue& value) {
  AvailabilityResult result;
  result.lower_unavailability = *value.number;
  result.upper_unavailability = value.upper.value_or(*value.number);
  result.availability = Availability::from_unavailability(result.upper_unavailability);
  if (!value.upper) return availability_text(result);
  if (value.estimate) {
    return to_human_text(Availability::from_unavailability(*value.estimate), result.availability,
                         Availability::from_unavailability(*value.number));
  }
  result.method = Method::bounded;
  return availability_text(result);
}

ResultWords result_words(const ResultChange& change) {
  const KindWords& words = words_of(change.kind);
  ResultWords result;
  // Vague replacement fields would be a rule of fmt for names: these are put in by hand.
  for (std::size_t i = 0; i < words.what.size(); ++i) {
    const std::string_view field = words.what.substr(i, 3);
    if (field == "{s}") {
      result.what += change.subject;
      i += 2;
    } else if (field == "{d}") {
      result.what += told_detail(change);
      i += 2;
    } else {
      result.what += words.what[i];
    }
  }
  if (words.value == nullptr) return result;
  const auto text = [&](const std::optional<ResultValue>& value) {
    return value ? words.value(*value, detail_of(change)) : std::string(words.absent);
  };
  result.before = text(change.before);
  result.after = text(change.after);
  return result;
}

std::string result_text(const ResultChange& change) {
  const ResultWords words = result_words(change);
  if (words.before.empty() && words.after.empty()) {
    // What is told only where it is there.
    const bool gone = !change.after;
    return gone ? "no longer: " + words.what : words.what;
  }
  if (words.is_hardly_more()) return fmt::format("{}: {}, hardly changed", words.what, words.after);
  return fmt::format("{}: {} → {}", words.what, words.before, words.after);
}

/// Rules that say what another result says already.
bool is_told_by_result(const std::string& rule) {
  constexpr std::array<std::string_view, 5> rules = {"single-point-of-failure",
                                                     "hidden-common-cause", "target-not-met",
                                                     "rpo-not-met", "rto-not-met"};
  return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

bool is_worth_telling(const ResultChange& change) {
  if (change.kind == ResultKind::finding) return !is_told_by_result(change.subject);
  if (change.direction != ResultChange::Direction::neither) {
    return change.regression || !result_words(change).is_hardly_more();
  }
  switch (change.kind) {
    case ResultKind::slo_budget:
    case ResultKind::slo_risk:
    case ResultKind::sla_budget:
    case ResultKind::sla_risk:
    case ResultKind::data_loss:
    case ResultKind::recovery_time:
    case ResultKind::loss_objective:
    case ResultKind::recovery_objective:
    case ResultKind::copies:
      // The change of the document says that there is such a thing now, or none any more.
      return change.before && change.after && !result_words(change).is_hardly_more();
    default:
      return !result_words(change).is_hardly_more();
  }
}

std::vector<ResultChange> told_results(const Comparison& comparison) {
  std::vector<ResultChange> told;
  // By what is said of them but for the subject.
  std::map<std::string, std::size_t> known;
  for (const ResultChange& change : comparison.results) {
    if (!is_worth_telling(change)) continue;
    ResultChange anybody = change;
    anybody.subject = "*";
    std::string said = result_text(anybody);
    for (const ResultCause& cause : change.causes) {
      said += fmt::format("|{}", fmt::join(cause.changes, ","));
    }
    const auto [row, is_new] = known.emplace(std::move(said), told.size());
    if (is_new || change.kind == ResultKind::finding) {
      told.push_back(change);
    } else {
      told[row->second].subject += ", " + change.subject;
    }
  }
  return told;
}

std::string worse_text(ResultKind kind) {
  return std::string(words_of(kind).worse);
}

std::string worse_name(const ResultChange& change) {
  switch (change.kind) {
    case ResultKind::single_point:
      return detail_of(change);
    case ResultKind::hidden_common_cause:
      return fmt::format("{} ({})", change.subject, detail_of(change));
    default:
      return change.subject;
  }
}

std::string_view remedy_text(ResultKind kind) {
  return words_of(kind).remedy;
}

}  // namespace cutpoint
