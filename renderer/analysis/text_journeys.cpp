#include "renderer/analysis/text_journeys.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "renderer/analysis/journey_words.hpp"
#include "renderer/analysis/text_journey.hpp"
#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_points_of_all = 25;

/// By what counts against the objective: planned downtime where it does, nothing excluded.
TextTable::Cell objective_cell(const JourneyAnalysis& journey) {
  if (!journey.slo) return {"-", Style::dim};
  if (!journey.slo->met) return {"undecided", Style::amber};
  if (*journey.slo->met) return {"met", Style::green};
  const auto used = journey.slo->budget_used();
  return {used ? fmt::format("missed, {}×", used_text(*used, false)) : "missed", Style::red};
}

std::string pairs_text(const CutSets& cut_sets) {
  if (!cut_sets.available) return "?";
  if (cut_sets.by_order.size() < 2) return cut_sets.complete ? "0" : "-";
  return std::to_string(cut_sets.by_order[1]);
}

struct SharedPoint {
  const SinglePoint* worst;
  std::vector<JourneyId> journeys;
};

/// Those of most journeys first, then by downtime.
std::vector<SharedPoint> shared_points(const Analysis& analysis) {
  std::map<EventId, SharedPoint> by_event;
  for (const JourneyAnalysis& journey : analysis.journeys) {
    for (const SinglePoint& point : journey.single_points) {
      SharedPoint& shared =
          by_event.try_emplace(point.event, SharedPoint{&point, {}}).first->second;
      if (point.classification < shared.worst->classification) shared.worst = &point;
      shared.journeys.push_back(journey.journey);
    }
  }
  std::vector<SharedPoint> rows;
  for (auto& [event, row] : by_event) rows.push_back(std::move(row));
  std::stable_sort(rows.begin(), rows.end(), [](const SharedPoint& a, const SharedPoint& b) {
    if (a.journeys.size() != b.journeys.size()) return a.journeys.size() > b.journeys.size();
    return a.worst->downtime_per_year > b.worst->downtime_per_year;
  });
  return rows;
}

std::string journey_names(const Model& model, const std::vector<JourneyId>& journeys) {
  constexpr std::size_t most_names = 3;
  if (journeys.size() == model.journeys.size()) return "all";
  std::string names;
  for (std::size_t i = 0; i < journeys.size() && i < most_names; ++i) {
    names += (i > 0 ? ", " : "") + elided(visible(model.journeys[journeys[i]].name), 24);
  }
  if (journeys.size() > most_names)
    names += fmt::format(" and {} more", journeys.size() - most_names);
  return names;
}

}  // namespace

std::string journeys_table(const RenderInput& input, const Painter& paint) {
  TextTable table({{"journey", TextTable::Align::left, 40, 14},
                   {"availability", TextTable::Align::right, 60, 16},
                   {"nines"},
                   {"down a year", TextTable::Align::right},
                   {"outages", TextTable::Align::right},
                   {"SPOFs", TextTable::Align::right},
                   {"pairs", TextTable::Align::right},
                   {"SLO"},
                   {"method"}});
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    const Journey& written = input.model.journeys[journey.journey];
    table.add({{visible(written.name), Style::bold},
               {availability_text(journey)},
               {nines_text(journey.up.availability)},
               {to_human_text(journey.up.downtime_per_year())},
               {journey.up.outages_per_year ? rate_text(*journey.up.outages_per_year) : "-"},
               {std::to_string(journey.single_points.size())},
               {pairs_text(journey.cut_sets)},
               objective_cell(journey),
               {std::string(name_of(journey.up.method)), Style::dim}});
  }
  return table.text(2, paint, report_width(input)) + '\n';
}

std::string shared_single_points(const RenderInput& input, const Painter& paint) {
  const std::vector<SharedPoint> rows = shared_points(input.analysis);
  if (rows.empty()) return {};
  TextTable table({{"", TextTable::Align::left, 2},
                   {"", TextTable::Align::left, 30, 16},
                   {"", TextTable::Align::left, 16, 8},
                   {"down a year", TextTable::Align::right},
                   {"outages", TextTable::Align::right},
                   {"journeys", TextTable::Align::left, 60, 12}});
  for (std::size_t i = 0; i < rows.size() && i < most_points_of_all; ++i) {
    const SinglePoint& point = *rows[i].worst;
    std::vector<TextTable::Cell> cells = single_point_cells(input, point);
    cells.push_back({journey_names(input.model, rows[i].journeys), Style::dim});
    table.add(std::move(cells), point_remark(input, point));
  }
  std::string out = "  " + paint(Style::bold, "Single points of failure") + '\n' +
                    table.text(2, paint, report_width(input));
  if (rows.size() > most_points_of_all) {
    out += fmt::format("  … and {} more (--format json lists all)\n",
                       rows.size() - most_points_of_all);
  }
  return out + '\n';
}

std::string shared_common_causes(const RenderInput& input, const Painter& paint) {
  std::vector<HiddenCommonCause> causes;
  std::set<std::pair<GroupId, EventId>> seen;
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    for (const HiddenCommonCause& cause : journey.hidden_common_causes) {
      if (seen.emplace(cause.group, cause.event).second) causes.push_back(cause);
    }
  }
  if (causes.empty()) return {};
  return hidden_common_causes(input, causes, paint) + '\n';
}

}  // namespace cutpoint
