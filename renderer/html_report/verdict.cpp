// The verdict first: one card a journey.
#include <algorithm>

#include <fmt/format.h>

#include "renderer/advice/first_change_words.hpp"
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
  std::string out = element("p", fmt::format("down {}{} a year · {} a 30-day month", most,
                                             down(Duration::year), down(30 * Duration::day)));
  if (up.outages_per_year) {
    std::string text = fmt::format("{} outages a year", rate_text(*up.outages_per_year));
    if (up.mean_outage) text += fmt::format(" of {}", to_human_text(*up.mean_outage));
    out += element("p", text);
  }
  if (journey.has_soft_requirements) {
    out += element(
        "p", fmt::format("full service {}; degraded {} a year", availability_text(journey.full),
                         to_human_text(journey.degraded_per_year())));
  }
  return out;
}

/// A top event of a fault tree: a probability, without downtime.
std::string probability_lines(const JourneyAnalysis& journey) {
  const AvailabilityResult& up = journey.up;
  std::string out;
  if (up.method == Method::bounded) {
    out += element("p", fmt::format("between {:.3g} and {:.3g}", up.lower_unavailability,
                                    up.upper_unavailability));
  }
  if (up.outages_per_year) {
    out += element("p", fmt::format("{} times a year", rate_text(*up.outages_per_year)));
  }
  return out;
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
  if (const std::string text = text_of(written.description); !text.empty()) {
    out += element("p", text, "fine");
  }
  out += fmt::format("<p class=\"headline{}\"><b>{}</b> <span>{} · {}</span></p>",
                     headline.size() > 20 ? " long" : "", escaped(headline), escaped(nines),
                     name_of(statement.method));
  const std::string caveats = caveat_lines(input, statement);
  if (!is_up_and_down) return out + caveats + probability_lines(journey) + "</article>\n";
  std::optional<double> promised;
  if (journey.slo) promised = journey.slo->target.unavailability();
  out += nines_scale(up.availability.unavailability(), promised);
  out += caveats + downtime_lines(journey);
  if (statement.planned > Duration()) {
    out += element("p", planned_words(statement.planned), "planned");
  }
  if (statement.uncertain) {
    out += element("p", "uncertain, " + uncertain_words(*statement.uncertain), "uncertain");
  }
  out += service_level_lines(journey) + money_line(journey);
  return out + point_counts(journey) + "</article>\n";
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

std::string verdict_cards(const RenderInput& input) {
  std::string out = "<div class=\"cards\">\n";
  for (const JourneyStatement& journey : statements_of(input).journeys) out += card(input, journey);
  out += "</div>\n";
  if (input.options.first_change == nullptr) return out;
  return out +
         element("p", "Next: " + first_change_words(input.model, *input.options.first_change), "next");
}

}  // namespace cutpoint
