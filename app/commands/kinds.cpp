#include "app/console/report_output.hpp"
#include "app/options/output_options.hpp"
#include "renderer/catalogue/catalogue_formats.hpp"

namespace cutpoint {

namespace {

Exit run_kinds(const Arguments& arguments, Console& console) {
  return arguments.flag("profiles")
             ? write_report(arguments, profile_formats(), catalogue_profiles(), console)
             : write_report(arguments, kind_formats(), built_in_kinds(), console);
}

}  // namespace

const Command& kinds_command() {
  static const Command command{"kinds",
                               "List the kinds of component with their shapes and default figures",
                               {},
                               {{"--profiles", "", "list the catalogue's named figures instead"},
                                format_option(kind_formats()),
                                output_option()},
                               "cutpoint kinds --profiles",
                               run_kinds};
  return command;
}

}  // namespace cutpoint
