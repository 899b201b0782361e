#include <algorithm>

#include <fmt/format.h>

#include "renderer/what_if/fallen_words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

using State = Consequence::JourneyState::State;

Rendered render_what_if_text(const WhatIfReport& report) {
  const Painter paint(report.options.colour);
  constexpr std::size_t most_fallen = 40;
  const std::size_t limit = std::max<std::size_t>(report.options.width, 60);
  std::string failed;
  for (const EventId event : report.consequence.failed) {
    failed += (failed.empty() ? "" : ", ") + visible(report.function.events[event].name);
  }
  std::string out = paint(Style::bold, "If this fails: " + failed) + "\n\n";
  TextTable journeys({{"", TextTable::Align::left, 3},
                      {"", TextTable::Align::left, 40},
                      {"", TextTable::Align::left, 10},
                      {"", TextTable::Align::left, 120, 24, true}});
  for (std::size_t i = 0; i < report.consequence.journeys.size(); ++i) {
    const auto& journey = report.consequence.journeys[JourneyId(i)];
    const std::string name = visible(report.model.journeys[JourneyId(i)].name);
    const std::string path =
        journey.path.steps.empty() ? "" : name + " → " + path_text(report.model, journey.path);
    switch (journey.state) {
      case State::up:
        journeys.add({{"✓", Style::green}, {name}, {"survives", Style::green}, {""}});
        break;
      case State::degraded:
        journeys.add({{"~", Style::amber}, {name}, {"degraded", Style::amber}, {path, Style::dim}});
        break;
      case State::down:
        journeys.add({{"✗", Style::red}, {name}, {"down", Style::red}, {path, Style::dim}});
        break;
    }
  }
  out += "  " + paint(Style::bold, "Journeys") + '\n' + journeys.text(2, paint, limit) + '\n';
  for (const EventId event : report.consequence.stuck) {
    out += fmt::format("  There is {}.\n", visible(report.function.events[event].name));
  }
  for (const EventId event : report.consequence.unused) {
    out += fmt::format("  No journey uses {}.\n", visible(report.function.events[event].name));
  }
  if (report.consequence.fallen.empty()) return out + "  Nothing else falls.\n";
  out += "  " +
         paint(Style::bold, fmt::format("Falls with it ({})", report.consequence.fallen.size())) +
         '\n';
  TextTable fallen({{"", TextTable::Align::left, 40}, {"", TextTable::Align::left, 140, 24, true}});
  for (std::size_t i = 0; i < report.consequence.fallen.size() && i < most_fallen; ++i) {
    const Consequence::Fallen& row = report.consequence.fallen[i];
    fallen.add({{visible(report.model.components[row.component].name)},
                {fallen_words(report, row), Style::dim}});
  }
  out += fallen.text(4, paint, limit);
  if (report.consequence.fallen.size() > most_fallen) {
    out += fmt::format("    … and {} more (--format json lists all)\n",
                       report.consequence.fallen.size() - most_fallen);
  }
  return out;
}

}  // namespace

const Format<WhatIfReport>& text_what_if_format() {
  static const Format<WhatIfReport> format{
      {"text", "for people: what falls and by which path", Medium::terminal}, render_what_if_text};
  return format;
}

}  // namespace cutpoint
