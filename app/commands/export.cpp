#include "analyzer/engine/networks/expand_networks.hpp"
#include "app/console/console.hpp"
#include "app/options/output_options.hpp"
#include "renderer/open_psa/open_psa_export.hpp"

namespace cutpoint {

namespace {

Exit run_export(const Arguments& arguments, Console& console) {
  const auto loaded = load_system(arguments.values("FILE"), console);
  if (!loaded) return Exit::failure;
  const auto expanded = expand_networks(loaded->function());
  if (!expanded) {
    return fail(console,
                "a `connected` requirement is too large to be written as gates: its diagram has "
                "more than 200 000 nodes");
  }
  return write_output(arguments.value("output"), export_open_psa(loaded->model(), *expanded),
                      console);
}

}  // namespace

const Command& export_command() {
  static const Command command{
      "export",
      "Write the failure logic for another tool to check",
      {{"FORMAT", "openpsa: a fault tree in the Open-PSA format", true, false, {"openpsa"}},
       {"FILE", "architecture files, later ones overlaying earlier ones; or Open-PSA fault trees",
        true, true}},
      {output_option()},
      "cutpoint export openpsa samples/multi-az.yaml -o multi-az.xml",
      run_export};
  return command;
}

}  // namespace cutpoint
