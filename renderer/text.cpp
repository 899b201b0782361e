// The terminal report: the verdict first, then why, then what to do.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "renderer/figures_text.hpp"
#include "renderer/terminal_text.hpp"
#include "renderer/text_journey.hpp"

namespace cutpoint {

namespace {

/// From this many journeys on, one table of journeys and one of single points serve all of them.
constexpr std::size_t many_journeys = 4;
constexpr std::size_t most_rows = 25;

std::string heading(const RenderInput& input, const Painter& paint) {
  const std::string name =
      visible(input.model.name.empty() ? input.options.file_name : input.model.name);
  const std::string file = visible(input.options.file_name);
  if (name == file || file.empty()) return paint(Style::bold, name) + "\n\n";
  return paint(Style::bold, name) + "   " + paint(Style::dim, file) + "\n\n";
}

std::string journeys_table(const RenderInput& input, const Painter& paint) {
  TextTable table({{"journey", TextTable::Align::left, 40},
                   {"availability", TextTable::Align::right},
                   {"nines"},
                   {"down a year", TextTable::Align::right},
                   {"outages", TextTable::Align::right},
                   {"SPOFs", TextTable::Align::right},
                   {"SLO"},
                   {"method"}});
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    const Journey& written = input.model.journeys[journey.journey];
    TextTable::Cell objective{"-", Style::dim};
    if (written.slo && written.slo->availability) {
      const double allowed = written.slo->availability->value.unavailability();
      const bool met = journey.up.upper_unavailability <= allowed;
      objective =
          met ? TextTable::Cell{"met", Style::green} : TextTable::Cell{"missed", Style::red};
    }
    table.add({{visible(written.name), Style::bold},
               {availability_text(journey.up)},
               {nines_text(journey.up.availability)},
               {to_human_text(journey.up.downtime_per_year())},
               {journey.up.outages_per_year ? rate_text(*journey.up.outages_per_year) : "-"},
               {std::to_string(journey.single_points.size())},
               objective,
               {std::string(name_of(journey.up.method)), Style::dim}});
  }
  return table.text(2, paint) + '\n';
}

/// One row for each event that is a single point of failure of any journey.
std::string shared_single_points(const RenderInput& input, const Painter& paint) {
  struct Shared {
    const SinglePoint* point;
    std::vector<JourneyId> journeys;
  };
  std::map<EventId, Shared> shared;
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    for (const SinglePoint& point : journey.single_points) {
      shared.try_emplace(point.event, Shared{&point, {}})
          .first->second.journeys.push_back(journey.journey);
    }
  }
  if (shared.empty()) return {};
  std::vector<Shared> rows;
  for (auto& [event, row] : shared) rows.push_back(std::move(row));
  std::stable_sort(rows.begin(), rows.end(), [](const Shared& a, const Shared& b) {
    if (a.journeys.size() != b.journeys.size()) return a.journeys.size() > b.journeys.size();
    return a.point->downtime_per_year > b.point->downtime_per_year;
  });
  TextTable table({{"", TextTable::Align::left, 30},
                   {"", TextTable::Align::left, 16},
                   {"class"},
                   {"down a year", TextTable::Align::right},
                   {"journeys", TextTable::Align::right},
                   {"", TextTable::Align::left, 60}});
  for (std::size_t i = 0; i < rows.size() && i < most_rows; ++i) {
    const BasicEvent& event = input.function.events[rows[i].point->event];
    std::string names;
    for (std::size_t j = 0; j < rows[i].journeys.size() && j < 4; ++j) {
      names += (j > 0 ? ", " : "") + visible(input.model.journeys[rows[i].journeys[j]].name);
    }
    const bool all = rows[i].journeys.size() == input.analysis.journeys.size();
    table.add({{visible(event.name) + (event.assumed ? " *" : "")},
               {event_kind_text(input.model, event), Style::dim},
               {std::string(name_of(rows[i].point->classification))},
               {to_human_text(rows[i].point->downtime_per_year)},
               {std::to_string(rows[i].journeys.size())},
               {all ? "all" : names, Style::dim}});
  }
  std::string out =
      "  " + paint(Style::bold, "Single points of failure") + '\n' + table.text(2, paint);
  if (rows.size() > most_rows) {
    out += fmt::format("  … and {} more (--format json lists all)\n", rows.size() - most_rows);
  }
  return out + '\n';
}

std::string unknown_dependencies(const RenderInput& input, const Painter& paint) {
  std::vector<ComponentId> unknown;
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    unknown.insert(unknown.end(), journey.unknown_dependencies.begin(),
                   journey.unknown_dependencies.end());
  }
  std::sort(unknown.begin(), unknown.end());
  unknown.erase(std::unique(unknown.begin(), unknown.end()), unknown.end());
  if (unknown.empty()) return {};
  return "  " + paint(Style::amber, "No dependency information") +
         fmt::format(" for {}: what they need may be further single points of failure\n\n",
                     names_text(input.model, unknown, 8));
}

