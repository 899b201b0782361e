#include "app/console/console.hpp"
#include "cutpoint/finding_formats.hpp"

namespace cutpoint {

namespace {

Exit run_rules(const Arguments& arguments, Console& console) {
  const std::string format = arguments.value("format");
  const std::string text = format == "json"       ? render_rules_json()
                           : format == "markdown" ? render_rules_markdown()
                                                  : render_rules_text();
  return write_report(arguments.value("output"), format, text, console);
}

}  // namespace

const Command& rules_command() {
  static const Command command{
      "rules",
      "List the lint rules",
      {},
      {{"-f,--format", "FORMAT", "how to print", {"text", "json", "markdown"}, "text"},
       {"-o,--output", "FILE", "where to write [standard output]"}},
      "cutpoint rules --format json",
      run_rules};
  return command;
}

}  // namespace cutpoint
