#include <algorithm>

#include <fmt/format.h>

#include "app/choices/contribution_plot.hpp"
#include "app/choices/drawing.hpp"
#include "app/choices/improvement_plot.hpp"
#include "app/console/progress_line.hpp"
#include "app/options/analysis_options.hpp"
#include "app/options/journey_options.hpp"
#include "app/options/number_options.hpp"
#include "app/options/option_list.hpp"
#include "app/options/output_options.hpp"
#include "app/options/picture_options.hpp"
#include "cutpoint/simulation.hpp"
#include "renderer/plots/plotting.hpp"

namespace cutpoint {

namespace {

constexpr AnalysisOptionGroup plot_analysis_group{AnalysisOptionGroup::day |
                                                  AnalysisOptionGroup::budget};

/// Simulated years, or nothing and a printed reason.
std::optional<Simulation> simulated(const System& loaded, const Arguments& arguments,
                                    Console& console) {
  const auto years = years_of(arguments, console);
  if (!years) return std::nullopt;
  SimulationOptions options;
  options.years = *years;
  ProgressLine progress(console, "simulating");
  options.progress = [&progress](double done) { progress.show(done); };
  auto simulation = simulate(loaded, options);
  progress.remove();
  if (!simulation) fail(console, simulation.error.message);
  return std::move(simulation.value);
}

std::string downtime(const Journey& journey, const DowntimeDistribution& year, Theme theme) {
  const auto all = static_cast<double>(year.periods);
  ColumnPlot plot;
  plot.title = "Downtime of " + journey.name + " in a year";
  plot.subtitle = fmt::format("{} simulated years: median {}, 90 % below {}, worst {}",
                              year.periods, to_human_text(year.median),
                              to_human_text(year.percentile_90), to_human_text(year.worst));
  plot.axis = "downtime in the year, up to";
  plot.shares = "share of the years";
  plot.columns.push_back({"none", static_cast<double>(year.without_downtime) / all, false});
  std::optional<Duration> allowed;
  if (journey.slo && journey.slo->availability) {
    allowed = journey.slo->availability->value.downtime_in(Duration::seconds(Duration::year));
    plot.subtitle += "; marked: above the SLO's " + to_human_text(*allowed);
  }
  Duration before;
  for (const DowntimeBin& bin : year.spread) {
    plot.columns.push_back({to_human_text(bin.up_to), static_cast<double>(bin.periods) / all,
                            allowed && before >= *allowed});
    before = bin.up_to;
  }
  return render_plot(plot, theme);
}

std::optional<std::string> plotted(const Arguments& arguments, Console& console) {
  const Theme theme = theme_of(arguments);
  const std::string what = arguments.value("WHAT");
  const auto options = plot_analysis_group.read(arguments, console);
  if (!options) return std::nullopt;
  if (what == "improvement") return improvement_plot(arguments, *options, theme, console);
  const auto top = chosen_top(arguments, console);
  const auto loaded = load_system(arguments.values("FILE"), console);
  if (!top || !loaded) return std::nullopt;
  const auto journey = chosen_journey(arguments, loaded->model(), console);
  if (!journey) return std::nullopt;
  if (what == "contribution" || what == "places") {
    const Analysis analysis = analyze(*loaded, *options, console);
    if (what == "places") return places_plot(*loaded, analysis, *journey, theme, console);
    return contribution_plot(*loaded, analysis, *journey, *top, theme, console);
  }
  if (!loaded->model().form.has_figures) {
    fail(console, "a fault tree states probabilities: there is nothing to simulate");
    return std::nullopt;
  }
  const auto simulation = simulated(*loaded, arguments, console);
  if (!simulation) return std::nullopt;
  return downtime(loaded->model().journeys[*journey], simulation->journeys[*journey].year, theme);
}

Exit run_plot(const Arguments& arguments, Console& console) {
  const auto svg = plotted(arguments, console);
  if (!svg) return Exit::failure;
  const std::string output = arguments.value("output");
  return write_drawing(output, *svg, asks_for_png(output), console);
}

}  // namespace

const Command& plot_command() {
  static const Command command{
      "plot",
      "Plot what the downtime comes from, how it spreads over years, or what less of it costs, as "
      "SVG, or as PNG where the output ends so",
      {{"WHAT",
        "contribution: by component, from the analysis; places: the same in rings of zones and "
        "hosts; "
        "downtime: of simulated years; improvement: availability against cost of the steps to a "
        "target",
        true,
        false,
        {"contribution", "places", "downtime", "improvement"}},
       {"FILE", "architecture files; later ones overlay earlier ones", true, true}},
      option_list({output_option(),
                   journey_option("the journey to plot [the first one]"),
                   theme_option(),
                   {"--top", "N", "contribution: how many bars", {}, "25"},
                   target_option("improvement: the availability that is aimed at, such as 99.95%"),
                   years_option("downtime: how many years to simulate")},
                  {plot_analysis_group.specs()}),
      "cutpoint plot contribution samples/multi-az.yaml -o contribution.svg",
      run_plot};
  return command;
}

}  // namespace cutpoint