std::string_view explain(DifferenceReason reason) {
  switch (reason) {
    case DifferenceReason::required_leaf:
      return "required leaves: their failure is fatal, but nothing hangs behind them, so they are "
             "no "
             "cut vertices";
    case DifferenceReason::reached_by_other_paths:
      return "needed by all, but drawn with other ways round them, so they are no cut vertices";
    case DifferenceReason::optional_behind:
      return "cut vertices, but what hangs behind them is redundant, soft or survives by a "
             "fallback";
    case DifferenceReason::cannot_fail:
      return "cut vertices that cannot fail by themselves";
  }
  return "";
}

/// A labelled paragraph wrapped to the width.
std::string paragraph(std::string_view label, std::string_view text, const RenderInput& input,
                      const Painter& paint) {
  constexpr std::size_t indent = 20;
  const std::size_t width = std::max<std::size_t>(input.options.width, 60);
  std::string out = "  " + paint(Style::bold, label) +
                    std::string(indent - 2 - std::min(indent - 3, display_width(label)), ' ');
  std::size_t column = indent;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string_view word = text.substr(at, end - at);
    if (column > indent && column + 1 + display_width(word) > width) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += display_width(word);
    at = end + 1;
  }
  return out + '\n';
}

std::string drawing_text(const RenderInput& input, const Painter& paint) {
  const Analysis& analysis = input.analysis;
  std::string out;
  if (!analysis.articulation_points.empty()) {
    out += paragraph("Cut vertices", names_text(input.model, analysis.articulation_points, 12),
                     input, paint);
  }
  for (const JourneyAnalysis& journey : analysis.journeys) {
    if (analysis.journeys.size() >= many_journeys || journey.dominators.empty()) continue;
    const std::string text =
        names_text(input.model, journey.dominators, 12) +
        (analysis.journeys.size() > 1
             ? fmt::format(" (of {})", visible(input.model.journeys[journey.journey].name))
             : "");
    out += paragraph("Dominators", text, input, paint);
  }
  for (const DifferenceReason reason :
       {DifferenceReason::required_leaf, DifferenceReason::reached_by_other_paths,
        DifferenceReason::optional_behind, DifferenceReason::cannot_fail}) {
    std::vector<ComponentId> ids;
    for (const DrawingDifference& difference : analysis.differences) {
      if (difference.reason == reason) ids.push_back(difference.component);
    }
    if (ids.empty()) continue;
    out += paragraph("", fmt::format("{} — {}", names_text(input.model, ids, 8), explain(reason)),
                     input, paint);
  }
  return out;
}

std::string provenance(const RenderInput& input, const Painter& paint) {
  const Analysis& analysis = input.analysis;
  std::string out;
  if (!analysis.assumed.empty()) {
    out += paragraph("Assumed figures *",
                     names_text(input.model, analysis.assumed, 10) +
                         ": catalogue defaults; set mtbf and mttr from your own records",
                     input, paint);
  }
  if (!analysis.unreachable.empty()) {
    out += paragraph("Not used",
                     names_text(input.model, analysis.unreachable, 10) + ": no journey needs them",
                     input, paint);
  }
  if (!analysis.not_modelled.empty()) {
    out += paragraph("Kept, not counted",
                     fmt::format("{}: these keys change no figure above",
                                 fmt::join(analysis.not_modelled, ", ")),
                     input, paint);
  }
  if (!analysis.common_causes_complete) {
    out += paragraph("Limit",
                     "the model is too large to look behind every redundancy group; the list of "
                     "hidden common causes is not complete",
                     input, paint);
  }
  return out;
}

Rendered render(const RenderInput& input) {
  const Painter paint(input.options.colour);
  std::string out = heading(input, paint);
  const bool many = input.analysis.journeys.size() >= many_journeys;
  if (many) {
    out += journeys_table(input, paint) + shared_single_points(input, paint) +
           unknown_dependencies(input, paint);
  }
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    if (many) continue;
    out += journey_verdict(input, journey, paint) + '\n';
    out += journey_single_points(input, journey, paint);
    out += journey_redundancy(input, journey, paint) + '\n';
  }
  out += drawing_text(input, paint) + provenance(input, paint);
  return {out, ""};
}

}  // namespace

const Renderer& text_renderer() {
  static const Renderer renderer{"text", RendererKind::report, false, "a report for the terminal",
                                 render};
  return renderer;
}

}  // namespace cutpoint
