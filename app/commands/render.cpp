#include <filesystem>

#include <fmt/format.h>

#include "app/choices/drawing.hpp"
#include "app/choices/gate_pictures.hpp"
#include "app/options/analysis_options.hpp"
#include "app/options/journey_options.hpp"
#include "app/options/option_list.hpp"
#include "app/options/output_options.hpp"
#include "app/options/picture_options.hpp"

namespace cutpoint {

namespace {

constexpr PictureOptionGroup render_picture_group{true};

/// The format that --format or the output's ending asks for; null with a printed reason.
const Format<RenderInput>* choose_format(const Arguments& arguments, Console& console) {
  const auto pictures = picture_formats();
  if (arguments.given("format")) return find_format(pictures, arguments.value("format"));
  const std::string output = arguments.value("output");
  if (output.empty() || output == "-") return find_format(pictures, "dot");
  std::string ending = std::filesystem::path(output).extension().string();
  if (!ending.empty()) ending.erase(0, 1);
  const Format<RenderInput>* format = find_format(pictures, ending);
  if (format != nullptr) return format;
  fail(console, fmt::format("cannot tell the format of `{}`: end it in .{}, or give --format",
                            output, fmt::join(format_names(pictures), ", .")));
  return nullptr;
}

/// The fault tree or the block diagram, as SVG or PNG whatever the input.
Exit draw_gates(const Arguments& arguments, Console& console) {
  const std::string output = arguments.value("output");
  const bool has_format = arguments.given("format");
  const bool as_png = has_format ? arguments.value("format") == "png" : asks_for_png(output);
  const bool is_svg = has_format ? arguments.value("format") == "svg"
                                 : output.empty() || output == "-" || output.ends_with(".svg");
  if (!is_svg && !as_png) {
    return fail(console, "fault trees and block diagrams are drawn as SVG or PNG alone");
  }
  const auto loaded = load_system(arguments.values("FILE"), console);
  if (!loaded) return Exit::failure;
  const auto journey = chosen_journey(arguments, loaded->model(), console);
  if (!journey) return Exit::failure;
  const auto form =
      arguments.value("as") == "rbd" ? GatePicture::block_diagram : GatePicture::fault_tree;
  return write_drawing(output, gate_picture(*loaded, *journey, form, theme_of(arguments)), as_png,
                       console);
}

Exit run_render(const Arguments& arguments, Console& console) {
  if (arguments.given("as")) return draw_gates(arguments, console);
  const Format<RenderInput>* format = choose_format(arguments, console);
  auto options = usual_analysis_options.read(arguments, console);
  if (format == nullptr || !options) return Exit::failure;
  keep_analysis_short(*options, arguments);
  const auto loaded = load_system(arguments.values("FILE"), console);
  if (!loaded) return Exit::failure;
  if (!loaded->model().form.shows_needs) {
    return fail(
        console,
        "a picture shows what needs what, and gates are no components: --as fault-tree draws "
        "the gates");
  }
  const Analysis analysis = analyze(*loaded, *options, console);
  const auto choices =
      PictureChoices::from(render_picture_group, arguments, *loaded, analysis, console);
  if (!choices) return Exit::failure;
  const Rendered rendered =
      format->render({loaded->model(),
                      loaded->function(),
                      analysis,
                      loaded->sources(),
                      loaded->diagnostics(),
                      {false, console.width, loaded->name(), choices->options}});
  if (print_notes(rendered, console) != Exit::success) return Exit::failure;
  return write_output(arguments.value("output"), rendered->content, console);
}

}  // namespace

const Command& render_command() {
  static const Command command{
      "render",
      "Draw the annotated diagram",
      {{"FILE", "architecture files; later ones overlay earlier ones", true, true}},
      option_list(
          {output_option("where to write; its ending chooses the format"),
           format_option(picture_formats(), "the format, where the ending does not say", ""),
           {"--as",
            "FORM",
            "what fails a journey (--journey, else the first one) instead, with probabilities: its "
            "fault tree, or the reliability block diagram of what must work; SVG or PNG",
            {"fault-tree", "rbd"}}},
          {render_picture_group.specs(), usual_analysis_options.specs()}),
      "cutpoint render samples/ai-api-single-vm.yaml -o diagram.svg",
      run_render};
  return command;
}

}  // namespace cutpoint
