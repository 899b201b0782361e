#include <fmt/format.h>

#include "app/choices/journey_choice.hpp"
#include "app/console/console.hpp"
#include "app/console/report_output.hpp"
#include "cutpoint/advising.hpp"

namespace cutpoint {

namespace {

Exit run_sensitivity(const Arguments& arguments, Console& console) {
  const auto top = chosen_top(arguments, console);
  AnalysisOptions options;
  if (!read_budget_option(arguments, console, options)) return Exit::failure;
  const auto loaded = load_system(arguments.values("FILE"), console);
  if (!top || !loaded) return Exit::failure;
  if (loaded->model().is_fault_tree) {
    return fail(console,
                "a fault tree states probabilities, not failures and repairs: there is nothing to "
                "halve or double; `cutpoint analyze` lists the importance of its events");
  }
  const auto journeys = chosen_journeys(arguments, loaded->model(), console);
  if (!journeys) return Exit::failure;
  const auto sensitivity = analyze_sensitivity(*loaded, options);
  const SensitivityReport report{
      loaded->model(),
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
      {{"--journey", "NAME", "only this journey; may be repeated", {}, {}, true},
       {"--top", "N", "how many parts to list; csv lists all where this is not given", {}, "10"},
       budget_option_spec(),
       {"-f,--format", "FORMAT", "how to print", format_names(sensitivity_formats()), "text"},
       {"-o,--output", "FILE", "where to write [standard output]"}},
      "cutpoint sensitivity samples/multi-az.yaml --top 5",
      run_sensitivity};
  return command;
}

}  // namespace cutpoint
