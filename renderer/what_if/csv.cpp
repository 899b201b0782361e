#include "cutpoint/rendering.hpp"
#include "renderer/writing/csv_text.hpp"
#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

std::string render_what_if_csv(const RenderInput& input, const Consequence& consequence) {
  CsvTable table({"what", "name", "state", "path"});
  for (const EventId event : consequence.failed) {
    table.add({"event", input.function.events[event].name, "failed", ""});
  }
  for (std::size_t i = 0; i < consequence.journeys.size(); ++i) {
    const auto& journey = consequence.journeys[JourneyId(i)];
    table.add({"journey", input.model.journeys[JourneyId(i)].name,
               std::string(name_of(journey.state)), path_text(input.model, journey.path)});
  }
  for (const Consequence::Fallen& row : consequence.fallen) {
    table.add({"component", input.model.components[row.component].name, "fallen",
               path_text(input.model, row.path)});
  }
  return table.text();
}

}  // namespace cutpoint
