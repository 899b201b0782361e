#include <sstream>

#include "app/console/console.hpp"
#include "app/console/report_output.hpp"
#include "app/options/analysis_options.hpp"
#include "app/options/output_options.hpp"

namespace cutpoint {

namespace {

Exit run_whatif(const Arguments& arguments, Console& console) {
  const auto loaded = load_system(arguments.values("FILE"), console);
  if (!loaded) return Exit::failure;
  const auto consequence = what_if(*loaded, arguments.values("fail"));
  std::istringstream reasons(consequence.error.message);
  for (std::string reason; std::getline(reasons, reason);) fail(console, reason);
  if (!consequence) return Exit::failure;
  if (consequence->failed.empty()) return fail(console, "say what fails: --fail NAME[,NAME…]");
  const WhatIfReport report{loaded->model(), loaded->function(), *consequence,
                            render_options(arguments.value("output"), loaded->name(), console)};
  return write_report(arguments, what_if_formats(), report, console);
}

}  // namespace

const Command& whatif_command() {
  static const Command command{
      "whatif",
      "Play \"what if this fails?\": what falls, by which path, which journeys survive",
      {{"FILE", "architecture files; later ones overlay earlier ones", true, true}},
      {{"--fail",
        "NAME[,NAME]",
        "components, instances (web#2), links or common causes that fail",
        {},
        {},
        true},
       budget_option(),
       format_option(what_if_formats()),
       output_option()},
      "cutpoint whatif samples/multi-az.yaml --fail zone-a",
      run_whatif};
  return command;
}

}  // namespace cutpoint
