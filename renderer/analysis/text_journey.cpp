#include "renderer/analysis/text_journey.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "renderer/analysis/cut_set_text.hpp"
#include "renderer/analysis/journey_words.hpp"
#include "renderer/analysis/report_overview.hpp"
#include "renderer/analysis/service_levels_text.hpp"
#include "renderer/analysis/uncertainty_text.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t most_points = 20;
constexpr std::size_t most_sets = 5;

std::string full_service_text(const RenderInput& input, const JourneyAnalysis& journey) {
  constexpr std::size_t indent = 4;
  return std::string(indent, ' ') +
         wrapped(fmt::format("full service {} ({}); degraded {} a year",
                             availability_text(journey.full), name_of(journey.full.method),
                             to_human_text(journey.degraded_per_year())),
                 indent, indent, report_width(input)) +
         '\n';
}

}  // namespace

std::string journey_verdict(const RenderInput& input, const JourneyAnalysis& analysis,
                            const Painter& paint) {
  const Journey& journey = input.model.journeys[analysis.journey];
  const AvailabilityResult& up = analysis.up;
  const auto down = [&up](double period) {
    return to_human_text(up.availability.downtime_in(Duration::seconds(period)));
  };
  std::string out =
      fmt::format("  {}   {}   {}   {}\n", paint(Style::bold, elided(visible(journey.name), 60)),
                  paint(Style::bold, availability_text(analysis)), nines_text(up.availability),
                  paint(Style::dim, std::string(name_of(up.method))));
  std::string times =
      fmt::format("down {}{} a year · {} a 30-day month · {} a day",
                  up.method == Method::bounded ? "at most " : "", down(Duration::year),
                  down(30 * Duration::day), down(Duration::day));
  if (up.outages_per_year) {
    times += fmt::format(" · {} outages a year", rate_text(*up.outages_per_year));
    if (up.mean_outage) times += fmt::format(" of {}", to_human_text(*up.mean_outage));
  }
  constexpr std::size_t indent = 4;
  out += std::string(indent, ' ') + wrapped(times, indent, indent, report_width(input)) + '\n';
  if (analysis.has_soft_requirements) out += full_service_text(input, analysis);
  return out + uncertainty_text(input, analysis, paint) +
         service_levels_text(analysis, report_width(input), paint);
}

namespace {

std::string single_points_table(const RenderInput& input, const JourneyAnalysis& journey,
                                const Painter& paint) {
  constexpr std::size_t bar_width = 8;
  constexpr std::size_t wide = 110;
  // The first one costs most: the others' bars are measured by it.
  const double most = journey.single_points.empty()
                          ? 0.0
                          : journey.single_points.front().downtime_per_year.in_seconds();
  const bool has_bars =
      report_width(input) >= wide && journey.single_points.size() > 1 && most > 0.0;
  std::vector<TextTable::Column> columns = {{"", TextTable::Align::left, 2},
                                            {"", TextTable::Align::left, 60, 16},
                                            {"", TextTable::Align::left, 16, 12},
                                            {"down a year", TextTable::Align::right},
                                            {"outages", TextTable::Align::right}};
  if (has_bars) columns.push_back({"", TextTable::Align::left, bar_width});
  columns.push_back({"path", TextTable::Align::left, 60, 20, true});
  TextTable table(std::move(columns));
  for (std::size_t i = 0; i < journey.single_points.size() && i < most_points; ++i) {
    const SinglePoint& point = journey.single_points[i];
    std::vector<TextTable::Cell> cells = single_point_cells(input, point);
    if (has_bars) {
      cells.push_back({bar_text(point.downtime_per_year.in_seconds() / most, bar_width),
                       point_style(point.classification)});
    }
    cells.push_back({way_text(input, journey.journey, point)});
    table.add(std::move(cells), point_remark(input, point));
  }
  std::string out = table.text(2, paint, report_width(input));
  if (journey.single_points.size() > most_points) {
    out += fmt::format("  … and {} more (--format json lists all)\n",
                       journey.single_points.size() - most_points);
  }
  return out;
}

}  // namespace

std::string journey_single_points(const RenderInput& input, const JourneyAnalysis& journey,
                                  const Painter& paint) {
  const auto count = [&journey](SinglePointClass value) {
    return std::count_if(journey.single_points.begin(), journey.single_points.end(),
                         [value](const SinglePoint& p) { return p.classification == value; });
  };
  std::string out;
  if (journey.single_points.empty() && journey.up.lower_unavailability >= 1.0) {
    out += "  " +
           paint(Style::red, "Never works: its needs are not met even when nothing has failed") +
           "\n";
  } else if (journey.single_points.empty()) {
    out += journey.unknown_dependencies.empty()
               ? "  " + paint(Style::green, "No single point of failure") + "\n"
               : "  " + paint(Style::amber, "No single point of failure is known") + "\n";
  } else {
    std::string counts = fmt::format("{} full", count(SinglePointClass::full));
    if (const auto n = count(SinglePointClass::partial); n > 0) {
      counts += fmt::format(", {} partial", n);
    }
    if (const auto n = count(SinglePointClass::accepted); n > 0) {
      counts += fmt::format(", {} accepted", n);
    }
    out += "  " + paint(Style::bold, "Single points of failure") + fmt::format(" ({})\n", counts);
    out += single_points_table(input, journey, paint);
  }
  return out;
}

std::string hidden_common_causes(const RenderInput& input, const ReportedJourneys& journeys,
                                 const Painter& paint) {
  constexpr std::size_t most_names = 6;
  constexpr std::size_t indent = 4;
  std::string out;
  std::size_t told = 0;
  const std::vector<DefeatedGroup> defeated = reported_statements(input).defeated;
  for (const DefeatedGroup& row : defeated) {
    if (++told > most_points || journeys.empty()) break;
    std::string names;
    for (std::size_t i = 0; i < row.by.size() && i < most_names; ++i) {
      names += (i > 0 ? ", " : "") + elided(event_text(input, row.by[i]), 40);
    }
    if (row.by.size() > most_names) {
      names += fmt::format(" and {} more", row.by.size() - most_names);
    }
    const std::string text =
        fmt::format("{} alone {} {}", names, row.by.size() == 1 ? "defeats" : "defeat",
                    redundancy_words(input, row.group));
    out += std::string(indent, ' ') + wrapped(text, indent, indent + 2, report_width(input)) + '\n';
  }
  if (out.empty()) return {};
  if (defeated.size() > most_points) {
    out +=
        fmt::format("    … and {} more (--format json lists all)\n", defeated.size() - most_points);
  }
  return "  " + paint(Style::bold, "Behind redundancy") + '\n' + out;
}

std::string journey_combinations(const RenderInput& input, const JourneyAnalysis& journey,
                                 const Painter& paint) {
  std::string out;
  const CutSets& cut_sets = journey.cut_sets;
  if (!cut_sets.available) {
    return "  Beyond single points nothing was counted: the model exceeds the budget\n" +
           truncation_text(input, journey);
  }
  const bool asked_for = cut_sets.truncation.has_value();
  if (cut_sets.by_order.size() < 2 && !asked_for) return out;
  const std::string counts = cut_set_counts_text(cut_sets, asked_for ? 1 : 2);
  const std::string line =
      paint(Style::bold, asked_for ? "Minimal cut sets" : "Combinations that fail it") + ": " +
      (counts.empty() ? "none" : counts) + cut_sets_further_text(cut_sets);
  out += "  " + wrapped(line, 2, 4, report_width(input)) + '\n';
  out += cut_set_rows(input, cut_sets, most_sets, paint) + truncation_text(input, journey);
  return out;
}

}  // namespace cutpoint
