#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "app/pipeline.hpp"
#include "app/progress_line.hpp"
#include "cutpoint/plotting.hpp"
#include "cutpoint/simulation.hpp"

namespace cutpoint {

namespace {

Theme theme_named(const std::string& name) {
  if (name == "dark") return Theme::dark;
  return name == "print" ? Theme::print : Theme::light;
}

/// The journey that --journey names, or the first one; nothing and a printed reason.
std::optional<JourneyId> journey_of(const Arguments& arguments, const Model& model,
                                    Console& console) {
  if (!arguments.given("journey")) return JourneyId(0U);
  std::vector<std::string_view> names;
  for (const Journey& journey : model.journeys) names.push_back(journey.name);
  const std::string wanted = arguments.value("journey");
  const auto found = std::find(names.begin(), names.end(), wanted);
  if (found != names.end()) return JourneyId(static_cast<std::size_t>(found - names.begin()));
  const auto near = nearest_name(wanted, names);
  fail(console, fmt::format("there is no journey `{}`{}", wanted,
                            near ? fmt::format("; did you mean `{}`?", *near) : ""));
  return std::nullopt;
}

std::optional<std::uint32_t> years_of(const Arguments& arguments, Console& console) {
  const std::string text = arguments.value("years");
  std::uint32_t years = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), years);
  constexpr std::uint32_t most = 5'000'000;
  if (parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && years >= 1 &&
      years <= most) {
    return years;
  }
  fail(console, fmt::format("--years takes a whole number from 1 to {}, not `{}`", most, text));
  return std::nullopt;
}

/// How much each event has to do with the downtime of a journey.
std::optional<std::string> contribution(const LoadedModel& loaded, const Analysis& analysis,
                                        JourneyId journey, Theme theme, Console& console) {
  constexpr std::size_t most = 25;
  const JourneyAnalysis& row = analysis.journeys[journey];
  if (row.importance.empty()) {
    fail(console, "the model is too large for exact importance, or the journey cannot fail");
    return std::nullopt;
  }
  BarPlot plot;
  plot.title = "What the downtime of " + loaded.model->journeys[journey].name + " comes from";
  plot.subtitle =
      "share of the downtime that would go if it never failed; shares overlap where two must fail "
      "together. Marked: single points of failure";
  for (const Importance& item : row.importance) {
    if (plot.bars.size() == most || item.criticality <= 0.0) break;
    const bool alone =
        std::any_of(row.single_points.begin(), row.single_points.end(),
                    [&](const SinglePoint& point) { return point.event == item.event; });
    plot.bars.push_back({loaded.function->events[item.event].name, item.criticality,
                         fmt::format("{:.3g} %", 100 * item.criticality), alone});
  }
  return render_plot(plot, theme);
}

std::optional<std::string> downtime(const LoadedModel& loaded, JourneyId journey,
                                    const Arguments& arguments, Theme theme, Console& console) {
  const auto years = years_of(arguments, console);
  if (!years) return std::nullopt;
  SimulationOptions options;
  options.years = *years;
  std::string error;
  ProgressLine progress(console, "simulating");
  options.progress = [&progress](double done) { progress.show(done); };
  const auto simulation = simulate(*loaded.model, *loaded.function, options, error);
  progress.remove();
  if (!simulation) {
    fail(console, error);
    return std::nullopt;
  }
  const Journey& written = loaded.model->journeys[journey];
  const DowntimeDistribution& year = simulation->journeys[journey].year;
  const auto all = static_cast<double>(year.periods);
  ColumnPlot plot;
  plot.title = "Downtime of " + written.name + " in a year";
  plot.subtitle = fmt::format("{} simulated years: median {}, 90 % below {}, worst {}",
                              year.periods, to_human_text(year.median),
                              to_human_text(year.percentile_90), to_human_text(year.worst));
  plot.axis = "downtime in the year, up to";
  plot.columns.push_back({"none", static_cast<double>(year.without_downtime) / all, false});
  std::optional<Duration> allowed;
  if (written.slo && written.slo->availability) {
    allowed = written.slo->availability->value.downtime_in(Duration::seconds(Duration::year));
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

Exit run(const Arguments& arguments, Console& console) {
  const auto options = analysis_options(arguments, console);
  if (!options) return Exit::failure;
  const auto loaded = load_model(arguments.values("FILE"), console);
  if (!loaded) return Exit::failure;
  const auto journey = journey_of(arguments, *loaded->model, console);
  if (!journey) return Exit::failure;
  const Theme theme = theme_named(arguments.value("theme"));
  std::optional<std::string> svg;
  if (arguments.value("WHAT") == "contribution") {
    const Analysis analysis = analyze(*loaded, *options, console);
    svg = contribution(*loaded, analysis, *journey, theme, console);
  } else if (loaded->model->is_fault_tree) {
    return fail(console, "a fault tree states probabilities: there is nothing to simulate");
  } else {
    svg = downtime(*loaded, *journey, arguments, theme, console);
  }
  if (!svg) return Exit::failure;
  return write_output(arguments.value("output"), *svg, console);
}

}  // namespace

const Command& plot_command() {
  static const Command command{
      "plot",
      "Plot what the downtime comes from, or how it spreads over years, as SVG",
      {{"WHAT",
        "contribution: by component, from the analysis; downtime: of simulated years",
        true,
        false,
        {"contribution", "downtime"}},
       {"FILE", "architecture files; later ones overlay earlier ones", true, true}},
      {{"-o,--output", "FILE", "where to write [standard output]"},
       {"--journey", "NAME", "the journey to plot [the first one]"},
       {"--theme", "THEME", "colours of the picture", {"light", "dark", "print"}, "light"},
       {"--years", "N", "downtime: how many years to simulate", {}, "1000"},
       {"--max-order", "N", "contribution: see `cutpoint analyze`", {}, "2"}},
      "cutpoint plot contribution samples/multi-az.yaml -o contribution.svg",
      run};
  return command;
}

}  // namespace cutpoint
