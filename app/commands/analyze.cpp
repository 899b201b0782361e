#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/console/console.hpp"
#include "app/console/output_targets.hpp"
#include "app/console/report_output.hpp"
#include "app/console/work_limit.hpp"
#include "app/documents/claim_check.hpp"
#include "app/documents/run_parts.hpp"
#include "app/live_page/followed_run.hpp"
#include "app/options/analysis_options.hpp"
#include "app/options/journey_options.hpp"
#include "app/options/mission_time.hpp"
#include "app/options/number_options.hpp"
#include "app/options/option_list.hpp"
#include "app/options/output_options.hpp"
#include "app/options/shard_option.hpp"
#include "lint/lint.hpp"
#include "renderer/analysis/broken_promises.hpp"
#include "renderer/analysis/report_sections.hpp"
#include "renderer/analysis/tables.hpp"

namespace cutpoint {

namespace {

constexpr AnalysisOptionGroup analyze_analysis_group{
    AnalysisOptionGroup::order | AnalysisOptionGroup::day | AnalysisOptionGroup::budget |
    AnalysisOptionGroup::cut_sets};

/// How uncertain figures are carried to the results, or nothing and a printed reason.
std::optional<UncertaintyOptions> uncertainty_options(const Arguments& arguments,
                                                      Console& console) {
  constexpr std::uint32_t most_samples = 100'000'000;
  UncertaintyOptions options;
  options.samples.reset();
  const auto seed = seed_of(arguments, console);
  const auto threads = thread_count(arguments, console);
  if (!seed || !threads) return std::nullopt;
  options.seed = *seed;
  options.threads = *threads;
  if (!arguments.given("uncertainty")) return options;
  options.samples = number_of<std::uint32_t>(arguments, "uncertainty", 0, most_samples, console);
  return options.samples ? std::optional(options) : std::nullopt;
}

/// The journeys asked for, or nothing and a printed reason where a name is none.
std::optional<std::vector<JourneyId>> read_scope(const Arguments& arguments, const Model& model,
                                                 ReportScope& scope, Console& console) {
  auto journeys = chosen_journeys(arguments, model, console);
  if (!journeys) return std::nullopt;
  scope.details = arguments.flag("details");
  scope.sections = arguments.values("section");
  if (arguments.given("journey")) scope.journeys = arguments.values("journey");
  const bool asks_for_sets =
      arguments.given("cut-sets") || arguments.given("truncate") || arguments.typed("max-order");
  // Who counts combinations wants to see them.
  if (asks_for_sets && !scope.details && scope.sections.empty()) {
    scope.sections.emplace_back("combinations");
  }
  return journeys;
}

/// What is missed and what is not decided, one line each; exit code 1 where something is missed.
Exit check_promises(const std::string& path, const System& system, const Analysis& analysis,
                    Console& console) {
  const RenderInput input{system.model(),   system.function(),    analysis,
                          system.sources(), system.diagnostics(), {}};
  BrokenPromises found = broken_promises(input);
  auto claims = check_claims(path, system, analysis, console);
  if (!claims) return Exit::failure;
  std::move(claims->missed.begin(), claims->missed.end(), std::back_inserter(found.missed));
  std::move(claims->undecided.begin(), claims->undecided.end(),
            std::back_inserter(found.undecided));
  for (const std::string& line : found.missed) console.err << "missed: " << line << '\n';
  for (const std::string& line : found.undecided) console.err << "not decided: " << line << '\n';
  return found.missed.empty() ? Exit::success : Exit::findings;
}

/// What was found when reading, then what no journey needs, with its place and in the words of the
/// rule about it, as figures that leave it out may be too good.
void tell_remarks(const System& system, const Analysis& analysis, const AnalysisOptions& options,
                  Console& console) {
  if (analysis.unreachable.empty() || !system.model().form.shows_needs) {
    return print_diagnostics(system.diagnostics(), system.sources(), console);
  }
  constexpr std::size_t most_told = 3;
  LintOptions asked;
  asked.rules = {find_rule("unreachable-component")};
  asked.today = options.today;
  auto findings = lint(system.model(), system.function(), analysis, asked);
  std::erase_if(findings, [](const Finding& finding) { return finding.suppression.has_value(); });
  Diagnostics told = system.diagnostics();
  for (std::size_t i = 0; i < findings.size() && i < most_told; ++i) {
    told.warning(findings[i].rule, findings[i].span, findings[i].message).help = findings[i].help;
  }
  print_diagnostics(told, system.sources(), console);
  if (findings.size() > most_told) {
    tell(console, fmt::format("no journey needs {} more components; `cutpoint lint` names them",
                              findings.size() - most_told));
  }
}

/// A table is no place for what to do first, nor is a section.
bool has_a_next(const std::vector<OutputTarget>& targets, const ReportScope& scope) {
  return std::any_of(targets.begin(), targets.end(), [&](const OutputTarget& target) {
    const bool is_text = target.format == "text" && (scope.sections.empty() || scope.details);
    return is_text || target.format == "markdown" || target.format == "html" ||
           target.format == "json";
  });
}

/// On the terminal, again with each save.
Exit run_watched(Arguments arguments, Console& console) {
  for (const char* other : {"output", "budget", "shard", "merge"}) {
    if (!arguments.given(other)) continue;
    return fail(console, fmt::format("--watch prints to the terminal until it is ended: --{} does "
                                     "not go with it",
                                     other));
  }
  arguments.all["watch"].clear();
  return follow_saves(*find_command("analyze"), arguments, console);
}

Exit write_analysis(const Arguments& arguments, const std::vector<OutputTarget>& targets,
                    const System& loaded, const Analysis& analysis, const ReportScope& scope,
                    const std::optional<FirstChange>& first, Console& console) {
  const bool has_page = std::any_of(targets.begin(), targets.end(), [](const OutputTarget& target) {
    return target.format == "html";
  });
  const auto program = has_page ? availability_program(loaded) : std::nullopt;
  for (const OutputTarget& target : targets) {
    RenderInput input{loaded.model(),   loaded.function(),    analysis,
                      loaded.sources(), loaded.diagnostics(), {}};
    input.options = render_options(target.path, loaded.name(), console);
    input.options.table = arguments.value("table");
    input.options.scope = scope;
    input.options.first_change = first ? &*first : nullptr;
    input.options.program = program ? &*program : nullptr;
    const Exit exit = write_report(target.path, analysis_formats(), target.format, input, console);
    if (exit != Exit::success) return exit;
  }
  return Exit::success;
}

/// Shards share out the trials, whose number and seed their parts bear.
bool fits_trial_shards(const Arguments& arguments, Console& console) {
  if (arguments.given("shard")) {
    return writes_a_part_alone(arguments,
                               {"merge", "format", "table", "check", "details", "section",
                                "journey", "max-order", "cut-sets", "truncate"},
                               console);
  }
  return !arguments.flag("merge") || takes_from_parts(arguments, {"uncertainty", "seed"}, console);
}

Exit write_trials(const Arguments& arguments, const System& system, AnalysisOptions options,
                  Console& console) {
  const auto shard = shard_of(arguments, console);
  if (!shard) return Exit::failure;
  keep_within(console.limit, options.budget);
  auto part = uncertainty_part(system, options, *shard);
  if (!part) return fail(console, part.error.text());
  const auto outputs = arguments.values("output");
  const WrittenPart<UncertaintyPart> written{std::move(*part), arguments.values("FILE")};
  return write_output(outputs.empty() ? "" : outputs.front(), part_text(written), console);
}

/// With the trials of parts, where there are such; nothing, and said, where these do not fit.
std::optional<Analysis> analysis_of(const System& system, AnalysisOptions options,
                                    const std::vector<UncertaintyPart>& parts, Console& console) {
  if (parts.empty()) return analyze(system, options, console);
  keep_within(console.limit, options.budget);
  auto analysis = analyze(system, options, parts);
  if (!analysis) fail(console, analysis.error.text());
  return std::move(analysis.value);
}

Exit run_analyze(const Arguments& arguments, Console& console) {
  if (arguments.flag("watch")) return run_watched(arguments, console);
  if (!fits_trial_shards(arguments, console)) return Exit::failure;
  const auto targets = output_targets(arguments);
  if (!targets) return fail(console, "give one --format for each --output");
  auto options = analyze_analysis_group.read(arguments, console);
  const auto uncertainty = uncertainty_options(arguments, console);
  const auto how = load_options(arguments, with_small_draft, console);
  if (!options || !uncertainty || !how) return Exit::failure;
  options->uncertainty = *uncertainty;
  options->single_points_only =
      std::all_of(targets->begin(), targets->end(),
                  [table = arguments.value("table")](const OutputTarget& target) {
                    return shows_single_points_alone(target.format, table);
                  });
  PartsToMerge<UncertaintyPart> merged{{}, arguments.values("FILE")};
  if (arguments.flag("merge")) {
    auto found = parts_among<UncertaintyPart>(merged.documents, console);
    if (!found) return Exit::failure;
    merged = std::move(*found);
  }
  const auto loaded = load_and_hold(merged.documents, console, *how);
  if (!loaded) return Exit::failure;
  if (arguments.given("shard")) {
    print_diagnostics(loaded->diagnostics(), loaded->sources(), console);
    return write_trials(arguments, *loaded, *options, console);
  }
  ReportScope scope;
  const auto journeys = read_scope(arguments, loaded->model(), scope, console);
  if (!journeys) return Exit::failure;
  const bool checks = arguments.flag("check");
  options->single_points_only = options->single_points_only && !checks;
  const auto analysis = analysis_of(*loaded, *options, merged.parts, console);
  if (!analysis) return Exit::failure;
  tell_remarks(*loaded, *analysis, *options, console);
  const auto first =
      has_a_next(*targets, scope) ? first_change(*loaded, *analysis, *journeys) : std::nullopt;
  if (write_analysis(arguments, *targets, *loaded, *analysis, scope, first, console) !=
      Exit::success) {
    return Exit::failure;
  }
  return checks ? check_promises(merged.documents.front(), *loaded, *analysis, console)
                : Exit::success;
}

}  // namespace

const Command& analyze_command() {
  static const Command command{
      "analyze",
      "Report availability, single points of failure and what is behind redundancy",
      {{"FILE", "architecture files, later ones overlaying earlier ones; or Open-PSA fault trees",
        true, true}},
      option_list(
          {repeatable(
               format_option(analysis_formats(), "how to print; repeat with --output for several")),
           repeatable(output_option("where to write the format before it [standard output]")),
           {"--table", "TABLE", "csv: which table", csv_table_names(), csv_table_names().front()},
           {"--check", "",
            "exit with 1 where an SLO, SLA, objective or claim is missed; what is not decided is "
            "told"},
           {"--watch", "", "again whenever the document, or what it includes, is saved"},
           {"--details", "", "text: everything, not the first screen alone"},
           {"--section",
            "NAME",
            "text: the verdict and this; may be repeated",
            report_section_names(),
            {},
            true},
           repeatable(journey_option("text: only this journey; may be repeated")),
           mission_time_option(),
           {"--uncertainty", "N",
            "trials that carry ranges and observed counts to the results; 0: none [as many as are "
            "quick]"},
           seed_option("of the trials; the same seed gives the same digits everywhere"),
           threads_option("how many threads the trials use [one for each core]"),
           {"--shard", "K/N", "run the K-th of N parts of the trials alone, for --merge"},
           {"--merge", "",
            "FILEs are parts that --shard has written: the report that one run gives"}},
          {analyze_analysis_group.specs()}),
      "cutpoint analyze samples/ai-api-single-vm.yaml",
      run_analyze};
  return command;
}

}  // namespace cutpoint
