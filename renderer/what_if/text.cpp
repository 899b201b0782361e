#include <algorithm>

#include <fmt/format.h>

#include "cutpoint/rendering.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

using State = Consequence::JourneyState::State;

}  // namespace

std::string render_what_if_text(const RenderInput& input, const Consequence& consequence) {
  const Painter paint(input.options.colour);
  constexpr std::size_t most_fallen = 40;
  const std::size_t limit = std::max<std::size_t>(input.options.width, 60);
  std::string failed;
  for (const EventId event : consequence.failed) {
    failed += (failed.empty() ? "" : ", ") + visible(input.function.events[event].name);
  }
  std::string out = paint(Style::bold, "If this fails: " + failed) + "\n\n";
  TextTable journeys({{"", TextTable::Align::left, 3},
                      {"", TextTable::Align::left, 40},
                      {"", TextTable::Align::left, 10},
                      {"", TextTable::Align::left, 120, 24, true}});
  for (std::size_t i = 0; i < consequence.journeys.size(); ++i) {
    const auto& journey = consequence.journeys[JourneyId(i)];
    const std::string name = visible(input.model.journeys[JourneyId(i)].name);
    const std::string path =
        journey.path.steps.empty() ? "" : name + " → " + path_text(input.model, journey.path);
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
  if (consequence.fallen.empty()) return out + "  Nothing else falls.\n";
  out += "  " + paint(Style::bold, fmt::format("Falls with it ({})", consequence.fallen.size())) +
         '\n';
  TextTable fallen({{"", TextTable::Align::left, 40}, {"", TextTable::Align::left, 140, 24, true}});
  for (std::size_t i = 0; i < consequence.fallen.size() && i < most_fallen; ++i) {
    const Consequence::Fallen& row = consequence.fallen[i];
    fallen.add({{visible(input.model.components[row.component].name)},
                {path_text(input.model, row.path), Style::dim}});
  }
  out += fallen.text(4, paint, limit);
  if (consequence.fallen.size() > most_fallen) {
    out += fmt::format("    … and {} more (--format json lists all)\n",
                       consequence.fallen.size() - most_fallen);
  }
  return out;
}

}  // namespace cutpoint
