#include <fmt/format.h>

#include "app/pipeline.hpp"
#include "cutpoint/tables.hpp"

namespace cutpoint {

namespace {

Exit run(const Arguments& arguments, Console& console) {
  const auto& formats = arguments.values("format");
  const auto& outputs = arguments.values("output");
  if (outputs.size() > formats.size()) {
    return fail(console, "give one --format for each --output");
  }
  const auto options = analysis_options(arguments, console);
  const auto mission = mission_hours(arguments, console);
  if (!options || !mission) return Exit::failure;
  const auto loaded = load_model(arguments.values("FILE"), console, *mission);
  if (!loaded) return Exit::failure;
  const Analysis analysis = analyze(*loaded, *options, console);
  for (std::size_t i = 0; i < formats.size(); ++i) {
    const std::string path = i < outputs.size() ? outputs[i] : "";
    const bool to_terminal = path.empty() || path == "-";
    const RenderOptions render_options{to_terminal && console.colour_out,
                                       console.width,
                                       loaded->file_name,
                                       {},
                                       arguments.value("table")};
    const Rendered rendered = find_renderer(formats[i])
                                  ->render({*loaded->model, *loaded->function, analysis,
                                            loaded->sources, loaded->diagnostics, render_options});
    if (!rendered.error.empty()) return fail(console, rendered.error);
    if (write_output(path, rendered.content, console) != Exit::success) return Exit::failure;
  }
  return Exit::success;
}

}  // namespace

const Command& analyze_command() {
  static const Command command = [] {
    Command row{
        "analyze",
        "Report availability, single points of failure and what is behind redundancy",
        {{"FILE", "architecture files, later ones overlaying earlier ones; or Open-PSA fault trees",
          true, true}},
        {{"-f,--format", "FORMAT", "how to print; repeat with --output for several",
          renderer_names(RendererKind::report), "text", true},
         {"-o,--output", "FILE", "where to write [standard output]", {}, {}, true},
         {"--table", "TABLE", "csv: which table", csv_table_names(), csv_table_names().front()},
         {"--mission-time",
          "DURATION",
          "fault trees: the time at which they are evaluated",
          {},
          "1y"}},
        "cutpoint analyze samples/ai-api-single-vm.yaml",
        run};
    for (OptionSpec& spec : analysis_option_specs()) row.options.push_back(std::move(spec));
    for (OptionSpec& spec : cut_set_option_specs()) row.options.push_back(std::move(spec));
    return row;
  }();
  return command;
}

}  // namespace cutpoint
