#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

#include "app/console/report_output.hpp"
#include "app/documents/import_files.hpp"
#include "app/documents/imported_layer.hpp"
#include "app/options/output_options.hpp"
#include "cutpoint/file_access.hpp"
#include "cutpoint/linting.hpp"
#include "importer/importing.hpp"
#include "lint/lint.hpp"
#include "model/architecture/build_model.hpp"
#include "renderer/conclusions/conclusion_formats.hpp"
#include "session/import_plan.hpp"
#include "session/joined_imports.hpp"

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

/// What is imported, in which format; the words as they stand on the command line.
struct ImportRequest {
  const Importer* only = nullptr;
  std::vector<std::string> paths;
  ImportInput input;  ///< without paths
  std::vector<SameComponent> same;
};

/// "A=B" of an option; nothing, with the reason printed, where it is none.
std::optional<std::pair<std::string, std::string>> pair_of(const std::string& option,
                                                           const std::string& form,
                                                           const std::string& setting,
                                                           Console& console) {
  const std::size_t equals = setting.find('=');
  if (equals == std::string::npos || equals == 0) {
    fail(console, fmt::format("{} takes {}, not `{}`", option, form, setting));
    return std::nullopt;
  }
  return std::pair(setting.substr(0, equals), setting.substr(equals + 1));
}

/// What the shell has set, which formats interpolate below what --env says.
std::map<std::string, std::string> shell_environment() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string setting = *entry;
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos) continue;
    variables.emplace(setting.substr(0, equals), setting.substr(equals + 1));
  }
  return variables;
}

/// The first word is a format where it names one and is not the only thing there.
std::optional<ImportRequest> request_of(const Arguments& arguments, Console& console) {
  ImportRequest request;
  request.paths = arguments.values("FILE");
  const std::string first = arguments.value("SOURCE");
  std::error_code error;
  request.only = find_importer(first);
  if (request.only != nullptr && request.paths.empty() && std::filesystem::exists(first, error)) {
    request.only = nullptr;
  }
  if (request.only == nullptr) request.paths.insert(request.paths.begin(), first);
  if (request.paths.empty()) {
    fail(console, fmt::format("import {}: which files?", first));
    return std::nullopt;
  }
  request.input.explains = arguments.flag("explain");
  request.input.profiles = arguments.values("profile");
  request.input.environment = shell_environment();
  for (const std::string& setting : arguments.values("env")) {
    auto pair = pair_of("--env", "NAME=VALUE", setting, console);
    if (!pair) return std::nullopt;
    request.input.environment[pair->first] = std::move(pair->second);
  }
  for (const std::string& setting : arguments.values("same")) {
    auto pair = pair_of("--same", "PART:NAME=PART:NAME", setting, console);
    if (!pair) return std::nullopt;
    request.same.push_back({std::move(pair->first), std::move(pair->second)});
  }
  return request;
}

/// The format, and the folder too where several parts are of one format.
std::string label_of(const PlannedImport& import, std::set<std::string>& taken) {
  std::string label(import.importer->name);
  if (!taken.insert(label).second) {
    const std::filesystem::path path(import.paths.front());
    const std::string folder = path.parent_path().filename().string();
    label = folder.empty() ? path.stem().string() : folder;
    while (!taken.insert(label).second) label += "-1";
  }
  return label;
}

Imported import_all(ImportPlan& plan, const ImportRequest& request, SourceFiles& sources,
                    Diagnostics& diagnostics, Console& console) {
  std::vector<ImportedPart> parts;
  std::set<std::string> labels;
  // What was read to tell formats is not read again: standard input has but one reading.
  PlannedTexts files(std::move(plan.texts), console.files);
  for (const PlannedImport& import : plan.imports) {
    ImportInput input = request.input;
    input.paths = import.paths;
    input.is_alone = plan.imports.size() == 1;
    parts.push_back(
        {label_of(import, labels), import.importer->import(input, files, sources, diagnostics)});
  }
  return join_imports(std::move(parts), request.same, sources, diagnostics);
}

/// Folders say what was taken of them: a line a format, and how much was left.
void tell_plan(const ImportPlan& plan, Console& console) {
  for (const PlannedImport& import : plan.imports) {
    tell(console, fmt::format("taken: {} ({})",
                              import.paths.size() == 1 ? import.paths.front()
                                                       : counted(import.paths.size(), "file"),
                              import.importer->name));
  }
  constexpr std::size_t most_told = 10;
  for (std::size_t i = 0; i < plan.left.size() && i < most_told; ++i) {
    tell(console, fmt::format("left:  {}: {}", plan.left[i].path, plan.left[i].reason));
  }
  if (plan.left.size() > most_told) {
    tell(console,
         fmt::format("left:  {} more (all of them: --explain)", plan.left.size() - most_told));
  }
  if (plan.unrecognised > 0 && !plan.imports.empty())
    tell(console, fmt::format("left:  {} in no known format", counted(plan.unrecognised, "file")));
}

