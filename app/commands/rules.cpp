#include "app/console/report_output.hpp"
#include "cutpoint/finding_formats.hpp"

namespace cutpoint {

namespace {

Exit run_rules(const Arguments& arguments, Console& console) {
  return write_report(arguments, rule_formats(), rules(), console);
}

}  // namespace

const Command& rules_command() {
  static const Command command{
      "rules",
      "List the lint rules",
      {},
      {{"-f,--format", "FORMAT", "how to print", format_names(rule_formats()), "text"},
       {"-o,--output", "FILE", "where to write [standard output]"}},
      "cutpoint rules --format json",
      run_rules};
  return command;
}

}  // namespace cutpoint
