#include <fmt/format.h>

#include "app/console/console.hpp"
#include "app/console/report_output.hpp"
#include "renderer/findings/finding_formats.hpp"

namespace cutpoint {

namespace {

Exit run_explain(const Arguments& arguments, Console& console) {
  std::string text;
  for (const std::string& word : arguments.values("RULE")) {
    const Rule* rule = find_rule(word);
    if (rule == nullptr) {
      const auto near = nearest_rule(word);
      return fail(console, fmt::format("there is no rule `{}`{}", word,
                                       near ? fmt::format("; did you mean `{}`?", *near)
                                            : "; `cutpoint rules` lists them"));
    }
    if (!text.empty()) text += '\n';
    text += render_rule_text(*rule, console.colour_out, console.width);
  }
  return write_report("", {"text", "one rule", Medium::terminal}, text, console);
}

}  // namespace

const Command& explain_command() {
  static const Command command{"explain",
                               "Explain a lint rule: what it finds, why it matters, how to mend it",
                               {{"RULE", "codes or slugs", true, true}},
                               {},
                               "cutpoint explain single-point-of-failure",
                               run_explain};
  return command;
}

}  // namespace cutpoint
