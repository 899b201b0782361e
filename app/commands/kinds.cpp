#include "app/console/report_output.hpp"
#include "app/options/output_options.hpp"
#include "renderer/catalogue/catalogue_formats.hpp"

namespace cutpoint {

namespace {

Exit run_kinds(const Arguments& arguments, Console& console) {
  const std::size_t width = list_width(arguments.value("output"), console);
  return arguments.flag("profiles")
             ? write_report(arguments, profile_formats(), ProfileList{catalogue_profiles(), width},
                            console)
             : write_report(arguments, kind_formats(), KindList{built_in_kinds(), width}, console);
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
