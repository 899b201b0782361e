#include "app/console/console.hpp"
#include "app/options/output_options.hpp"

namespace cutpoint {

namespace {

Exit run_schema(const Arguments& arguments, Console& console) {
  return write_output(arguments.value("output"), architecture_schema(), console);
}

}  // namespace

const Command& schema_command() {
  static const Command command{"schema",
                               "Print the JSON Schema of the architecture format, for editors",
                               {},
                               {output_option()},
                               "cutpoint schema -o cutpoint.schema.json",
                               run_schema};
  return command;
}

}  // namespace cutpoint
