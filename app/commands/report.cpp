#include "app/console/console.hpp"
#include "app/console/work_limit.hpp"
#include "app/documents/compared_document.hpp"
#include "app/documents/git_access.hpp"
#include "app/options/analysis_options.hpp"
#include "app/options/mission_time.hpp"
#include "app/options/option_list.hpp"
#include "app/options/output_options.hpp"

namespace cutpoint {

namespace {

constexpr std::size_t further_changes = 2;

Exit write_page(const Arguments& arguments, const System& system, const Analysis& analysis,
                const DrawnChange* change, Console& console) {
  const auto first = first_change(system, analysis, {}, further_changes);
  const auto program = availability_program(system);
  RenderOptions look{false, console.width, system.name()};
  look.first_change = first ? &*first : nullptr;
  look.program = program ? &*program : nullptr;
  look.picture.change = change;
  const Rendered rendered = find_format(analysis_formats(), "html")
                                ->render({system.model(), system.function(), analysis,
                                          system.sources(), system.diagnostics(), look});
  if (!rendered) return fail(console, rendered.error.message);
  return write_output(arguments.value("output"), rendered->content, console);
}

/// With what differs from the document that --base names.
Exit write_comparison(const Arguments& arguments, const System& system,
                      const AnalysisOptions& options, Console& console) {
  GitAccess files(console.files);
  Console with_git = console.with_files(files);
  const auto before =
      load_compared({GitAccess::normal_name(arguments.value("base")), {}}, {}, with_git);
  if (!before) return Exit::failure;
  ReviewOptions wanted{options, before->claims};
  // Each side has its half.
  constexpr double share_of_side = 0.5;
  keep_within(with_git.limit, wanted.analysis.budget, share_of_side);
  const Review found = review(before->system, system, wanted);
  const System& earlier = found.earlier ? *found.earlier : before->system;
  const AnalysedModel base{earlier.model(), earlier.function(), found.before};
  const DrawnChange change{base, found.comparison};
  return write_page(arguments, system, found.after, &change, console);
}

Exit run_report(const Arguments& arguments, Console& console) {
  auto options = usual_analysis_options.read(arguments, console);
  const bool compares = arguments.given("base");
  const auto how = load_options(arguments, compares ? LoadOptions() : with_small_draft, console);
  if (!options || !how) return Exit::failure;
  options->uncertainty.samples.reset();  // as many as `analyze` takes
  const auto loaded = load_system(arguments.values("FILE"), console, *how);
  if (!loaded) return Exit::failure;
  if (compares) return write_comparison(arguments, *loaded, *options, console);
  return write_page(arguments, *loaded, analyze(*loaded, *options, console), nullptr, console);
}

}  // namespace

const Command& report_command() {
  static const Command command{
      "report",
      "Write the whole analysis as one HTML page on which components can be failed",
      {{"FILE", "architecture files, later ones overlaying earlier ones; or Open-PSA fault trees",
        true, true}},
      option_list({output_option(),
                   {"--base", "FILE",
                    "the earlier architecture: a file, or one in a git revision as in "
                    "main:architecture.yaml; the page then says what changed"},
                   mission_time_option()},
                  {usual_analysis_options.specs()}),
      "cutpoint report samples/multi-az.yaml -o report.html",
      run_report};
  return command;
}

}  // namespace cutpoint
