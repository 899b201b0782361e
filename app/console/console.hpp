/// What most commands share: from paths to a compiled model, with the findings printed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/console/command.hpp"
#include "cutpoint/analysis.hpp"
#include "cutpoint/system.hpp"
#include "renderer/writing/reports.hpp"

namespace cutpoint {

/// What all commands but those of advice need: large documents are lighter without their draft.
inline constexpr LoadOptions without_draft{LoadOptions().mission_time, false};
/// What reports need that say what to do first.
inline constexpr LoadOptions with_small_draft{LoadOptions().mission_time, true,
                                              FirstChange::most_components};

/// `load`, with findings printed to `console.err`; nothing where there are errors. The draft is
/// kept where the options say so.
[[nodiscard]] std::optional<System> load_system(const std::vector<std::string>& paths,
                                                Console& console,
                                                const LoadOptions& options = without_draft);

/// The same where the findings are told later, with others: they are printed only where there are
/// errors.
[[nodiscard]] std::optional<System> load_and_hold(const std::vector<std::string>& paths,
                                                  Console& console, const LoadOptions& options);

/// Analyses; says how long it took where the console is verbose.
[[nodiscard]] Analysis analyze(const System& system, const AnalysisOptions& options,
                               Console& console);

/// Prints findings, if there are any; where the console is quiet, only with errors among them.
void print_diagnostics(const Diagnostics& diagnostics, const SourceFiles& sources,
                       Console& console);

/// What a renderer could not do as it was asked, on the error stream; where there is nothing, why.
[[nodiscard]] Exit print_notes(const Rendered& rendered, Console& console);

/// A line of news, such as a file that was written, on the error stream, whatever is in the names
/// made visible; nothing where the console is quiet.
void tell(Console& console, const std::string& news);

/// `cutpoint: message` on the error stream; always Exit::failure.
Exit fail(Console& console, const std::string& message);

/// Writes the file whole or not at all (through a fresh file beside it; one of several names, a
/// device or a pipe in place), its mode kept and links followed, or to `console.out` where the path
/// is empty or "-". Says why on failure.
[[nodiscard]] Exit write_output(const std::string& path, const std::string& content,
                                Console& console);

/// The same of a file on the disk that said `before` when it was read; refused where it does not
/// any more.
[[nodiscard]] Exit write_change(const std::string& path, const std::string& before,
                                const std::string& after, Console& console);

}  // namespace cutpoint
