#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "cutpoint/rare_events.hpp"
#include "cutpoint/rendering.hpp"
#include "renderer/simulation/values.hpp"
#include "renderer/writing/json_values.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

std::string render_rare_text(const Model& model, const RareSimulation& simulation,
                             const RenderOptions& options) {
  const Painter paint(options.colour);
  const std::string file = visible(options.file_name);
  std::string out = paint(Style::bold, model.name.empty() ? file : visible(model.name));
  out += fmt::format(
      "\n  {} cycles with forced failures, seed {}, weighted by their likelihood; "
      "intervals hold the truth with {}\n",
      simulation.cycles, simulation.seed, to_text(Probability(simulation.confidence)));
  for (const RareJourney& journey : simulation.journeys) {
    out += fmt::format(
        "\n  {}   ", paint(Style::bold, elided(visible(model.journeys[journey.journey].name), 60)));
    if (!journey.unavailability.interval) {
      out += paint(Style::amber, "never seen down: nothing can be said") + '\n';
      continue;
    }
    const Interval& down = *journey.unavailability.interval;
    out += fmt::format("{}   {}\n    down {:.4g} of the time ({:.4g} to {:.4g})\n",
                       paint(Style::bold, availability_line(journey.unavailability)),
                       paint(Style::dim, "estimated"), journey.unavailability.value, down.low,
                       down.high);
    const Estimate& outages = journey.outages_per_year;
    out += fmt::format("    {:.4g} outages a year", outages.value);
    if (outages.interval) {
      out += fmt::format(" ({:.4g} to {:.4g})", outages.interval->low, outages.interval->high);
    }
    out += fmt::format(", seen in {} cycles\n", journey.cycles_down);
  }
  return out;
}

std::string render_rare_json(const Model& model, const RareSimulation& simulation,
                             const RenderOptions& options) {
  OrderedJson json = {{"format", "cutpoint-rare-simulation/1"},
                      {"model", {{"name", model.name}, {"file", options.file_name}}},
                      {"cycles", simulation.cycles},
                      {"seed", simulation.seed},
                      {"confidence", simulation.confidence}};
  OrderedJson& journeys = json["journeys"] = OrderedJson::array();
  for (const RareJourney& journey : simulation.journeys) {
    journeys.push_back({{"name", model.journeys[journey.journey].name},
                        {"method", "estimated"},
                        {"unavailability", json_estimate(journey.unavailability)},
                        {"outages_per_year", json_estimate(journey.outages_per_year)},
                        {"cycles_down", journey.cycles_down}});
  }
  return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + "\n";
}

}  // namespace cutpoint
