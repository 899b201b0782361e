#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "app/console/console.hpp"
#include "app/console/output_targets.hpp"
#include "app/console/report_output.hpp"
#include "app/console/work_limit.hpp"
#include "app/lint/baseline.hpp"
#include "app/lint/configuration.hpp"
#include "app/lint/lint_parts.hpp"
#include "app/lint/targets.hpp"
#include "app/options/analysis_options.hpp"
#include "app/options/option_list.hpp"
#include "app/options/output_options.hpp"
#include "app/options/shard_option.hpp"
#include "cutpoint/version.hpp"
#include "renderer/findings/finding_formats.hpp"
#include "session/document_check.hpp"

namespace cutpoint {

namespace {

constexpr AnalysisOptionGroup lint_analysis_group{AnalysisOptionGroup::day |
                                                  AnalysisOptionGroup::budget};

/// "a,b" and repeated options alike.
std::vector<std::string> words_of(const std::vector<std::string>& values) {
  std::vector<std::string> words;
  for (const std::string& value : values) {
    for (std::size_t start = 0; start <= value.size();) {
      const std::size_t end = std::min(value.find(',', start), value.size());
      if (end > start) words.push_back(value.substr(start, end - start));
      start = end + 1;
    }
  }
  return words;
}

struct LintSettings {
  LintConfiguration configuration;
  LintOptions options;
  AnalysisOptions analysis;
  Severity fail_on = Severity::warning;
  std::string baseline;
};

/// Options over configuration over defaults.
std::optional<LintSettings> settings_of(const Arguments& arguments, const std::string& first,
                                        Console& console) {
  LintSettings settings;
  // What an editor pipes in belongs where its name says.
  auto configuration = read_lint_configuration(
      arguments, first == "-" ? arguments.value("stdin-filename") : first, console);
  if (!configuration) return std::nullopt;
  settings.configuration = std::move(*configuration);
  const LintConfiguration& written = settings.configuration;
  const auto select =
      arguments.given("select") ? words_of(arguments.values("select")) : written.select;
  if (arguments.given("select") && select.empty()) {
    fail(console, "--select names no rule; `cutpoint rules` lists them");
    return std::nullopt;
  }
  const auto ignore =
      arguments.given("ignore") ? words_of(arguments.values("ignore")) : written.ignore;
  auto chosen = choose_rules(select, ignore, console);
  if (!chosen) return std::nullopt;
  if (chosen->empty()) {
    fail(console, "nothing to check: every rule that is selected is ignored");
    return std::nullopt;
  }
  settings.options.rules = std::move(*chosen);
  settings.options.severities = written.severities;
  const auto analysis = lint_analysis_group.read(arguments, console);
  if (!analysis) return std::nullopt;
  settings.analysis = *analysis;
  // Runs on every push. Documents with claims have the usual budget.
  if (!arguments.given("budget")) keep_lint_quick(settings.analysis);
  settings.options.today = analysis->today;
  settings.fail_on = written.fail_on.value_or(Severity::warning);
  if (arguments.given("fail-on")) settings.fail_on = *parse_severity(arguments.value("fail-on"));
  settings.baseline = arguments.given("baseline") ? arguments.value("baseline") : written.baseline;
  return settings;
}

void tell_settings(const LintSettings& settings, Console& console) {
  console.err << fmt::format("configuration: {}\n", settings.configuration.path.empty()
                                                        ? "none"
                                                        : settings.configuration.path);
  console.err << fmt::format("rules: {} of {}; fails from {} on\n", settings.options.rules.size(),
                             rules().size(), name_of(settings.fail_on));
}

/// Empty where it cannot be told: then files keep the names that they have.
std::string current_folder() {
  std::error_code error;
  return std::filesystem::current_path(error).string();
}

Exit write_reports(const std::vector<OutputTarget>& targets, const LintRun& run,
                   const LintSettings& settings, bool has_baseline, bool statistics,
                   Console& console) {
  for (const OutputTarget& target : targets) {
    const bool to_terminal = target.path.empty() || target.path == "-";
    const FindingReport report{run.findings,     run.sources,
                               run.documents,    settings.fail_on,
                               version(),        to_terminal && console.colour_out,
                               has_baseline,     statistics,
                               current_folder(), list_width(target.path, console)};
    const Exit exit = write_report(target.path, finding_formats(), target.format, report, console);
    if (exit != Exit::success) return exit;
  }
  return Exit::success;
}

Exit verdict(const LintRun& run, const LintSettings& settings, bool exit_zero) {
  bool failed = false;
  for (const Finding& finding : run.findings) {
    if (finding.is_input_error()) return Exit::failure;
    failed = failed || (!finding.suppression && finding.severity <= settings.fail_on);
  }
  return failed && !exit_zero ? Exit::findings : Exit::success;
}

/// What is one shard's, as a part; reports are of the whole.
Exit write_shard(const Arguments& arguments, LintTargets targets, const LintSettings& settings,
                 SourceFiles& sources, Console& console) {
  if (!writes_a_part_alone(
          arguments, {"format", "baseline", "write-baseline", "statistics", "merge"}, console)) {
    return Exit::failure;
  }
  const auto shard = shard_of(arguments, console);
  if (!shard) return Exit::failure;
  LintPart part;
  part.shard = *shard;
  part.paths = arguments.values("PATH");
  part.findings = check_shard(std::move(targets.documents), console.files, settings.analysis,
                              settings.options, part.shard, sources);
  part.fingerprint = fingerprint_of(sources, settings.options);
  const auto outputs = arguments.values("output");
  return write_output(outputs.empty() ? "" : outputs.front(), part_text(part), console);
}

/// All findings of the run, from its documents or from the parts that shards have written.
bool find_all(LintTargets targets, const std::optional<LintPart>& parts,
              const LintSettings& settings, LintRun& run, Console& console) {
  run.findings = std::move(targets.findings);
  if (!parts) {
    check_documents(std::move(targets.documents), console.files, settings.analysis,
                    settings.options, run);
    return true;
  }
  const bool merged =
      merge_shards(std::move(targets.documents), console.files, parts->findings, run);
  if (merged && parts->fingerprint == fingerprint_of(run.sources, settings.options)) return true;
  fail(console,
       "the parts are of other documents, another configuration or another day: put them together "
       "where, and as, they were checked");
  return false;
}

Exit run_lint(const Arguments& arguments, Console& console) {
  const auto reports = output_targets(arguments);
  const bool is_shard = arguments.given("shard");
  if (!reports && !is_shard) return fail(console, "give one --format for each --output");
  std::optional<LintPart> parts;
  if (arguments.flag("merge") && !is_shard) {
    parts = joined_parts(arguments.values("PATH"), console);
    if (!parts) return Exit::failure;
  }
  const std::vector<std::string> paths = parts ? parts->paths : arguments.values("PATH");
  if (paths.empty()) return fail(console, "the parts name no documents");
  auto settings = settings_of(arguments, paths.front(), console);
  if (!settings) return Exit::failure;
  if (console.verbose) tell_settings(*settings, console);
  LintRun lint_run;
  LintTargets targets =
      find_lint_targets(paths,
                        {arguments.value("stdin-filename"), settings->configuration.exclude,
                         settings->configuration.overlays, arguments.values("overlay")},
                        console.files, lint_run.sources);
  for (const Failure& error : targets.errors) fail(console, error.message);
  if (!targets.errors.empty()) return Exit::failure;
  if (targets.documents.empty() && targets.findings.empty()) {
    return fail(console, "nothing to check: no architecture document (`cutpoint: 1`) was found");
  }
  keep_within(console.limit, settings->analysis.budget);
  if (is_shard) {
    return write_shard(arguments, std::move(targets), *settings, lint_run.sources, console);
  }
  if (!find_all(std::move(targets), parts, *settings, lint_run, console)) return Exit::failure;
  const bool has_baseline = !settings->baseline.empty() && !arguments.given("write-baseline");
  if (has_baseline && !apply_baseline(settings->baseline, lint_run.findings, console)) {
    return Exit::failure;
  }
  if (write_reports(*reports, lint_run, *settings, has_baseline, arguments.flag("statistics"),
                    console) != Exit::success) {
    return Exit::failure;
  }
  const bool written = arguments.given("write-baseline");
  if (written && write_baseline(arguments.value("write-baseline"), lint_run.findings, console) !=
                     Exit::success) {
    return Exit::failure;
  }
  return verdict(lint_run, *settings, written || arguments.flag("exit-zero"));
}

}  // namespace

const Command& lint_command() {
  static const Command command{
      "lint",
      "Check architecture documents, and Markdown documents that hold or name them, against rules",
      {{"PATH",
        "files, folders, or `-` for standard input; folders are searched for YAML with a "
        "`cutpoint:` key and for Markdown",
        true, true}},
      option_list(
          {repeatable(
               format_option(finding_formats(), "how to print; repeat with --output for several")),
           repeatable(output_option("where to write the format before it [standard output]")),
           {"--select",
            "RULE[,RULE]",
            "apply these rules only: codes, slugs, beginnings of codes",
            {},
            {},
            true},
           {"--ignore", "RULE[,RULE]", "leave these rules out", {}, {}, true},
           {"--fail-on",
            "SEVERITY",
            "exit with 1 from this severity on [warning]",
            {"error", "warning", "info"}},
           {"--statistics", "", "text, full, concise: how many findings of each rule, no more"},
           {"--exit-zero", "", "exit with 0 although there are findings"},
           {"--overlay",
            "FILE",
            "lay this file over every document named; `overlays` of the configuration says it for "
            "good",
            {},
            {},
            true},
           {"--baseline", "FILE", "findings that are known and do not count"},
           {"--write-baseline", "FILE", "write what is found as the new baseline, and exit with 0"},
           {"--shard", "K/N", "check the K-th of N parts of the documents alone, for --merge"},
           {"--merge", "", "PATHs are parts that --shard has written: what one run gives"},
           {"--config", "FILE", "the configuration [nearest .cutpoint.yaml, or $CUTPOINT_CONFIG]"},
           {"--no-config", "", "read no configuration"},
           {"--stdin-filename",
            "NAME",
            "what standard input is called; a name in .md is Markdown",
            {},
            "stdin.yaml"}},
          {lint_analysis_group.specs()}),
      "cutpoint lint samples --fail-on error --exit-zero",
      run_lint};
  return command;
}

}  // namespace cutpoint
