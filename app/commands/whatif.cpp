#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "app/pipeline.hpp"

namespace cutpoint {

namespace {

/// Everything that can be failed by name: events, and pools and other components as a whole.
class FailureNames {
 public:
  FailureNames(const Model& model, const StructureFunction& function) {
    for (std::size_t i = 0; i < function.events.size(); ++i) {
      events_[function.events[EventId(i)].name].push_back(EventId(i));
    }
    for (std::size_t i = 0; i < model.components.size(); ++i) {
      events_[model.components[ComponentId(i)].name] = function.component_events[ComponentId(i)];
    }
  }

  /// Adds the events of `word`: a name, or names joined by commas. False with a printed reason.
  bool add(const std::string& word, std::vector<EventId>& failed, Console& console) const {
    if (add_name(word, failed)) return true;
    bool all = true;
    for (std::size_t start = 0; start <= word.size();) {
      const std::size_t end = std::min(word.find(',', start), word.size());
      const std::string name = word.substr(start, end - start);
      if (!add_name(name, failed)) {
        report(name, console);
        all = false;
      }
      start = end + 1;
    }
    return all;
  }

 private:
  bool add_name(std::string_view name, std::vector<EventId>& failed) const {
    const auto found = events_.find(name);
    if (found == events_.end()) return false;
    failed.insert(failed.end(), found->second.begin(), found->second.end());
    return true;
  }

  void report(const std::string& name, Console& console) const {
    std::vector<std::string_view> names;
    for (const auto& [known, events] : events_) names.push_back(known);
    std::sort(names.begin(), names.end());
    const auto near = nearest_name(name, names);
    fail(console, fmt::format("there is nothing named `{}` to fail{}", name,
                              near ? fmt::format("; did you mean `{}`?", *near) : ""));
  }

  std::unordered_map<std::string_view, std::vector<EventId>> events_;
};

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
