#include "app/console/console.hpp"

namespace cutpoint {

namespace {

Exit run_report(const Arguments& arguments, Console& console) {
  const auto options = analysis_options(arguments, console);
  const auto how = load_options(arguments, console);
  if (!options || !how) return Exit::failure;
  const auto loaded = load_system(arguments.values("FILE"), console, *how);
  if (!loaded) return Exit::failure;
  const Analysis analysis = analyze(*loaded, *options, console);
  const Rendered rendered = find_format(analysis_formats(), "html")
                                ->render({loaded->model(),
                                          loaded->function(),
                                          analysis,
                                          loaded->sources(),
                                          loaded->diagnostics(),
                                          {false, console.width, loaded->name()}});
  if (!rendered.error.empty()) return fail(console, rendered.error);
  return write_output(arguments.value("output"), rendered.content, console);
}

}  // namespace

const Command& report_command() {
  static const Command command = [] {
    Command row{
        "report",
        "Write the whole analysis as one HTML page on which components can be failed",
        {{"FILE", "architecture files, later ones overlaying earlier ones; or Open-PSA fault trees",
          true, true}},
        {{"-o,--output", "FILE", "where to write [standard output]"},
         {"--mission-time",
          "DURATION",
          "fault trees: the time at which they are evaluated",
          {},
          "1y"}},
        "cutpoint report samples/multi-az.yaml -o report.html",
        run_report};
    for (OptionSpec& spec : analysis_option_specs()) row.options.push_back(std::move(spec));
    return row;
  }();
  return command;
}

}  // namespace cutpoint
