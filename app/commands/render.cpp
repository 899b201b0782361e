#include <filesystem>

#include <fmt/format.h>

#include "app/choices/picture_choices.hpp"

namespace cutpoint {

namespace {

/// The renderer that --format or the output's ending asks for; null with a printed reason.
const Renderer* choose_renderer(const Arguments& arguments, Console& console) {
  if (arguments.given("format")) return find_renderer(arguments.value("format"));
  const std::string output = arguments.value("output");
  if (output.empty() || output == "-") return find_renderer("dot");
  std::string ending = std::filesystem::path(output).extension().string();
  if (!ending.empty()) ending.erase(0, 1);
  const Renderer* renderer = find_renderer(ending);
  if (renderer != nullptr && renderer->kind == RendererKind::diagram) return renderer;
  fail(console, fmt::format("cannot tell the format of `{}`: end it in .{}, or give --format",
                            output, fmt::join(renderer_names(RendererKind::diagram), ", .")));
  return nullptr;
}

Exit run_render(const Arguments& arguments, Console& console) {
  const Renderer* renderer = choose_renderer(arguments, console);
  auto options = analysis_options(arguments, console);
  if (renderer == nullptr || !options) return Exit::failure;
  keep_analysis_short(*options, arguments);
  const auto loaded = load_model(arguments.values("FILE"), console);
  if (!loaded) return Exit::failure;
  if (loaded->model->is_fault_tree) {
    return fail(console,
                "fault trees are not drawn: a picture shows what needs what, and gates are no "
                "components; `cutpoint analyze` reports on them");
  }
  const Analysis analysis = analyze(*loaded, *options, console);
  const auto choices = PictureChoices::from(arguments, *loaded, analysis, console);
  if (!choices) return Exit::failure;
  const Rendered rendered =
      renderer->render({*loaded->model,
                        *loaded->function,
                        analysis,
                        loaded->sources,
                        loaded->diagnostics,
                        {false, console.width, loaded->file_name, choices->options}});
  if (!rendered.error.empty()) return fail(console, rendered.error);
  print_notes(rendered, console);
  return write_output(arguments.value("output"), rendered.content, console);
}

}  // namespace

const Command& render_command() {
  static const Command command = [] {
    Command row{"render",
                "Draw the annotated diagram",
                {{"FILE", "architecture files; later ones overlay earlier ones", true, true}},
                {{"-o,--output", "FILE", "where to write; its ending chooses the format"},
                 {"-f,--format", "FORMAT", "the format, where the ending does not say",
                  renderer_names(RendererKind::diagram)}},
                "cutpoint render samples/ai-api-single-vm.yaml -o diagram.svg",
                run_render};
    for (const auto& specs :
         {picture_option_specs(), scope_option_specs(), analysis_option_specs()}) {
      row.options.insert(row.options.end(), specs.begin(), specs.end());
    }
    return row;
  }();
  return command;
}

}  // namespace cutpoint
