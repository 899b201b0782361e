// What to do: the changes that help most for their cost, and risks that somebody took.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "renderer/advice/change_words.hpp"
#include "renderer/advice/first_change_words.hpp"
#include "renderer/advice/words.hpp"
#include "renderer/analysis/next_words.hpp"
#include "renderer/analysis/report_overview.hpp"
#include "renderer/html_report/sections.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/charts.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markup.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_accepted = 12;

/// Names in backquotes become bold, commands code.
std::string with_names_marked(const std::string& words) {
  std::string out;
  bool inside = false;
  for (std::size_t at = 0; at <= words.size();) {
    const std::size_t end = std::min(words.find('`', at), words.size());
    const std::string piece = escaped(words.substr(at, end - at));
    const bool is_command = inside && piece.starts_with("cutpoint ");
    out += is_command ? fmt::format("<code>{}</code>", piece)
           : inside   ? fmt::format("<b>{}</b>", piece)
                      : piece;
    inside = !inside;
    at = end + 1;
  }
  return out;
}

/// Components that the picture marks for a change, by number: what is changed itself, or all that
/// a link, common cause or switch is about.
std::string parts_of(const Model& model, const AdvisedChange& change) {
  std::vector<ComponentId> parts;
  const auto add_named = [&](const std::string& name) {
    for (std::size_t i = 0; i < model.components.size(); ++i) {
      if (model.components[ComponentId(i)].name == name) parts.emplace_back(i);
    }
  };
  add_named(change.subject);
  for (const std::string& member : change.description.members) add_named(member);
  for (const Link& link : model.links) {
    if (link.name == change.subject) parts.insert(parts.end(), {link.from, link.to});
  }
  for (const CommonCause& cause : model.common_causes) {
    if (cause.name != change.subject) continue;
    parts.insert(parts.end(), cause.members.begin(), cause.members.end());
  }
  std::string out;
  for (const ComponentId part : parts) {
    out += fmt::format("{}{}", out.empty() ? "" : " ", part.value());
  }
  return out;
}

/// Downtime a year of a journey before and after, on one scale.
std::string before_and_after(const RenderInput& input, JourneyId journey,
                             const std::vector<Availability>& targets,
                             const AvailabilityResult& after) {
  const AvailabilityResult& before = input.analysis.journeys[journey].up;
  const double base = before.upper_unavailability;
  const double share = base > 0.0 ? after.upper_unavailability / base : 0.0;
  const std::string down = escaped(fmt::format("{} → {}", to_human_text(before.downtime_per_year()),
                                               to_human_text(after.downtime_per_year())));
  return fmt::format(
      "<div class=\"change-row\" data-journey=\"{}\" data-down=\"{}\"><span>{}</span>"
      "<span class=\"before\">{}</span><span>→</span><b>{}</b><small>{} a year</small>{}</div>",
      journey.value(), down, escaped(input.model.journeys[journey].name),
      escaped(availability_text(before, targets)), escaped(availability_text(after, targets)), down,
      share_bar(share, "after"));
}

/// The first journeys, and the others when asked for.
std::string rows_of_change(const RenderInput& input, const FirstChange& first,
                           const AdvisedChange& change) {
  constexpr std::size_t most_rows = 5;
  const std::size_t count = std::min(first.journeys.size(), change.alone.after.size());
  const std::size_t shown = count > most_rows + 1 ? most_rows : count;
  const auto rows = [&](std::size_t from, std::size_t to) {
    std::string out;
    for (std::size_t i = from; i < to; ++i) {
      out += before_and_after(input, first.journeys[i], first.targets, change.alone.after[i]);
    }
    return out;
  };
  std::string out = rows(0, shown);
  if (shown == count) return out;
  return out + fmt::format(
                   "<details class=\"further\"><summary>{} more journeys</summary>{}"
                   "</details>",
                   count - shown, rows(shown, count));
}

std::string change_item(const RenderInput& input, const FirstChange& first,
                        const AdvisedChange& change) {
  std::string notes;
  for (const CostItem& item : change.costs) {
    notes += fmt::format("{}{}", notes.empty() ? "" : ", ", cost_item_text(item));
  }
  std::string assumed;
  for (const std::string& text : assumption_texts(change)) {
    assumed += fmt::format("{}{}", assumed.empty() ? "" : "; ", text);
  }
  return fmt::format(
             "<li class=\"change\" data-parts=\"{}\" data-what=\"{}\"><h3>{}</h3>"
             "<p class=\"cost\">{} a month{}{}</p>{}",
             parts_of(input.model, change), escaped(change_on_card(change.description)),
             with_names_marked(change_text(change)), escaped(cost_text(first.currency, change)),
             notes.empty() ? "" : escaped(": " + notes),
             change.alone.meets_target ? " <span class=\"good\">✓ alone enough</span>" : "",
             rows_of_change(input, first, change)) +
         (assumed.empty() ? ""
                          : fmt::format("<p class=\"fine\">{}</p>",
                                        with_names_marked("Assumed: " + assumed + "."))) +
         "</li>\n";
}

