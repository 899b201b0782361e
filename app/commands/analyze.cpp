#include <algorithm>

#include <fmt/format.h>

#include "app/console/console.hpp"
#include "app/console/output_targets.hpp"
#include "app/console/report_output.hpp"
#include "app/options/analysis_options.hpp"
#include "app/options/mission_time.hpp"
#include "app/options/number_options.hpp"
#include "app/options/option_list.hpp"
#include "app/options/output_options.hpp"
#include "renderer/analysis/tables.hpp"

namespace cutpoint {

namespace {

constexpr AnalysisOptionGroup analyze_analysis_group{
    AnalysisOptionGroup::order | AnalysisOptionGroup::day | AnalysisOptionGroup::budget |
    AnalysisOptionGroup::cut_sets};

/// How uncertain figures are carried to the results, or nothing and a printed reason.
std::optional<UncertaintyOptions> uncertainty_options(const Arguments& arguments,
                                                      Console& console) {
  constexpr std::uint32_t most_samples = 100'000'000;
  UncertaintyOptions options;
  options.samples.reset();
  const auto seed = seed_of(arguments, console);
  const auto threads = thread_count(arguments, console);
  if (!seed || !threads) return std::nullopt;
  options.seed = *seed;
  options.threads = *threads;
  if (!arguments.given("uncertainty")) return options;
  options.samples = number_of<std::uint32_t>(arguments, "uncertainty", 0, most_samples, console);
  return options.samples ? std::optional(options) : std::nullopt;
}

Exit run_analyze(const Arguments& arguments, Console& console) {
  const auto targets = output_targets(arguments);
  if (!targets) return fail(console, "give one --format for each --output");
  auto options = analyze_analysis_group.read(arguments, console);
  const auto uncertainty = uncertainty_options(arguments, console);
  const auto how = load_options(arguments, console);
  if (!options || !uncertainty || !how) return Exit::failure;
  options->uncertainty = *uncertainty;
  options->single_points_only =
      std::all_of(targets->begin(), targets->end(),
                  [table = arguments.value("table")](const OutputTarget& target) {
                    return shows_single_points_alone(target.format, table);
                  });
  const auto loaded = load_system(arguments.values("FILE"), console, *how);
  if (!loaded) return Exit::failure;
  const Analysis analysis = analyze(*loaded, *options, console);
  for (const OutputTarget& target : *targets) {
    RenderInput input{loaded->model(),   loaded->function(),    analysis,
                      loaded->sources(), loaded->diagnostics(), {}};
    input.options = render_options(target.path, loaded->name(), console);
    input.options.table = arguments.value("table");
    const Exit exit = write_report(target.path, analysis_formats(), target.format, input, console);
    if (exit != Exit::success) return exit;
  }
  return Exit::success;
}

}  // namespace

const Command& analyze_command() {
  static const Command command{
      "analyze",
      "Report availability, single points of failure and what is behind redundancy",
      {{"FILE", "architecture files, later ones overlaying earlier ones; or Open-PSA fault trees",
        true, true}},
      option_list(
          {repeatable(
               format_option(analysis_formats(), "how to print; repeat with --output for several")),
           repeatable(output_option("where to write the format before it [standard output]")),
           {"--table", "TABLE", "csv: which table", csv_table_names(), csv_table_names().front()},
           mission_time_option(),
           {"--uncertainty", "N",
            "trials that carry ranges and observed counts to the results; 0: none [as many as are "
            "quick]"},
           seed_option("of the trials; the same seed gives the same digits everywhere"),
           threads_option("how many threads the trials use [one for each core]")},
          {analyze_analysis_group.specs()}),
      "cutpoint analyze samples/ai-api-single-vm.yaml",
      run_analyze};
  return command;
}

}  // namespace cutpoint
