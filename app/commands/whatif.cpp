#include "app/failure_names.hpp"
#include "app/pipeline.hpp"

namespace cutpoint {

namespace {

Exit run(const Arguments& arguments, Console& console) {
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
  const RenderInput input{
      *loaded->model,  *loaded->function,   no_analysis,
      loaded->sources, loaded->diagnostics, {console.colour_out, console.width, loaded->file_name}};
  const bool json = arguments.value("format") == "json";
  console.out << (json ? render_what_if_json(input, consequence)
                       : render_what_if_text(input, consequence));
  return Exit::success;
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
       {"-f,--format", "FORMAT", "how to print", {"text", "json"}, "text"}},
      "cutpoint whatif samples/multi-az.yaml --fail zone-a",
      run};
  return command;
}

}  // namespace cutpoint
