#include <fmt/format.h>

#include "app/console/progress_line.hpp"
#include "app/console/report_output.hpp"
#include "app/console/work_limit.hpp"
#include "app/documents/compared_document.hpp"
#include "app/documents/git_access.hpp"
#include "app/options/analysis_options.hpp"
#include "app/options/number_options.hpp"
#include "app/options/option_list.hpp"
#include "app/options/output_options.hpp"
#include "app/options/picture_options.hpp"
#include "model/format/markdown/markdown.hpp"
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

/// --model, or nothing where it was not given; false where it is no number.
bool read_model(const Arguments& arguments, Console& console, std::optional<std::size_t>& model) {
  constexpr std::size_t most_models = 1'000'000;
  if (!arguments.given("model")) return true;
  model = number_of<std::size_t>(arguments, "model", 1, most_models, console);
  return model.has_value();
}

/// The file with what is laid over both sides, then over this one; in the revision of the file.
ComparedPaths side_of(const Arguments& arguments, const std::string& path,
                      const std::string& own_overlays) {
  ComparedPaths paths{GitAccess::normal_name(path), {}};
  for (const std::string& option : {std::string("overlay"), own_overlays}) {
    for (const std::string& overlay : arguments.values(option)) {
      paths.overlays.push_back(GitAccess::normal_name(GitAccess::in_revision_of(path, overlay)));
    }
  }
  return paths;
}

Exit run_diff(const Arguments& arguments, Console& console) {
  const auto options = usual_analysis_options.read(arguments, console);
  std::optional<std::size_t> model;
  if (!options || !read_model(arguments, console, model)) return Exit::failure;
  GitAccess files(console.files);
  Console with_git = console.with_files(files);
  const std::string before_name = arguments.value("BASE");
  const std::string after_name = arguments.value("HEAD");
  const auto before =
      load_compared(side_of(arguments, before_name, "base-overlay"), model, with_git);
  const auto after = load_compared(side_of(arguments, after_name, "head-overlay"), model, with_git);
  if (!before || !after) return Exit::failure;
  const auto* picture = find_format(picture_formats(), arguments.value("format"));
  ReviewOptions wanted{*options, before->claims, after->claims,
                       is_markdown_path(before_name) && is_markdown_path(after_name)};
  // Each side has its half.
  constexpr double share_of_side = 0.5;
  keep_within(with_git.limit, wanted.analysis.budget, share_of_side);
  // Pictures say nothing of causes.
  if (picture != nullptr) wanted.most_trials = 0;
  ProgressLine progress(console, "comparing:");
  wanted.analysis.progress = [&progress](const std::string& stage) { progress.show(stage); };
  const Review found = review(before->system, after->system, wanted);
  progress.remove();
  const System& earlier = found.earlier ? *found.earlier : before->system;
  const RenderOptions look = render_options(arguments.value("output"), "", console);
  const ComparisonReport report{found.comparison, before_name, after_name, look.colour, look.width};
  const Exit written =
      picture != nullptr
          ? draw_change(*picture, arguments, {earlier.model(), earlier.function(), found.before},
                        after->system, found.after, found.comparison, console)
          : write_report(arguments, comparison_formats(), report, console);
  if (written != Exit::success) return written;
  const bool fails = arguments.flag("fail-on-regression") && found.comparison.is_regression();
  return fails ? Exit::findings : Exit::success;
}

}  // namespace

const Command& diff_command() {
  static const Command command{
      "diff",
      "Review a change: every key that differs, what it does to every result, what got worse",
      {{"BASE",
        "the earlier architecture: a file, a Markdown document with a model, or either in a git "
        "revision as in main:architecture.yaml",
        true},
       {"HEAD", "the later one", true}},
      option_list(
          {{"-f,--format", "FORMAT",
            "how to print; markdown is fit for a pull request, dot, svg, png, mermaid and d2 are "
            "pictures of the change",
            reports_and_pictures(), "text"},
           output_option(),
           {"--fail-on-regression", "",
            "exit with 1 where a result got worse, or a promise, objective or safeguard is weaker"},
           {"--overlay",
            "FILE",
            "lay this file over both sides, each in its own revision; may be repeated",
            {},
            {},
            true},
           {"--base-overlay",
            "FILE",
            "lay this file over BASE alone; may be repeated",
            {},
            {},
            true},
           {"--head-overlay",
            "FILE",
            "lay this file over HEAD alone; may be repeated",
            {},
            {},
            true},
           {"--model", "N", "which model of Markdown documents that hold several, from 1 on"}},
          {diff_picture_group.specs(), usual_analysis_options.specs()}),
      "cutpoint diff samples/ai-api-single-vm.yaml samples/ai-api-two-vms.yaml",
      run_diff};
  return command;
}

}  // namespace cutpoint