bool has_folders(const ImportRequest& request) {
  return std::any_of(request.paths.begin(), request.paths.end(), [](const std::string& path) {
    std::error_code error;
    return std::filesystem::is_directory(path, error);
  });
}

/// The layer goes where it is asked to go, or is compared with what is there.
Exit deliver(const Imported& imported, const ImportRequest& request, const Arguments& arguments,
             Console& console) {
  const std::string output = arguments.value("output");
  if (arguments.flag("check")) {
    return check_imported_layer(output, imported_layer(imported.draft, request.paths), console);
  }
  const Exit exit =
      write_imported_layer(output, imported.draft, request.paths, arguments.flag("force"), console);
  if (exit != Exit::success || output.empty() || output == "-") return exit;
  tell(console, fmt::format("wrote {}: {}, {}; next: cutpoint analyze {}", output,
                            counted(imported.draft.components.size(), "component"),
                            counted(imported.draft.journeys.size(), "journey"), output));
  return Exit::success;
}

/// An import goes through trees and tables of which each replaces the one before. Kept blocks would
/// leave holes that the next, larger one does not fit in: a seventh of the peak for lean files.
void give_large_blocks_back() {
#ifdef M_MMAP_THRESHOLD
  constexpr int large = 128 * 1024;
  mallopt(M_MMAP_THRESHOLD, large);
#endif
}

Exit run_import(const Arguments& arguments, Console& console) {
  give_large_blocks_back();
  const auto request = request_of(arguments, console);
  if (!request) return Exit::failure;
  if (arguments.flag("check") && arguments.value("output").empty()) {
    return fail(console, "--check holds the file of --output against its sources: which is it?");
  }
  const auto candidates = find_import_files(request->paths);
  if (!candidates) return fail(console, candidates.error.text());
  SourceFiles sources;
  Diagnostics diagnostics;
  ImportPlan plan = plan_imports(*candidates, request->only, console.files, sources, diagnostics);
  const bool explains = arguments.flag("explain");
  if (has_folders(*request) && !explains) tell_plan(plan, console);
  if (plan.imports.empty() && !diagnostics.has_errors()) {
    const std::string others =
        plan.unrecognised == 0
            ? std::string()
            : fmt::format(": {} in no known format", counted(plan.unrecognised, "file"));
    return fail(console, fmt::format("nothing to import in {}{} (formats: {})",
                                     fmt::join(request->paths, ", "), others,
                                     fmt::join(importer_names(), ", ")));
  }
  Imported imported = import_all(plan, *request, sources, diagnostics, console);
  // The result must be a valid document: what is wrong with it is said now, not at the first use.
  if (!diagnostics.has_errors()) {
    check_draft(imported.draft, diagnostics);
    check_accepted_rules(imported.draft, diagnostics);
  }
  print_diagnostics(diagnostics, sources, console);
  if (diagnostics.has_errors()) return Exit::failure;
  if (!explains) return deliver(imported, *request, arguments, console);
  const ConclusionReport report{imported, plan, sources,
                                render_options(arguments.value("output"), "", console)};
  return write_report(arguments, conclusion_formats(), report, console);
}

}  // namespace

const Command& import_command() {
  static const Command command{
      "import",
      "Turn foreign descriptions into an architecture file",
      {{"SOURCE", "a file or folder, or the format of those that follow", true, false,
        importer_names(), true},
       {"FILE", "files and folders; files of one format overlay each other where it knows that",
        false, true}},
      {output_option(),
       {"--explain", "", "list every conclusion with its reason and place instead"},
       {"-f,--format", "FORMAT", "how to print what --explain lists",
        format_names(conclusion_formats()), "text"},
       {"--check", "",
        "exit with 1, and show the difference, where the file of --output is out of "
        "date with its sources"},
       {"--force", "", "replace a file that no import wrote"},
       {"--same",
        "PART:NAME=PART:NAME",
        "the first is the second: compose:web=kubernetes:web",
        {},
        {},
        true},
       {"--profile", "NAME", "compose profiles that are switched on; `*` for all", {}, {}, true},
       {"--env",
        "NAME=VALUE",
        "variables for ${NAME} in the files, over those of the shell",
        {},
        {},
        true}},
      "cutpoint import compose samples/docker-compose.yml -o architecture.yaml",
      run_import};
  return command;
}

}  // namespace cutpoint
