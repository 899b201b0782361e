#include "app/choices/failure_names.hpp"
#include "app/console/console.hpp"

namespace cutpoint {

namespace {

Exit run_whatif(const Arguments& arguments, Console& console) {
  const auto loaded = load_model(arguments.values("FILE"), console);
  if (!loaded) return Exit::failure;
  const FailureNames names(*loaded->model, *loaded->function);
  std::vector<EventId> failed;
  bool known = true;
  for (const std::string& word : arguments.values("fail")) {
    known = names.add(word, failed, console) && known;
  }
  if (!known) return Exit::failure;
  if (failed.empty()) return fail(console, "say what fails: --fail NAME[,NAME…]");
  const Consequence consequence = what_if(*loaded->model, *loaded->function, std::move(failed));
  const Analysis no_analysis;
  const std::string path = arguments.value("output");
  const bool to_terminal = path.empty() || path == "-";
  const RenderInput input{
      *loaded->model,      *loaded->function,
      no_analysis,         loaded->sources,
      loaded->diagnostics, {to_terminal && console.colour_out, console.width, loaded->file_name}};
  const std::string format = arguments.value("format");
  const std::string text = format == "json"       ? render_what_if_json(input, consequence)
                           : format == "markdown" ? render_what_if_markdown(input, consequence)
                           : format == "csv"      ? render_what_if_csv(input, consequence)
                                                  : render_what_if_text(input, consequence);
  return write_report(path, format, text, console);
}

}  // namespace

const Command& whatif_command() {
  static const Command command{
      "whatif",
      "Play \"what if this fails?\": what falls, by which path, which journeys survive",
      {{"FILE", "architecture files; later ones overlay earlier ones", true, true}},
      {{"--fail",
        "NAME[,NAME]",
        "components, instances (web#2), links or common causes that fail",
        {},
        {},
        true},
       {"-f,--format", "FORMAT", "how to print", {"text", "json", "markdown", "csv"}, "text"},
       {"-o,--output", "FILE", "where to write [standard output]"}},
      "cutpoint whatif samples/multi-az.yaml --fail zone-a",
      run_whatif};
  return command;
}

}  // namespace cutpoint
