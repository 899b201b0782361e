#include "renderer/writing/csv_text.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

namespace {

Rendered render_what_if_csv(const WhatIfReport& report) {
  CsvTable table({"what", "name", "state", "path"});
  for (const EventId event : report.consequence.failed) {
    table.add({"event", report.function.events[event].name, "failed", ""});
  }
  for (const EventId event : report.consequence.stuck) {
    table.add({"event", report.function.events[event].name, "stuck", ""});
  }
  for (const EventId event : report.consequence.unused) {
    table.add({"event", report.function.events[event].name, "unused", ""});
  }
  for (std::size_t i = 0; i < report.consequence.journeys.size(); ++i) {
    const auto& journey = report.consequence.journeys[JourneyId(i)];
    table.add({"journey", report.model.journeys[JourneyId(i)].name,
               std::string(name_of(journey.state)), path_text(report.model, journey.path)});
  }
  for (const Consequence::Fallen& row : report.consequence.fallen) {
    table.add({"component", report.model.components[row.component].name, "fallen",
               path_text(report.model, row.path)});
  }
  return table.text();
}

}  // namespace

const Format<WhatIfReport>& csv_what_if_format() {
  static const Format<WhatIfReport> format{{"csv",
                                            "one row for all that failed, is not switched or is "
                                            "not used, each journey and each component "
                                            "that falls"},
                                           render_what_if_csv};
  return format;
}

}  // namespace cutpoint
