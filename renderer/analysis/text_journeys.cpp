#include "renderer/analysis/text_journeys.hpp"

#include <fmt/format.h>

#include "renderer/analysis/journey_words.hpp"
#include "renderer/analysis/report_overview.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_points_of_all = 25;
constexpr std::size_t most_journeys_named = 6;

std::string without_points(const RenderInput& input, const JourneyAnalysis& journey,
                           const Painter& paint) {
  const std::string name = elided(visible(input.model.journeys[journey.journey].name), 40);
  const auto line = [&](Style style, std::string_view words) {
    return fmt::format("  {}: {}\n", name, paint(style, words));
  };
  if (journey.up.lower_unavailability >= 1.0) return line(Style::red, "never works");
  return journey.unknown_dependencies.empty()
             ? line(Style::green, "no single point of failure")
             : line(Style::amber, "no single point of failure is known");
}

}  // namespace

std::string shared_single_points(const RenderInput& input, const ReportedJourneys& journeys,
                                 const Painter& paint) {
  const std::vector<PointStatement> rows = reported_statements(input).points;
  TextTable table({{"", TextTable::Align::left, 2},
                   {"", TextTable::Align::left, 60, 16},
                   {"", TextTable::Align::left, 16, 12},
                   {"down a year", TextTable::Align::right},
                   {"outages", TextTable::Align::right},
                   {"journeys", TextTable::Align::left, 60, 12},
                   {"path", TextTable::Align::left, 60, 20, true}});
  for (std::size_t i = 0; i < rows.size() && i < most_points_of_all; ++i) {
    const SinglePoint& point = *rows[i].point;
    std::vector<TextTable::Cell> cells = single_point_cells(input, point);
    cells.push_back(
        {journey_names(input.model, rows[i].journeys, most_journeys_named), Style::dim});
    cells.push_back({way_text(input, point)});
    table.add(std::move(cells), point_remark(input, point));
  }
  std::string out;
  if (!rows.empty()) {
    out = "  " + paint(Style::bold, "Single points of failure") + '\n' +
          table.text(2, paint, report_width(input));
  }
  if (rows.size() > most_points_of_all) {
    out += fmt::format("  … and {} more (--format json lists all)\n",
                       rows.size() - most_points_of_all);
  }
  for (const JourneyAnalysis* journey : journeys) {
    if (journey->single_points.empty()) out += without_points(input, *journey, paint);
  }
  return out;
}

}  // namespace cutpoint
