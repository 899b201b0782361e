// The verdict first: one card a journey.
#include <algorithm>

#include <fmt/format.h>

#include "model/base/interval_text.hpp"
#include "renderer/html_report/sections.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/charts.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markup.hpp"

namespace cutpoint {

namespace {

std::string css_of(TargetVerdict verdict) {
  switch (verdict) {
    case TargetVerdict::met:
      return "good";
    case TargetVerdict::missed:
      return "bad";
    case TargetVerdict::undecided:
      break;
  }
  return "unsure";
}

/// By the downtime that counts, as everywhere.
std::string promise_bar(PromiseStatement::Kind kind, const ServiceLevelResult& promise) {
  const PromiseStatement statement = promise_statement(kind, promise);
  std::string out =
      fmt::format("<p class=\"promise\"><b>{}</b> over {}: <span class=\"{}\">{} {}</span></p>",
                  name_of(kind), escaped(to_human_text(promise.period)), css_of(statement.verdict),
                  mark_of(statement.verdict), escaped(promise_words(statement)));
  if (const auto used = promise.budget_used()) {
    out += budget_bar(*used);
    std::string budget = fmt::format(
        "budget used {}×, {} of {}", used_text(*used, promise.met.value_or(*used <= 1.0)),
        to_human_text(promise.expected), to_human_text(promise.allowed));
    if (promise.planned > Duration()) {
      budget += fmt::format(", {} of it planned", to_human_text(promise.planned));
    }
    if (promise.excluded > Duration()) {
      budget += fmt::format(", {} not counted", to_human_text(promise.excluded));
    }
    if (promise.missed_probability) {
      budget += fmt::format(" · a single period misses it with {} (estimated)",
                            chance_text(*promise.missed_probability));
    }
    out += element("p", budget, "fine");
  }
  return out;
}

std::string money_line(const JourneyAnalysis& journey) {
  const MoneyResult& money = journey.money;
  std::string text;
  const auto add = [&text](std::string_view what, const std::optional<Money>& amount) {
    if (!amount) return;
    text += fmt::format("{}{} {}", text.empty() ? "" : " · ", what, money_text(*amount));
  };
  add("outages cost", money.outage_cost);
  add("revenue lost", money.revenue_lost);
  add("credits (estimated)", money.credits);
  return text.empty() ? "" : element("p", text + " a year", "money");
}

/// What keeps the answer from being the whole truth.
std::string caveat_lines(const RenderInput& input, const JourneyStatement& statement) {
  std::string out;
  for (const Caveat& caveat : statement.caveats) {
    out += fmt::format("<p class=\"caveat {}\">{}</p>",
                       caveat.what == Caveat::What::never_works ? "bad" : "unsure",
                       escaped(caveat_words(input, caveat)));
  }
  return out;
}

std::string point_counts(const JourneyAnalysis& journey) {
  const auto& points = journey.single_points;
  if (points.empty()) {
    if (journey.up.lower_unavailability >= 1.0) return {};
    return journey.unknown_dependencies.empty()
               ? element("p", "No single point of failure", "good")
               : element("p", "No single point of failure is known", "unsure");
  }
  std::string text;
  for (const SinglePointClass value :
       {SinglePointClass::full, SinglePointClass::partial, SinglePointClass::accepted}) {
    const auto count = std::count_if(points.begin(), points.end(), [value](const SinglePoint& p) {
      return p.classification == value;
    });
    if (count == 0) continue;
    text += fmt::format("{}<span class=\"point {}\">{} {}</span>", text.empty() ? "" : " ",
                        name_of(value), count, name_of(value));
  }
  return fmt::format("<p class=\"points\">Single points of failure: {}</p>", text);
}

std::string downtime_lines(const JourneyAnalysis& journey) {
  const AvailabilityResult& up = journey.up;
  const auto down = [&up](double period) {
    return to_human_text(up.availability.downtime_in(Duration::seconds(period)));
  };
  const std::string most = up.method == Method::bounded ? "at most " : "";
  std::string text = fmt::format("down {}{} a 30-day month, {} a year", most,
                                 down(30 * Duration::day), down(Duration::year));
  if (up.outages_per_year) {
    text += fmt::format(", in {} outages", rate_text(*up.outages_per_year));
    if (up.mean_outage) text += fmt::format(" of {}", to_human_text(*up.mean_outage));
  }
  return element("p", text, "downtime");
}

std::string full_service_line(const JourneyAnalysis& journey) {
  if (!journey.has_soft_requirements) return {};
  return element("p",
                 fmt::format("full service {}; degraded {} a year", availability_text(journey.full),
                             to_human_text(journey.degraded_per_year())));
}

std::string css_of_part(const JourneyAnalysis& journey, const DowntimePart& part) {
  const auto& points = journey.single_points;
  const auto found = std::find_if(points.begin(), points.end(), [&part](const SinglePoint& point) {
    return point.event == part.event;
  });
  return found == points.end() ? "several" : std::string(name_of(found->classification));
}

/// What the downtime comes from, as a bar and in words.
std::string parts_of_downtime(const RenderInput& input, const JourneyStatement& statement) {
  if (statement.parts.empty()) return {};
  std::vector<std::pair<double, std::string>> bars;
  std::string rows;
  double rest = 1.0;
  for (const DowntimePart& part : statement.parts) {
    rest -= part.share;
    const std::string css = css_of_part(*statement.analysis, part);
    bars.emplace_back(part.share, css);
    rows += fmt::format("<li class=\"{}\"><span>{}</span> {} <small>{} a year</small></li>", css,
                        escaped(rounded_percent(part.share)),
                        escaped(with_stars_held(part_name(input, part))),
                        escaped(to_human_text(part.per_year)));
  }
  constexpr double least_rest = 0.01;  // that is seen in the bar
  if (rest >= least_rest) {
    rows += fmt::format("<li class=\"rest\"><span>{}</span> others</li>",
                        escaped(rounded_percent(rest)));
  }
  return parts_bar(bars) + fmt::format("<ul class=\"parts\">{}</ul>\n", rows);
}

/// "misses 99.95 % by 4 h a year. 52 % of its downtime is payment-provider."
std::string sentence(const RenderInput& input, const JourneyStatement& statement) {
  const PromiseStatement* promise = statement.slo();
  std::string words = promise != nullptr ? promise_words(*promise) : "no SLO is stated";
  if (const std::string why = downtime_words(input, statement); !why.empty())
    words += "; " + with_stars_held(why);
  if (promise == nullptr) return element("p", words + ".", "sentence");
  return fmt::format("<p class=\"sentence\"><b class=\"{}\">{}</b> {}.</p>",
                     css_of(promise->verdict), mark_of(promise->verdict), escaped(words));
}

/// A top event of a fault tree: a probability, without downtime.
std::string probability_lines(const JourneyAnalysis& journey) {
  const AvailabilityResult& up = journey.up;
  std::string out;
  if (up.method == Method::bounded) {
    out += element(
        "p", interval_text(Interval{up.lower_unavailability, up.upper_unavailability}).between());
  }
  if (up.outages_per_year) {
    out += element("p", fmt::format("{} times a year", rate_text(*up.outages_per_year)));
  }
  return out;
}

/// What stands behind the verdict, opened in place.
std::string more_of(const JourneyStatement& statement, const std::string& description) {
  const JourneyAnalysis& journey = *statement.analysis;
  std::string out;
  if (!description.empty()) out += element("p", description, "fine");
  std::optional<double> promised;
  if (journey.slo) promised = journey.slo->target.unavailability();
  out += nines_scale(journey.up.availability.unavailability(), promised);
  out += service_level_lines(journey) + full_service_line(journey) + money_line(journey);
  if (statement.planned > Duration()) {
    out += element("p", planned_words(statement.planned), "planned");
  }
  return "<details><summary>Budgets and promises</summary>\n" + out + point_counts(journey) +
         "</details>\n";
}

std::string card(const RenderInput& input, const JourneyStatement& statement) {
  const JourneyAnalysis& journey = *statement.analysis;
  const Journey& written = input.model.journeys[journey.journey];
  const AvailabilityResult& up = journey.up;
  const bool is_up_and_down = input.model.form.has_figures;
  const std::string headline =
      is_up_and_down ? availability_text(journey) : probability_text(up.upper_unavailability);
  const std::string nines = is_up_and_down ? nines_text(up.availability) : "probability";
  std::string out = fmt::format(
      "<article class=\"card\"><h3><a href=\"#journey-{0}\">{1}</a><span class=\"state\" "
      "data-state-of=\"{0}\"></span></h3>",
      journey.journey.value(), escaped(written.name));
  const std::string description = text_of(written.description);
  const std::string value =
      fmt::format("<p class=\"headline{}\"><b>{}</b> <span>{} · {}</span></p>",
                  headline.size() > 20 ? " long" : "", escaped(headline), escaped(nines),
                  name_of(statement.method));
  const std::string caveats = caveat_lines(input, statement);
  if (!is_up_and_down) {
    if (!description.empty()) out += element("p", description, "fine");
    return out + value + caveats + probability_lines(journey) + "</article>\n";
  }
  out += sentence(input, statement) + value + downtime_lines(journey);
  out += parts_of_downtime(input, statement) + caveats;
  if (statement.uncertain) {
    out += element("p", "uncertain, " + uncertain_words(*statement.uncertain), "uncertain");
  }
  return out + more_of(statement, description) + "</article>\n";
}

/// What misses its promise before what nobody decided, then the rest, each by falling downtime.
std::vector<const JourneyStatement*> by_urgency(const Statements& statements) {
  const auto rank = [](const JourneyStatement* row) {
    if (row->slo() == nullptr) return 2;
    return row->slo()->verdict == TargetVerdict::missed      ? 0
           : row->slo()->verdict == TargetVerdict::undecided ? 1
                                                             : 2;
  };
  std::vector<const JourneyStatement*> rows;
  for (const JourneyStatement& row : statements.journeys) rows.push_back(&row);
  std::stable_sort(rows.begin(), rows.end(), [&](const auto* a, const auto* b) {
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    return a->analysis->up.availability < b->analysis->up.availability;
  });
  return rows;
}

}  // namespace

std::string service_level_lines(const JourneyAnalysis& journey) {
  std::string out;
  if (journey.slo) out += promise_bar(PromiseStatement::Kind::slo, *journey.slo);
  if (journey.sla) out += promise_bar(PromiseStatement::Kind::sla, *journey.sla);
  return out;
}

std::string section(std::string_view id, std::string_view heading, const std::string& body) {
  if (body.empty()) return {};
  return fmt::format("<section id=\"{}\"><h2>{}</h2>\n{}</section>\n", id, escaped(heading), body);
}

std::string verdict_cards(const PageInput& input) {
  constexpr std::size_t most_cards = 9;
  const Statements& statements = input.statements;
  const auto rows = by_urgency(statements);
  const auto cards_of = [&](std::size_t from, std::size_t to) {
    std::string out = "<div class=\"cards\">\n";
    for (std::size_t i = from; i < to; ++i) out += card(input, *rows[i]);
    return out + "</div>\n";
  };
  std::string out = cards_of(0, std::min(most_cards, rows.size()));
  if (rows.size() > most_cards) {
    out += fmt::format("<details class=\"more\"><summary>{} more {}</summary>\n{}</details>\n",
                       rows.size() - most_cards, input.model.form.tops,
                       cards_of(most_cards, rows.size()));
  }
  if (!statements.assumptions.empty() && input.model.form.has_figures) {
    out +=
        "<p class=\"fine\">* with a figure that is assumed: <a href=\"#figures\">Figures and "
        "assumptions</a></p>\n";
  }
  return out;
}

}  // namespace cutpoint