std::string accepted_risks(const PageInput& input) {
  const Statements& statements = input.statements;
  if (statements.accepted.empty()) return {};
  std::string rows;
  for (std::size_t i = 0; i < statements.accepted.size() && i < most_accepted; ++i) {
    const AcceptedRisk& risk = statements.accepted[i];
    rows += fmt::format("<li>{} {}</li>\n", element("b", input.function.events[risk.event].name),
                        escaped(acceptance_words(*risk.acceptance)));
  }
  if (statements.accepted.size() > most_accepted) {
    rows += element("li", fmt::format("… and {} more", statements.accepted.size() - most_accepted));
  }
  return "<h3>Risks that somebody took</h3>\n<ul class=\"accepted\">\n" + rows + "</ul>\n";
}

/// With one nine more than the worst journey that may be better; nothing where none may.
std::optional<std::string> next_target(const PageInput& input) {
  constexpr std::array targets = {"90%", "99%", "99.9%", "99.99%", "99.999%"};
  std::optional<int> fewest;
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    const double down = journey.up.upper_unavailability;
    if (down <= 0.0 || (journey.slo && journey.slo->met.value_or(false))) continue;
    const int nines = Availability::from_unavailability(down).nines();
    fewest = std::min(fewest.value_or(nines), nines);
  }
  if (!fewest || static_cast<std::size_t>(*fewest) >= targets.size()) return std::nullopt;
  return targets[static_cast<std::size_t>(*fewest)];
}

/// Why no change stands here, and the command that finds some; empty where none is needed.
std::string how_to_find_changes(const PageInput& input) {
  const auto target = next_target(input);
  if (!target) return {};
  const auto& journeys = input.analysis.journeys;
  const bool is_exact = std::all_of(journeys.begin(), journeys.end(), [](const auto& journey) {
    return journey.up.method == Method::exact;
  });
  const std::string& file = input.options.file_name;
  const std::string command =
      fmt::format("`cutpoint improve {} --target {}`", file.empty() ? "FILE" : file, *target);
  if (input.model.components.size() > FirstChange::most_components) {
    return fmt::format(
        "Which changes help most for their cost: {}, not tried here for more than {} "
        "components",
        command, FirstChange::most_components);
  }
  if (!is_exact) return fmt::format("Which changes help most for their cost: {}", command);
  return fmt::format(
      "No single change that was tried saves a tenth of the downtime: {} combines "
      "them",
      command);
}

/// Where no change was looked for, or none found: what the other formats say.
std::string without_a_change(const PageInput& input) {
  const std::vector<std::string> words =
      next_words(input, input.statements, worst_data_first(input));
  const bool names_the_command = std::any_of(words.begin(), words.end(), [](const auto& text) {
    return text.find("cutpoint improve") != std::string::npos;
  });
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view before = i == 0 ? "Next: " : "Then: ";
    out += fmt::format("<p class=\"next\">{}</p>\n",
                       with_names_marked(fmt::format("{}{}", before, words[i])));
  }
  if (const std::string found = how_to_find_changes(input); !names_the_command && !found.empty()) {
    out += fmt::format("<p class=\"fine\">{}</p>\n", with_names_marked(found + "."));
  }
  if (!out.empty()) return out;
  const auto& journeys = input.analysis.journeys;
  const bool all_met = std::all_of(journeys.begin(), journeys.end(), [](const auto& row) {
    return row.slo && row.slo->met.value_or(false);
  });
  return all_met ? element("p", "Every SLO is met: nothing has to change.", "good") : std::string();
}

}  // namespace

std::string next_section(const PageInput& input) {
  if (!input.model.form.has_figures) return {};
  std::string out;
  if (const FirstChange* first = input.options.first_change) {
    const std::string& file = input.options.file_name;
    out += fmt::format("<p class=\"next\">{}</p>\n",
                       with_names_marked("Next: " + first_change_words(input.model, *first)));
    out += "<ol class=\"changes\">\n" + change_item(input, *first, first->change);
    for (const AdvisedChange& change : first->others) out += change_item(input, *first, change);
    out += "</ol>\n" +
           fmt::format(
               "<p class=\"fine\">{}</p>",
               with_names_marked(
                   "Each alone, tried on the whole model. Bars: what is left of the downtime; " +
                   after_first_change_words(*first, file.empty() ? "FILE" : file) + "."));
  } else {
    out += without_a_change(input);
  }
  return out + accepted_risks(input);
}

}  // namespace cutpoint
