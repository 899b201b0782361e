#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "cutpoint/simulation.hpp"
#include "model/base/interval_text.hpp"
#include "renderer/simulation/values.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

/// Fewer outages than this leave the figures rough.
constexpr std::uint64_t few_outages = 30;

std::string outages_line(const JourneySimulation& journey) {
  const Estimate& outages = journey.outages_per_year;
  std::string line = significant_text(outages.value) + " outages a year";
  if (outages.interval) {
    line += fmt::format(" ({})", interval_text(*outages.interval).from_to());
  }
  if (journey.mean_outage) {
    line += fmt::format(" of {}, the longest {}", to_human_text(*journey.mean_outage),
                        to_human_text(journey.longest_outage));
  }
  return line;
}

using Lines = std::vector<std::vector<std::string>>;

/// What is told of the downtime in a period, its name first.
std::vector<std::string> figures_of(const char* period, const DowntimeDistribution& row) {
  return {period,
          to_human_text(row.mean),
          to_human_text(row.median),
          to_human_text(row.percentile_90),
          to_human_text(row.percentile_95),
          to_human_text(row.percentile_99),
          to_human_text(row.worst),
          chance_text(row.share_without_downtime())};
}

/// The first line holds the headings.
TextTable table_of(const Lines& lines) {
  std::vector<TextTable::Column> columns;
  for (const std::string& heading : lines.front()) {
    columns.push_back(
        {heading, columns.empty() ? TextTable::Align::left : TextTable::Align::right});
  }
  TextTable table(std::move(columns));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    std::vector<TextTable::Cell> cells;
    for (const std::string& text : lines[i]) cells.push_back({text});
    table.add(std::move(cells));
  }
  return table;
}

Lines transposed(const Lines& lines) {
  Lines turned(lines.front().size());
  for (const auto& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) turned[i].push_back(line[i]);
  }
  return turned;
}

/// Periods below each other where that is not too wide, else beside each other.
std::string distribution_table(const JourneySimulation& journey, const Painter& paint,
                               std::size_t width) {
  constexpr std::size_t indent = 4;
  Lines lines = {{"downtime", "mean", "median", "90 %", "95 %", "99 %", "worst", "without"}};
  if (journey.year.periods > 0) lines.push_back(figures_of("a year", journey.year));
  if (journey.month.periods > 0) lines.push_back(figures_of("a month", journey.month));
  const std::string text = table_of(lines).text(indent, Painter(false));
  const bool fits = display_width(text.substr(0, text.find('\n'))) <= width;
  return table_of(fits ? lines : transposed(lines)).text(indent, paint, width);
}

std::string miss_line(const std::string& name, const SimulatedMiss& miss) {
  if (miss.periods == 0) {
    return fmt::format("    {} {} over {}: no whole period was simulated\n", name,
                       stated_text(miss.below), to_human_text(miss.period));
  }
  std::string line =
      fmt::format("    {} {} over {}: missed in {} of periods", name, stated_text(miss.below),
                  to_human_text(miss.period), chance_text(miss.probability.value));
  if (miss.probability.interval) {
    line += fmt::format(" ({})", chance_ends_text(*miss.probability.interval));
  }
  return line + '\n';
}

std::string journey_text(const Model& model, const JourneySimulation& journey, const Painter& paint,
                         std::size_t width) {
  std::string out =
      fmt::format("  {}   {}   {}\n",
                  paint(Style::bold, elided(visible(model.journeys[journey.journey].name), 60)),
                  paint(Style::bold, availability_line(journey.unavailability)),
                  paint(Style::dim, estimated_text(journey.unavailability)));
  out += "    " + outages_line(journey) + '\n';
  if (journey.full_unavailability.value > journey.unavailability.value) {
    out += fmt::format("    full service {}\n", availability_line(journey.full_unavailability));
  }
  if (journey.with_planned) {
    out += fmt::format("    with planned downtime {}\n", availability_line(*journey.with_planned));
  }
  if (journey.outages < few_outages) {
    out += "    " +
           paint(Style::amber,
                 fmt::format("only {} outages were seen: simulate more years", journey.outages)) +
           '\n';
  }
  out += distribution_table(journey, paint, width);
  if (journey.slo) out += miss_line("SLO", *journey.slo);
  for (const SimulatedMiss& miss : journey.sla) {
    out += miss_line(miss.credit ? fmt::format("credit of {} below", to_text(*miss.credit)) : "SLA",
                     miss);
  }
  return out;
}

Rendered render_simulation_text(const SimulationReport& report) {
  const Painter paint(report.options.colour);
  const std::string file = visible(report.options.file_name);
  const std::string name = report.model.name.empty() ? file : visible(report.model.name);
  std::string out = paint(Style::bold, name);
  if (name != file && !file.empty()) out += "   " + paint(Style::dim, file);
  out += fmt::format("\n  {} years, seed {}, {} failures; intervals hold the truth with {}\n",
                     report.simulation.years, report.simulation.seed, report.simulation.failures,
                     to_text(Probability(report.simulation.confidence)));
  const std::string precision = precision_text(report.simulation);
  if (!precision.empty()) {
    out += "  " + paint(report.simulation.precision_reached ? Style::dim : Style::amber, precision);
    out += '\n';
  }
  const std::size_t width = std::max<std::size_t>(report.options.width, 60);
  for (const JourneySimulation& journey : report.simulation.journeys) {
    out += '\n' + journey_text(report.model, journey, paint, width);
  }
  return fitted(out, width);
}

}  // namespace

const Format<SimulationReport>& text_simulation_format() {
  static const Format<SimulationReport> format{
      {"text", "for people: spread of downtime and missed promises", Medium::terminal},
      render_simulation_text};
  return format;
}

}  // namespace cutpoint
