#include "app/console/console.hpp"

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
                               {{"-o,--output", "FILE", "where to write [standard output]"}},
                               "cutpoint schema -o cutpoint.schema.json",
                               run_schema};
  return command;
}

}  // namespace cutpoint
