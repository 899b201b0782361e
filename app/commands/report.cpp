#include "app/console/console.hpp"
#include "app/options/analysis_options.hpp"
#include "app/options/mission_time.hpp"
#include "app/options/option_list.hpp"
#include "app/options/output_options.hpp"

namespace cutpoint {

namespace {

Exit run_report(const Arguments& arguments, Console& console) {
  const auto options = usual_analysis_options.read(arguments, console);
  const auto how = load_options(arguments, with_small_draft, console);
  if (!options || !how) return Exit::failure;
  const auto loaded = load_system(arguments.values("FILE"), console, *how);
  if (!loaded) return Exit::failure;
  const Analysis analysis = analyze(*loaded, *options, console);
  const auto first = first_change(*loaded, analysis);
  RenderOptions look{false, console.width, loaded->name()};
  look.first_change = first ? &*first : nullptr;
  const Rendered rendered = find_format(analysis_formats(), "html")
                                ->render({loaded->model(), loaded->function(), analysis,
                                          loaded->sources(), loaded->diagnostics(), look});
  if (!rendered) return fail(console, rendered.error.message);
  return write_output(arguments.value("output"), rendered->content, console);
}

}  // namespace

const Command& report_command() {
  static const Command command{
      "report",
      "Write the whole analysis as one HTML page on which components can be failed",
      {{"FILE", "architecture files, later ones overlaying earlier ones; or Open-PSA fault trees",
        true, true}},
      option_list({output_option(), mission_time_option()}, {usual_analysis_options.specs()}),
      "cutpoint report samples/multi-az.yaml -o report.html",
      run_report};
  return command;
}

}  // namespace cutpoint
