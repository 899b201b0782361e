#include "app/console/console.hpp"

#include <chrono>

#include <fmt/format.h>

#include "app/console/progress_line.hpp"
#include "app/console/work_limit.hpp"
#include "cutpoint/rendering.hpp"
#include "renderer/writing/ascii_text.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

std::optional<System> load_and_hold(const std::vector<std::string>& paths, Console& console,
                                    const LoadOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  System system = load(paths, console.files, options);
  if (!system) {
    print_diagnostics(system.diagnostics(), system.sources(), console);
    return std::nullopt;
  }
  if (console.verbose) {
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    console.err << fmt::format(
        "read {}: {} components, {} journeys, {} events, {} nodes; {:.2f} s\n",
        fmt::join(paths, ", "), system.model().components.size(), system.model().journeys.size(),
        system.function().events.size(), system.function().nodes.size(), taken.count());
  }
  return system;
}

std::optional<System> load_system(const std::vector<std::string>& paths, Console& console,
                                  const LoadOptions& options) {
  auto system = load_and_hold(paths, console, options);
  if (system) print_diagnostics(system->diagnostics(), system->sources(), console);
  return system;
}

Analysis analyze(const System& system, const AnalysisOptions& options, Console& console) {
  const auto start = std::chrono::steady_clock::now();
  ProgressLine progress(console, "analysing:");
  AnalysisOptions observed = options;
  observed.progress = [&progress](const std::string& stage) { progress.show(stage); };
  // Reading has taken some of it.
  keep_within(console.limit, observed.budget);
  Analysis analysis = analyze(system, observed);
  analysis.budget = options.budget;
  progress.remove();
  if (!console.verbose) return analysis;
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  console.err << fmt::format("analysed {} journeys; {:.2f} s\n", analysis.journeys.size(),
                             taken.count());
  return analysis;
}

void print_diagnostics(const Diagnostics& diagnostics, const SourceFiles& sources,
                       Console& console) {
  if (diagnostics.all().empty() || (console.quiet && !diagnostics.has_errors())) return;
  Diagnostics sorted = diagnostics;
  sorted.sort_by_place();
  const std::string text =
      render_diagnostics(sorted, sources, console.colour_err, console.line_width());
  console.err << (console.ascii ? ascii_text(text) : text);
}

Exit print_notes(const Rendered& rendered, Console& console) {
  for (const std::string& note : rendered ? rendered->notes : rendered.error.notes) {
    tell(console, "cutpoint: " + note);
  }
  return rendered ? Exit::success : fail(console, rendered.error.message);
}

void tell(Console& console, const std::string& news) {
  if (!console.quiet) console.err << fitted(visible(news) + '\n', console.line_width());
}

Exit fail(Console& console, const std::string& message) {
  console.err << fitted(fmt::format("cutpoint: {}\n", visible(message)), console.line_width());
  return Exit::failure;
}

}  // namespace cutpoint
