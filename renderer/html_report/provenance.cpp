// Where every number comes from.
#include <algorithm>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "model/base/interval_text.hpp"
#include "renderer/analysis/journey_words.hpp"
#include "renderer/html_report/facts.hpp"
#include "renderer/html_report/sections.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/key_words.hpp"
#include "renderer/writing/markup.hpp"

namespace cutpoint {

namespace {

using CellAlign = HtmlTable::Align;

constexpr std::size_t most_figures = 200;
constexpr std::size_t most_assumed = 20;  // the table marks all

std::string note(std::string_view label, const std::string& text) {
  return fmt::format("<dt>{}</dt><dd>{}</dd>", escaped(label), escaped(text));
}

bool any_journey(const Analysis& analysis, Method method) {
  for (const JourneyAnalysis& journey : analysis.journeys) {
    if (journey.up.method == method) return true;
  }
  return false;
}

std::string methods(const RenderInput& input) {
  std::string out;
  if (any_journey(input.analysis, Method::exact)) {
    out += note("exact",
                "The probability of the structure function by a binary decision diagram: "
                "every shared part counted once, no product of tiers, nothing cut off.");
  }
  if (any_journey(input.analysis, Method::bounded)) {
    out += note("between a and b",
                "The model exceeds the diagram's budget. The interval surely holds the truth; "
                "downtime is that of the worse end.");
  }
  if (any_journey(input.analysis, Method::estimated)) {
    out += note("estimated", std::string(what_estimated_means));
  }
  out += note("Single points, cut sets",
              "Read off the structure function, without any figures: a "
              "single point is a cut set of one event.");
  out += note("Outages a year",
              "Each event's Birnbaum importance × its failure rate × the time it "
              "is up, summed; the mean outage is unavailability over frequency.");
  out += note("Sensitivity",
              "The unavailability is linear in that of each event, with Birnbaum's "
              "importance as slope, for one event moved alone.");
  const auto& journeys = input.analysis.journeys;
  const bool has_promises = std::any_of(journeys.begin(), journeys.end(), [](const auto& row) {
    return row.slo.has_value() || row.sla.has_value();
  });
  if (has_promises) out += note("Chance to miss a period", std::string(how_chances_are_found));
  out += note("Events",
              "Independent, with constant failure rates: λ = 1/MTBF, where MTBF is mean up "
              "time; unavailability MTTR/(MTBF + MTTR). Planned downtime is no part of the "
              "availability; promises count it where they say so.");
  return out;
}

std::string left_out(const PageInput& input) {
  const Analysis& analysis = input.analysis;
  std::string out;
  if (!analysis.not_modelled.empty()) {
    out += note("Kept, not counted", fmt::format("{}: these keys change no availability above",
                                                 fmt::join(analysis.not_modelled, ", ")));
  }
  const Statements& statements = input.statements;
  if (!statements.unused.empty()) {
    out += note("Not used", unused_text(input, statements.unused, 20));
  }
  for (const Caveat& caveat : statements.caveats) {
    out += note("Limit", caveat_words(input, caveat));
  }
  for (const ExpiredAcceptance& expired : analysis.expired) {
    out += note("Expired", expired_words(input, expired));
  }
  for (const Money& cost : analysis.component_costs) {
    out += note("Components cost", money_text(cost) + " a year");
  }
  return out;
}

void add_links(const RenderInput& input, HtmlTable& table) {
  const auto& links = input.model.links;
  for (std::size_t i = 0; i < links.size() && i < most_figures; ++i) {
    const Link& link = links[LinkId(i)];
    if (!link.figures) continue;
    const auto assumption = assumption_of(input.model, LinkId(i));
    table.add(
        {{link.name},
         {"link"},
         {to_human_text(link.figures->mtbf)},
         {to_human_text(link.figures->mttr)},
         {to_human_text(Availability::from_unavailability(link.figures->unavailability))},
         {std::string(name_of(link.figures->source)) +
              (assumption ? fmt::format("; assumed: {}", assumption_words(assumption->what)) : ""),
          assumption ? "unsure" : ""}});
  }
}

std::string place_of(const RenderInput& input, const SourceSpan& span) {
  if (!span.known()) return {};
  return element("code",
                 fmt::format("{}:{}:{} ", name_without_folders(input.sources.name(span.file)),
                             span.line, input.sources.display_column(span)));
}

/// What is said of each alike is said once, and of many the first ones are seen.
std::string findings_of_rule(const RenderInput& input,
                             const std::vector<const Diagnostic*>& findings) {
  constexpr std::size_t most_seen = 3;
  const Diagnostic& first = *findings.front();
  const std::string rule = element("b", first.rule);
  const std::string help = first.help.empty() ? "" : "; " + first.help;
  if (findings.size() == 1) {
    return fmt::format("<li>{}{} {}</li>\n", place_of(input, first.span), rule,
                       escaped(first.message + help));
  }
  std::string seen, folded;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    (i < most_seen ? seen : folded) += fmt::format(
        "<li>{}{}</li>\n", place_of(input, findings[i]->span), escaped(findings[i]->message));
  }
  if (!folded.empty()) {
    folded = fmt::format("<details><summary>{} more</summary><ul>\n{}</ul></details>",
                         findings.size() - most_seen, folded);
  }
  return fmt::format("<li>{} ×{}{}<ul>\n{}</ul>{}</li>\n", rule, findings.size(), escaped(help),
                     seen, folded);
}

}  // namespace

