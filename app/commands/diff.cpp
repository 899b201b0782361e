#include <fmt/format.h>

#include "app/console/report_output.hpp"
#include "app/documents/git_access.hpp"
#include "app/options/analysis_options.hpp"
#include "app/options/option_list.hpp"
#include "app/options/output_options.hpp"
#include "app/options/picture_options.hpp"
#include "renderer/comparison/comparing.hpp"

namespace cutpoint {

namespace {

constexpr PictureOptionGroup diff_picture_group{false};

std::vector<std::string> reports_and_pictures() {
  std::vector<std::string> names = format_names(comparison_formats());
  for (std::string& name : format_names(picture_formats())) names.push_back(std::move(name));
  return names;
}

/// The later model with the changes marked.
Exit draw_change(const Format<RenderInput>& format, const Arguments& arguments,
                 const AnalysedModel& before, const System& after, const Analysis& analysis,
                 const Comparison& comparison, Console& console) {
  const auto choices =
      PictureChoices::from(diff_picture_group, arguments, after, analysis, console);
  if (!choices) return Exit::failure;
  const DrawnChange change{before, comparison};
  choices->options.change = &change;
  const RenderInput input{
      after.model(),   after.function(),    analysis,
      after.sources(), after.diagnostics(), {false, console.width, after.name(), choices->options}};
  return write_report(arguments.value("output"), format, format.render(input), console);
}

Exit run_diff(const Arguments& arguments, Console& console) {
  const auto options = usual_analysis_options.read(arguments, console);
  if (!options) return Exit::failure;
  GitAccess files(console.files);
  Console with_git = console.with_files(files);
  const std::string before_name = arguments.value("BASE");
  const std::string after_name = arguments.value("HEAD");
  const auto before = load_system({GitAccess::normal_name(before_name)}, with_git);
  const auto after = load_system({GitAccess::normal_name(after_name)}, with_git);
  if (!before || !after) return Exit::failure;
  const Analysis was = analyze(*before, *options, console);
  const Analysis is = analyze(*after, *options, console);
  const Comparison comparison = compare(*before, was, *after, is);
  const auto* picture = find_format(picture_formats(), arguments.value("format"));
  const RenderOptions look = render_options(arguments.value("output"), "", console);
  const ComparisonReport report{comparison, before_name, after_name, look.colour};
  const Exit written =
      picture != nullptr
          ? draw_change(*picture, arguments, {before->model(), before->function(), was}, *after, is,
                        comparison, console)
          : write_report(arguments, comparison_formats(), report, console);
  if (written != Exit::success) return written;
  const bool fails = arguments.flag("fail-on-regression") && comparison.is_regression();
  return fails ? Exit::findings : Exit::success;
}

}  // namespace

const Command& diff_command() {
  static const Command command{
      "diff",
      "Compare two architectures: parts, availability, single points gained and lost",
      {{"BASE", "the earlier architecture: a file, or a git revision as in main:architecture.yaml",
        true},
       {"HEAD", "the later one", true}},
      option_list(
          {{"-f,--format", "FORMAT",
            "how to print; markdown is fit for a pull request, dot, svg, png, mermaid and d2 are "
            "pictures of the change",
            reports_and_pictures(), "text"},
           output_option(),
           {"--fail-on-regression", "",
            "exit with 1 where a journey is less available, misses its SLO now or has a new single "
            "point of failure"}},
          {diff_picture_group.specs(), usual_analysis_options.specs()}),
      "cutpoint diff samples/ai-api-single-vm.yaml samples/ai-api-two-vms.yaml",
      run_diff};
  return command;
}

}  // namespace cutpoint
