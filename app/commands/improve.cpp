#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "app/console/console.hpp"
#include "app/console/replaced_input.hpp"
#include "app/console/report_output.hpp"
#include "app/console/work_limit.hpp"
#include "app/options/analysis_options.hpp"
#include "app/options/journey_options.hpp"
#include "app/options/option_list.hpp"
#include "app/options/output_options.hpp"
#include "cutpoint/engine_budget.hpp"
#include "model/base/text_diff.hpp"
#include "renderer/advice/advising.hpp"

namespace cutpoint {

namespace {

/// Of the time that a command was given, for each of its analyses at most.
constexpr double share_of_a_trial = 0.1;
constexpr AnalysisOptionGroup improve_analysis_group{AnalysisOptionGroup::day};

bool read_money(const std::string& text, std::optional<Money>& budget, Console& console) {
  const auto money = parse_money(text);
  if (!money.value) {
    fail(console, fmt::format("--budget: {}", money.error.text()));
    return false;
  }
  if (money.value->amount < 0.0 || !std::isfinite(money.value->amount)) {
    fail(console, fmt::format("--budget: `{}` is no amount that could be spent", text));
    return false;
  }
  if (money.value->per == Duration()) {
    fail(console,
         fmt::format("--budget: `{}` lacks its period; write it as `500 USD/month`", text));
    return false;
  }
  budget = *money.value;
  return true;
}

/// False with a printed reason where --budget is no amount by a period. One of time and memory is
/// that of the command.
bool budget_of(const Arguments& arguments, std::optional<Money>& budget, Console& console) {
  const auto& texts = arguments.values("budget");
  return std::all_of(texts.begin(), texts.end(), [&](const std::string& text) {
    return parse_engine_budget(text).value.has_value() || read_money(text, budget, console);
  });
}

/// The file that changes are written into, the last one, which overlays the others.
struct ChangedFile {
  std::string path;
  std::string text;  ///< as it is
};

/// Where the document goes with --apply.
Exit apply(const Arguments& arguments, const ChangedFile& file, const std::string& text,
           Console& console) {
  const std::string output = arguments.value("output");
  if (!output.empty() && !is_same_file(output, file.path))
    return write_output(output, text, console);
  return write_change(file.path, file.text, text, console);
}

Exit advise_on(const Arguments& arguments, const System& system, const ChangedFile& file,
               std::size_t top, AdviceOptions& options, Console& console) {
  const auto& paths = arguments.values("FILE");
  if (!choose_aims(arguments, system.model(), options, console)) return Exit::failure;
  if (console.limit != nullptr) {
    options.time = console.limit->time_to_analyze();
    keep_within(console.limit, options.analysis.budget, share_of_a_trial);
  }
  const auto advice = advised(system, options, console);
  if (!advice) return Exit::failure;
  const auto text = changed_document(system, *advice, paths, file.text, console.files);
  if (!text) fail(console, text.error.message);
  keep_within(console.limit, options.analysis.budget);
  const auto sensitivity = analyze_sensitivity(system, options.analysis);
  const bool applies = arguments.flag("apply");
  const std::string report_path = applies ? "" : arguments.value("output");
  const AdviceReport report{system.model(),
                            *advice,
                            *sensitivity,
                            top,
                            text ? unified_diff(file.path, file.text, *text) : "",
                            render_options(report_path, paths.front(), console)};
  const Exit written =
      write_report(report_path, advice_formats(), arguments.value("format"), report, console);
  if (written != Exit::success) return written;
  if (!text) return Exit::failure;
  if (applies && apply(arguments, file, *text, console) != Exit::success) return Exit::failure;
  return advice->met_already || advice->chosen.meets_target ? Exit::success : Exit::findings;
}

Exit run_improve(const Arguments& arguments, Console& console) {
  const bool target_good = !arguments.given("target") || chosen_target(arguments, console);
  std::optional<Money> budget;
  const bool budget_good = budget_of(arguments, budget, console);
  const auto analysis = improve_analysis_group.read(arguments, console);
  if (!target_good || !budget_good || !analysis) return Exit::failure;
  const auto& paths = arguments.values("FILE");
  const bool applies = arguments.flag("apply");
  if (applies && arguments.value("output").empty() && paths.back() == "-") {
    return fail(console, "standard input cannot be changed in place: say where to write with -o");
  }
  if (applies && arguments.value("output") == "-") {
    return fail(console, "the report goes to standard output; -o names a file for the document");
  }
  if (paths.back().ends_with(".md")) {
    return fail(
        console,
        "changes go into a YAML document: keep the model in a file of its own, name it in "
        "the Markdown (`<!-- cutpoint:model architecture.yaml -->`), and ask for that file");
  }
  ChangedFile file{paths.back(), {}};
  auto text = console.files.read(file.path);
  if (!text) return fail(console, fmt::format("cannot read {}: {}", file.path, text.error.message));
  file.text = std::move(*text);
  // Both files in one read: standard input cannot be read again.
  MemoryAccess access(MemoryAccess::Texts{{file.path, file.text}}, &console.files);
  Console in_place = console.with_files(access);
  const auto top = chosen_top(arguments, console);
  const auto system = load_system(paths, in_place, {});
  if (!system || !top) return Exit::failure;
  if (!system->model().form.has_figures) {
    return fail(console,
                "a fault tree states no figures that could be changed: write the system "
                "down as components to have advice");
  }
  AdviceOptions options;
  options.budget = budget;
  options.analysis = *analysis;
  return advise_on(arguments, *system, file, *top, options, in_place);
}

}  // namespace

const Command& improve_command() {
  static const Command command{
      "improve",
      "Find the cheapest changes that meet a target, as a patch to the document",
      {{"FILE", "architecture files; later ones overlay earlier ones, and changes go into the last",
        true, true}},
      option_list(
          {target_option(
               "the availability that is aimed at, such as 99.95% [the SLO of each journey]"),
           repeatable({"--budget", "MONEY|TIME,MEMORY",
                       "what the changes may cost, such as \"500 USD/month\"; or how long the "
                       "command may work and what it may hold, such as 1m,4GiB"}),
           repeatable(journey_option("only this journey must meet its target; may be repeated")),
           top_option("how many changes and parts to list"),
           {"--apply", "", "write the changes into the last FILE, or into the file that -o names"},
           output_option(
               "with --apply, where to write the changed document; without it, the report"),
           format_option(advice_formats(), "how to print; patch prints the patch alone")},
          {improve_analysis_group.specs()}),
      "cutpoint improve samples/ai-api-two-vms.yaml --target 99.9% --budget \"300 USD/month\"",
      run_improve};
  return command;
}

}  // namespace cutpoint
