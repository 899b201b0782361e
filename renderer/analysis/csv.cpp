// Tables for spreadsheets: RFC 4180, one table a file.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "renderer/analysis/journey_words.hpp"
#include "renderer/analysis/tables.hpp"
#include "renderer/writing/csv_text.hpp"
#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

namespace {

CsvTable journeys(const RenderInput& input) {
  CsvTable table({"journey", "availability", "unavailability", "lower_unavailability",
                  "upper_unavailability", "method", "downtime_seconds_per_year", "outages_per_year",
                  "outages_per_year_low", "outages_per_year_high", "mean_outage_seconds",
                  "slo_availability", "single_points_of_failure"});
  for (const JourneyAnalysis& row : input.analysis.journeys) {
    const Journey& written = input.model.journeys[row.journey];
    const auto& ends = row.up.outages_interval;
    const bool has_slo = written.slo && written.slo->availability;
    table.add(
        {written.name, csv_number(row.up.availability.value()),
         csv_number(row.up.availability.unavailability()), csv_number(row.up.lower_unavailability),
         csv_number(row.up.upper_unavailability), std::string(name_of(row.up.method)),
         csv_number(row.up.downtime_per_year().in_seconds()), csv_number(row.up.outages_per_year),
         ends ? csv_number(ends->low) : "", ends ? csv_number(ends->high) : "",
         row.up.mean_outage ? csv_number(row.up.mean_outage->in_seconds()) : "",
         has_slo ? csv_number(written.slo->availability->value.value()) : "",
         std::to_string(row.single_points.size())});
  }
  return table;
}

/// As documents write it, for programs.
std::string kind_key(const Model& model, const BasicEvent& event) {
  return event.kind == EventKind::component ? model.kind_of(event.component).name
                                            : event_kind_text(model, event);
}

CsvTable single_points_csv(const RenderInput& input) {
  CsvTable table({"journey", "event", "kind", "class", "downtime_seconds_per_year",
                  "outages_per_year", "path", "takes_down"});
  for (const JourneyAnalysis& row : input.analysis.journeys) {
    for (const SinglePoint& point : row.single_points) {
      const BasicEvent& event = input.function.events[point.event];
      table.add({input.model.journeys[row.journey].name, event.name, kind_key(input.model, event),
                 std::string(name_of(point.classification)),
                 csv_number(point.downtime_per_year.in_seconds()),
                 csv_number(point.outages_per_year), way_text(input, point),
                 point.takes_down ? std::to_string(point.takes_down->size()) : ""});
    }
  }
  return table;
}

CsvTable cut_sets_csv(const RenderInput& input) {
  CsvTable table({"journey", "number", "order", "probability", "events"});
  for (const JourneyAnalysis& row : input.analysis.journeys) {
    for (std::size_t i = 0; i < row.cut_sets.sets.size(); ++i) {
      const CutSet& set = row.cut_sets.sets[i];
      std::string events;
      for (const EventId event : set.events) {
        events += (events.empty() ? "" : " + ") + input.function.events[event].name;
      }
      table.add({input.model.journeys[row.journey].name, std::to_string(i + 1),
                 std::to_string(set.events.size()), csv_number(set.probability), events});
    }
  }
  return table;
}

CsvTable importance(const RenderInput& input) {
  CsvTable table({"journey", "event", "birnbaum", "criticality", "risk_achievement_worth",
                  "risk_reduction_worth", "diagnostic", "fussell_vesely"});
  for (const JourneyAnalysis& row : input.analysis.journeys) {
    for (const Importance& item : row.importance) {
      table.add({input.model.journeys[row.journey].name, input.function.events[item.event].name,
                 csv_number(item.birnbaum), csv_number(item.criticality),
                 csv_number(item.risk_achievement_worth), csv_number(item.risk_reduction_worth),
                 csv_number(item.diagnostic), csv_number(item.fussell_vesely)});
    }
  }
  return table;
}

CsvTable components(const RenderInput& input) {
  CsvTable table({"component", "kind", "replicas", "at_least", "availability", "mtbf_seconds",
                  "mttr_seconds", "assumed", "owner"});
  for (const Component& component : input.model.components) {
    const Figures* figures = component.figures ? &*component.figures : nullptr;
    table.add({component.name, input.model.kinds[component.kind].name,
               std::to_string(component.replicas), std::to_string(component.at_least),
               figures != nullptr ? csv_number(1 - figures->unavailability) : "1",
               figures != nullptr ? csv_number(figures->mtbf.in_seconds()) : "inf",
               figures != nullptr ? csv_number(figures->mttr.in_seconds()) : "",
               figures != nullptr && figures->assumed() ? "yes" : "no",
               component.details ? text_of(component.details->owner) : ""});
  }
  return table;
}

constexpr std::string_view csv_name = "csv";

struct TableRow {
  std::string_view name;
  CsvTable (*make)(const RenderInput& input);
  bool of_single_points = false;  ///< and of nothing else
};

constexpr std::array tables = {
    TableRow{"journeys", journeys}, TableRow{"single-points", single_points_csv, true},
    TableRow{"cut-sets", cut_sets_csv}, TableRow{"importance", importance},
    TableRow{"components", components}};

Rendered render_csv(const RenderInput& input) {
  for (const TableRow& row : tables) {
    if (input.options.table.empty() || row.name == input.options.table) {
      return row.make(input).text();
    }
  }
  return Failure(fmt::format("there is no table `{}`", input.options.table));
}

}  // namespace

std::vector<std::string> csv_table_names() {
  std::vector<std::string> names;
  names.reserve(std::size(tables));
  for (const TableRow& row : tables) names.emplace_back(row.name);
  return names;
}

bool shows_single_points_alone(std::string_view format, std::string_view table) {
  return format == csv_name && std::any_of(tables.begin(), tables.end(), [&](const TableRow& row) {
           return row.name == table && row.of_single_points;
         });
}

const Format<RenderInput>& csv_analysis_format() {
  static const Format<RenderInput> format{{csv_name, "one table, for spreadsheets (see --table)"},
                                          render_csv};
  return format;
}

}  // namespace cutpoint
