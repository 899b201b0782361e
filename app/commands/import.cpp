#include <fmt/format.h>

#include "app/console/console.hpp"
#include "app/options/output_options.hpp"
#include "cutpoint/linting.hpp"
#include "importer/importing.hpp"
#include "lint/lint.hpp"
#include "model/architecture/build_model.hpp"

namespace cutpoint {

namespace {

std::vector<std::string> importer_names() {
  std::vector<std::string> names;
  for (const Importer* importer : importers()) names.emplace_back(importer->name);
  return names;
}

std::string counted(std::size_t count, const char* what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

Exit run_import(const Arguments& arguments, Console& console) {
  const Importer* importer = find_importer(arguments.value("FORMAT"));
  ImportInput input;
  input.paths = arguments.values("FILE");
  input.profiles = arguments.values("profile");
  for (const std::string& setting : arguments.values("env")) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0) {
      return fail(console, fmt::format("--env takes NAME=VALUE, not `{}`", setting));
    }
    input.environment[setting.substr(0, equals)] = setting.substr(equals + 1);
  }
  SourceFiles sources;
  Diagnostics diagnostics;
  const Draft draft = importer->import(input, console.files, sources, diagnostics);
  // The result must be a valid document: what is wrong with it is said now, not at the first use.
  if (!diagnostics.has_errors()) {
    (void)build_model(draft, diagnostics);
    check_accepted_rules(draft, diagnostics);
  }
  print_diagnostics(diagnostics, sources, console);
  if (diagnostics.has_errors()) return Exit::failure;
  const std::string output = arguments.value("output");
  if (write_output(output, write_architecture(draft), console) != Exit::success) {
    return Exit::failure;
  }
  if (!output.empty() && output != "-") {
    tell(console, fmt::format("wrote {}: {}, {}; next: cutpoint analyze {}", output,
                              counted(draft.components.size(), "component"),
                              counted(draft.journeys.size(), "journey"), output));
  }
  return Exit::success;
}

}  // namespace

const Command& import_command() {
  static const Command command{
      "import",
      "Turn a foreign description into an architecture file",
      {{"FORMAT", "what the files are", true, false, importer_names()},
       {"FILE", "files; later ones overlay earlier ones", true, true}},
      {output_option(),
       {"--profile", "NAME", "compose profiles that are switched on; `*` for all", {}, {}, true},
       {"--env", "NAME=VALUE", "variables for ${NAME} in the files", {}, {}, true}},
      "cutpoint import compose docker-compose.yml -o architecture.yaml",
      run_import};
  return command;
}

}  // namespace cutpoint
