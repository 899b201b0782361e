#include <algorithm>

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

Rendered render_rare_text(const RareReport& report) {
  const Painter paint(report.options.colour);
  const std::string file = visible(report.options.file_name);
  std::string out =
      paint(Style::bold, report.model.name.empty() ? file : visible(report.model.name));
  out += fmt::format(
      "\n  {} cycles with forced failures, seed {}, weighted by their likelihood; "
      "intervals hold the truth with {}\n",
      report.simulation.cycles, report.simulation.seed,
      to_text(Probability(report.simulation.confidence)));
  for (const RareJourney& journey : report.simulation.journeys) {
    out += fmt::format(
        "\n  {}   ",
        paint(Style::bold, elided(visible(report.model.journeys[journey.journey].name), 60)));
    if (!journey.unavailability.interval) {
      out += paint(Style::amber, "never seen down: nothing can be said") + '\n';
      continue;
    }
    const Interval& down = *journey.unavailability.interval;
    out += fmt::format("{}   {}\n    down {:.4g} of the time ({})\n",
                       paint(Style::bold, availability_line(journey.unavailability)),
                       paint(Style::dim, estimated_text(journey.unavailability)),
                       journey.unavailability.value, interval_text(down).from_to());
    const Estimate& outages = journey.outages_per_year;
    out += fmt::format("    {} outages a year", significant_text(outages.value));
    if (outages.interval) {
      out += fmt::format(" ({})", interval_text(*outages.interval).from_to());
    }
    out += fmt::format(", seen in {} cycles\n", journey.cycles_down);
  }
  return fitted(out, std::max<std::size_t>(report.options.width, 60));
}

}  // namespace

const Format<RareReport>& rare_text_format() {
  static const Format<RareReport> format{
      {"text", "for people: figures with their intervals", Medium::terminal}, render_rare_text};
  return format;
}

}  // namespace cutpoint