std::string name_without_folders(const std::string& path) {
  const std::filesystem::path whole(path);
  return whole.is_absolute() ? whole.filename().string() : path;
}

std::string figures_table(const PageInput& input) {
  const Model& model = input.model;
  if (!model.form.has_figures) return {};
  HtmlTable table("Figures that went in", {{"component"},
                                           {"kind"},
                                           {"MTBF", CellAlign::right},
                                           {"MTTR", CellAlign::right},
                                           {"availability", CellAlign::right},
                                           {"where it comes from", CellAlign::left, "wide"}});
  std::size_t left = 0;
  for (std::size_t i = 0; i < model.components.size(); ++i) {
    const ComponentId id(i);
    const Component& component = model.components[id];
    if (i >= most_figures) {
      ++left;
      continue;
    }
    const bool fails = static_cast<bool>(component.figures);
    const auto figure = [fails](const std::string& text) {
      return fails ? text : std::string("–");
    };
    const bool assumed = assumption_of(model, id).has_value();
    table.add({{component.name},
               {key_words(model.kind_of(id).name)},
               {figure(fails ? to_human_text(component.figures->mtbf) : "")},
               {figure(fails ? to_human_text(component.figures->mttr) : "")},
               {figure(fails ? to_human_text(Availability::from_unavailability(
                                   component.figures->unavailability))
                             : "")},
               {figure_source_text(model, id), assumed ? "unsure" : ""}});
  }
  add_links(input, table);
  std::string out;
  const std::vector<Assumption>& assumptions = input.statements.assumptions;
  if (!assumptions.empty()) {
    out += element("p",
                   fmt::format("Assumed (* in the tables), so replace them by your own records, or "
                               "measure with cutpoint observe: {}.",
                               assumptions_text(input, assumptions, most_assumed)),
                   "unsure");
  }
  const std::string more = fmt::format("… and {} more components", left);
  return out + table.folded(left > 0 ? element("p", more, "fine") : "");
}

std::string method_notes(const PageInput& input) {
  HtmlTable table("Method of each journey's availability",
                  {{"journey"},
                   {"method"},
                   {"unavailability", CellAlign::right},
                   {"full service, unavailability", CellAlign::right}});
  for (const JourneyStatement& journey : input.statements.journeys) {
    const auto text = [](const AvailabilityResult& result) {
      return result.method == Method::bounded
                 ? interval_text(Interval{result.lower_unavailability, result.upper_unavailability})
                       .between()
                 : fmt::format("{:.6g}", result.availability.unavailability());
    };
    table.add({{input.model.journeys[journey.journey].name},
               {std::string(name_of(journey.method))},
               {text(journey.analysis->up)},
               {text(journey.analysis->full)}});
  }
  return table.folded() + "<dl>" + methods(input) + left_out(input) + "</dl>\n";
}

std::string findings_list(const RenderInput& input) {
  constexpr std::size_t most = 50;
  std::vector<std::vector<const Diagnostic*>> by_rule;
  std::size_t shown = 0;
  for (const Diagnostic& finding : input.diagnostics.all()) {
    if (++shown > most) continue;
    const auto same = std::find_if(by_rule.begin(), by_rule.end(), [&](const auto& findings) {
      return findings.front()->rule == finding.rule && findings.front()->help == finding.help;
    });
    if (same == by_rule.end()) {
      by_rule.push_back({&finding});
    } else {
      same->push_back(&finding);
    }
  }
  if (by_rule.empty()) return {};
  std::string out;
  for (const auto& findings : by_rule) out += findings_of_rule(input, findings);
  if (shown > most) out += element("li", fmt::format("… and {} more", shown - most));
  return "<ul class=\"findings\">\n" + out + "</ul>\n";
}

}  // namespace cutpoint
