#include <fmt/format.h>

#include "app/choices/picture_choices.hpp"
#include "app/documents/git_access.hpp"
#include "cutpoint/comparing.hpp"

namespace cutpoint {

namespace {

std::vector<std::string> comparison_formats() {
  std::vector<std::string> formats = {"text", "json", "markdown", "csv"};
  for (std::string& name : renderer_names(RendererKind::diagram))
    formats.push_back(std::move(name));
  return formats;
}

/// The later model with the changes marked; nothing and a printed reason.
std::optional<std::string> draw_change(const Renderer& renderer, const Arguments& arguments,
                                       const AnalysedModel& before, const LoadedModel& after,
                                       const Analysis& analysis, const Comparison& comparison,
                                       Console& console) {
  const auto choices = PictureChoices::from(arguments, after, analysis, console);
  if (!choices) return std::nullopt;
  const DrawnChange change{before, comparison};
  choices->options.change = &change;
  Rendered rendered = renderer.render({*after.model,
                                       *after.function,
                                       analysis,
                                       after.sources,
                                       after.diagnostics,
                                       {false, console.width, after.file_name, choices->options}});
  print_notes(rendered, console);
  if (rendered.error.empty()) return std::move(rendered.content);
  fail(console, rendered.error);
  return std::nullopt;
}

Exit run_diff(const Arguments& arguments, Console& console) {
  const auto options = analysis_options(arguments, console);
  if (!options) return Exit::failure;
  GitAccess files(console.files);
  Console with_git = console.with_files(files);
  const std::string before_name = arguments.value("BASE");
  const std::string after_name = arguments.value("HEAD");
  const auto before = load_model({GitAccess::normal_name(before_name)}, with_git);
  const auto after = load_model({GitAccess::normal_name(after_name)}, with_git);
  if (!before || !after) return Exit::failure;
  const Analysis was = analyze(*before, *options, console);
  const Analysis is = analyze(*after, *options, console);
  const Comparison comparison =
      compare({*before->model, *before->function, was}, {*after->model, *after->function, is});
  const std::string path = arguments.value("output");
  const bool to_terminal = path.empty() || path == "-";
  const ComparisonReport report{comparison, before_name, after_name,
                                to_terminal && console.colour_out};
  const std::string format = arguments.value("format");
  std::string text;
  const Renderer* picture = find_renderer(format);
  if (picture != nullptr && picture->kind == RendererKind::diagram) {
    const auto drawn = draw_change(*picture, arguments, {*before->model, *before->function, was},
                                   *after, is, comparison, console);
    if (!drawn) return Exit::failure;
    text = *drawn;
  } else {
    text = format == "json"       ? render_comparison_json(report)
           : format == "markdown" ? render_comparison_markdown(report)
           : format == "csv"      ? render_comparison_csv(report)
                                  : render_comparison_text(report);
  }
  if (write_report(path, format, text, console) != Exit::success) return Exit::failure;
  const bool fails = arguments.flag("fail-on-regression") && comparison.is_regression();
  return fails ? Exit::findings : Exit::success;
}

}  // namespace

const Command& diff_command() {
  static const Command command = [] {
    Command row{
        "diff",
        "Compare two architectures: parts, availability, single points gained and lost",
        {{"BASE",
          "the earlier architecture: a file, or a git revision as in main:architecture.yaml", true},
         {"HEAD", "the later one", true}},
        {{"-f,--format", "FORMAT",
          "how to print; markdown is fit for a pull request, dot, svg, png, mermaid and d2 are "
          "pictures of the change",
          comparison_formats(), "text"},
         {"-o,--output", "FILE", "where to write [standard output]"},
         {"--fail-on-regression", "",
          "exit with 1 where a journey is less available, misses its SLO now or has a new single "
          "point of failure"}},
        "cutpoint diff samples/ai-api-single-vm.yaml samples/ai-api-two-vms.yaml",
        run_diff};
    for (OptionSpec& spec : picture_option_specs()) row.options.push_back(std::move(spec));
    for (OptionSpec& spec : analysis_option_specs()) row.options.push_back(std::move(spec));
    return row;
  }();
  return command;
}

}  // namespace cutpoint
