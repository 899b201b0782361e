#include "app/console/report_output.hpp"
#include "app/options/output_options.hpp"
#include "renderer/findings/finding_formats.hpp"

namespace cutpoint {

namespace {

Exit run_rules(const Arguments& arguments, Console& console) {
  return write_report(arguments, rule_formats(),
                      RuleList{rules(), list_width(arguments.value("output"), console)}, console);
}

}  // namespace

const Command& rules_command() {
  static const Command command{"rules",
                               "List the lint rules",
                               {},
                               {format_option(rule_formats()), output_option()},
                               "cutpoint rules --format json",
                               run_rules};
  return command;
}

}  // namespace cutpoint
