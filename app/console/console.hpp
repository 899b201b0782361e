/// What most commands share: from paths to a compiled model, with the findings printed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/console/command.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/rendering.hpp"

namespace cutpoint {

/// A model with everything that refers to it. Not moved once made: analyses point into the model.
struct LoadedModel {
  SourceFiles sources;
  Diagnostics diagnostics;
  std::string file_name;
  std::optional<Model> model;
  std::optional<StructureFunction> function;
};

/// Reads, builds and compiles an architecture, or an Open-PSA fault tree where the first file is
/// XML; prints findings to `console.err`. Null where there are errors. Fault trees are evaluated at
/// `mission_hours`; of an architecture, what was written is left in `draft`.
[[nodiscard]] std::unique_ptr<LoadedModel> load_model(const std::vector<std::string>& paths,
                                                      Console& console, double mission_hours = 8760,
                                                      Draft* draft = nullptr);

/// Builds and compiles what was read, as far as there are no errors. A document without journeys is
/// one: there would be nothing to say of it.
void complete_model(const Draft& draft, std::optional<Model>& model,
                    std::optional<StructureFunction>& function, Diagnostics& diagnostics);

/// Analyses; says how long it took where the console is verbose.
[[nodiscard]] Analysis analyze(const LoadedModel& loaded, const AnalysisOptions& options,
                               Console& console);

/// Prints findings, if there are any; where the console is quiet, only with errors among them.
void print_diagnostics(Diagnostics& diagnostics, const SourceFiles& sources, Console& console);

/// What a renderer could not do as it was asked, on the error stream.
void print_notes(const Rendered& rendered, Console& console);

/// A line of news, such as a file that was written, on the error stream; nothing where the console
/// is quiet.
void tell(Console& console, const std::string& news);

/// `cutpoint: message` on the error stream; always Exit::failure.
Exit fail(Console& console, const std::string& message);

/// Writes the file whole or not at all (through a temporary file beside it), or to `console.out`
/// where the path is empty or "-". Says why on failure.
[[nodiscard]] Exit write_output(const std::string& path, const std::string& content,
                                Console& console);

/// The analysis options that `analysis_option_specs` describe, or a printed reason.
[[nodiscard]] std::optional<AnalysisOptions> analysis_options(const Arguments& arguments,
                                                              Console& console);
/// The same for commands whose --budget is money.
[[nodiscard]] std::optional<AnalysisOptions> analysis_options_but_budget(const Arguments& arguments,
                                                                         Console& console);
[[nodiscard]] std::vector<OptionSpec> analysis_option_specs();
/// --budget, which `analysis_options` reads too, and reading it alone: false with a printed reason.
[[nodiscard]] OptionSpec budget_option_spec();
[[nodiscard]] bool read_budget_option(const Arguments& arguments, Console& console,
                                      AnalysisOptions& options);
/// Which minimal cut sets to list: read by `analysis_options` too.
[[nodiscard]] std::vector<OptionSpec> cut_set_option_specs();

/// The value of --mission-time in hours, or nothing and a printed reason.
[[nodiscard]] std::optional<double> mission_hours(const Arguments& arguments, Console& console);

}  // namespace cutpoint
