#include <fmt/format.h>

#include "app/console/console.hpp"
#include "app/console/report_output.hpp"
#include "app/console/work_limit.hpp"
#include "app/options/analysis_options.hpp"
#include "app/options/journey_options.hpp"
#include "app/options/option_list.hpp"
#include "app/options/output_options.hpp"
#include "renderer/advice/advising.hpp"

namespace cutpoint {

namespace {

constexpr AnalysisOptionGroup sensitivity_analysis_group{AnalysisOptionGroup::budget};

Exit run_sensitivity(const Arguments& arguments, Console& console) {
  const auto top = chosen_top(arguments, console);
  auto options = sensitivity_analysis_group.read(arguments, console);
  if (!options) return Exit::failure;
  const auto loaded = load_system(arguments.values("FILE"), console);
  if (!top || !loaded) return Exit::failure;
  keep_within(console.limit, options->budget);
  const auto sensitivity = analyze_sensitivity(*loaded, *options);
  if (!sensitivity) return fail(console, sensitivity.error.text());
  const auto journeys = chosen_journeys(arguments, loaded->model(), console);
  if (!journeys) return Exit::failure;
  const SensitivityReport report{loaded->model(),
                                 *sensitivity,
                                 *journeys,
                                 *top,
                                 render_options(arguments.value("output"), loaded->name(), console),
                                 !arguments.typed("top")};
  return write_report(arguments, sensitivity_formats(), report, console);
}

}  // namespace

const Command& sensitivity_command() {
  static const Command command{
      "sensitivity",
      "Say where effort is best spent: downtime saved by better figures of each part",
      {{"FILE", "architecture files; later ones overlay earlier ones", true, true}},
      option_list({repeatable(journey_option("only this journey; may be repeated")),
                   top_option("how many parts to list; csv lists all where this is not given")},
                  {sensitivity_analysis_group.specs(),
                   {format_option(sensitivity_formats()), output_option()}}),
      "cutpoint sensitivity samples/multi-az.yaml --top 5",
      run_sensitivity};
  return command;
}

}  // namespace cutpoint
