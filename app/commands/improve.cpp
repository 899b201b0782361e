#include <cmath>

#include <fmt/format.h>

#include "analyzer/observation/observed_figures.hpp"
#include "app/choices/journey_choice.hpp"
#include "app/console/console.hpp"
#include "app/console/report_output.hpp"
#include "app/console/text_in_place.hpp"
#include "cutpoint/advising.hpp"
#include "cutpoint/patching.hpp"
#include "model/base/text_diff.hpp"

namespace cutpoint {

namespace {

/// False with a printed reason where --budget is no amount by a period.
bool budget_of(const Arguments& arguments, std::optional<Money>& budget, Console& console) {
  if (!arguments.given("budget")) return true;
  const std::string text = arguments.value("budget");
  const auto money = parse_money(text);
  if (!money.value) {
    fail(console, fmt::format("--budget: {}{}", money.error.message,
                              money.error.help.empty() ? "" : "; " + money.error.help));
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

/// What was read, what it says, and the file that changes are written into: the last one, which
/// overlays the others.
struct Document {
  SourceFiles sources;
  Diagnostics diagnostics;
  Draft draft;
  std::string path;
  std::string text;
};

/// The patched document, read with the files before it, must say what was analysed.
bool says(const std::vector<std::string>& paths, const std::string& text, const Draft& wanted,
          Console& console) {
  TextInPlace access(console.files, paths.back(), &text);
  SourceFiles sources;
  Diagnostics diagnostics;
  Draft read = read_architecture(paths, access, sources, diagnostics);
  IncidentFiles incidents(read, access, sources, diagnostics);
  take_observed_figures(read, incidents, diagnostics);
  return !diagnostics.has_errors() && same_architecture(read, wanted);
}

std::optional<std::string> changed_text(const Document& document, const Draft& changed,
                                        const std::vector<std::string>& paths, Console& console) {
  std::string error;
  auto text = write_changes(document.text, document.draft, changed, error);
  if (text && !says(paths, *text, changed, console)) {
    error = "the changes cannot be written into it without a risk to what else it says";
    text.reset();
  }
  if (!text) fail(console, fmt::format("{} cannot be changed: {}", document.path, error));
  return text;
}

/// Both files in one read: standard input cannot be read again.
bool read_text(Document& document, const std::vector<std::string>& paths, Console& console) {
  document.path = paths.back();
  std::string error;
  auto text = console.files.read(document.path, error);
  if (!text) {
    fail(console, fmt::format("cannot read {}: {}", document.path, error));
    return false;
  }
  document.text = std::move(*text);
  return true;
}

Exit apply(const Arguments& arguments, const Document& document,
           const std::optional<std::string>& text, Console& console) {
  if (!text) return Exit::failure;
  const std::string output = arguments.value("output");
  const std::string path = output.empty() ? document.path : output;
  return write_output(path, *text, console);
}

Exit advise_on(const Arguments& arguments, const std::vector<std::string>& paths,
               Document& document, AdviceOptions& options, Console& console) {
  const auto top = chosen_top(arguments, console);
  std::optional<Model> model;
  std::optional<StructureFunction> function;
  complete_model(document.draft, model, function, document.diagnostics);
  print_diagnostics(document.diagnostics, document.sources, console);
  if (document.diagnostics.has_errors() || !function || !top) return Exit::failure;
  const auto journeys = chosen_journeys(arguments, *model, console);
  if (!journeys) return Exit::failure;
  options.journeys = *journeys;
  const auto advice = advised(document.draft, options, console);
  if (!advice) return Exit::failure;
  const bool has_changes = !advice->chosen.changes.empty();
  std::optional<std::string> text = document.text;
  if (has_changes) text = changed_text(document, advice->changed, paths, console);
  const Sensitivity sensitivity = analyze_sensitivity(*model, *function, options.analysis);
  const bool applies = arguments.flag("apply");
  const std::string report_path = applies ? "" : arguments.value("output");
  const AdviceReport report{*model,
                            *advice,
                            sensitivity,
                            *top,
                            text ? unified_diff(document.path, document.text, *text) : "",
                            render_options(report_path, paths.front(), console)};
  const Exit written =
      write_report(report_path, advice_formats(), arguments.value("format"), report, console);
  if (written != Exit::success) return written;
  if (!text) return Exit::failure;
  if (applies && apply(arguments, document, text, console) != Exit::success) return Exit::failure;
  return advice->met_already || advice->chosen.meets_target ? Exit::success : Exit::findings;
}

Exit run_improve(const Arguments& arguments, Console& console) {
  const auto target = chosen_target(arguments, console);
  std::optional<Money> budget;
  const bool budget_good = budget_of(arguments, budget, console);
  const auto analysis = analysis_options_but_budget(arguments, console);
  if (!target || !budget_good || !analysis) return Exit::failure;
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
  Document document;
  if (!read_text(document, paths, console)) return Exit::failure;
  const std::size_t first = document.text.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && document.text[first] == '<') {
    return fail(console,
                "a fault tree states no figures that could be changed: write the system "
                "down as components to have advice");
  }
  TextInPlace access(console.files, document.path, &document.text);
  document.draft = read_architecture(paths, access, document.sources, document.diagnostics);
  IncidentFiles incidents(document.draft, access, document.sources, document.diagnostics);
  take_observed_figures(document.draft, incidents, document.diagnostics);
  AdviceOptions options;
  options.target = *target;
  options.budget = budget;
  options.analysis = *analysis;
  Console in_place = console.with_files(access);
  return advise_on(arguments, paths, document, options, in_place);
}

}  // namespace

const Command& improve_command() {
  static const Command command{
      "improve",
      "Find the cheapest changes that meet a target, as a patch to the document",
      {{"FILE", "architecture files; later ones overlay earlier ones, and changes go into the last",
        true, true}},
      {{"--target", "SHARE", "the availability that is aimed at, such as 99.95%"},
       {"--budget", "MONEY", "what the changes may cost, such as \"500 USD/month\""},
       {"--journey",
        "NAME",
        "only this journey must meet the target; may be repeated",
        {},
        {},
        true},
       {"--top", "N", "how many changes and parts to list", {}, "10"},
       {"--apply", "", "write the changes into the last FILE, or into the file that -o names"},
       {"-o,--output", "FILE",
        "with --apply, where to write the changed document; without it, the report"},
       {"-f,--format", "FORMAT", "how to print; patch prints the patch alone",
        format_names(advice_formats()), "text"},
       {"--today", "DATE",
        "the day on which accepted risks are judged, YYYY-MM-DD [the present day]"}},
      "cutpoint improve samples/ai-api-two-vms.yaml --target 99.9% --budget \"300 USD/month\"",
      run_improve};
  return command;
}

}  // namespace cutpoint
