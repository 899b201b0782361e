#include <fmt/format.h>

#include "app/console/console.hpp"
#include "app/console/report_output.hpp"
#include "model/catalogue/terms.hpp"
#include "renderer/catalogue/term_text.hpp"
#include "renderer/findings/finding_formats.hpp"

namespace cutpoint {

namespace {

/// What is known under that word; nothing, with the reason printed, where nothing is.
std::optional<std::string> explained(const std::string& word, Console& console) {
  if (const Rule* rule = find_rule(word)) {
    return render_rule_text(*rule, console.colour_out, console.width);
  }
  if (const Term* term = find_term(word)) {
    return render_term_text(*term, console.colour_out, console.width);
  }
  auto near = nearest_rule(word);
  if (!near) near = nearest_term(word);
  fail(console, fmt::format("there is no rule and no term `{}`{}", word,
                            near ? fmt::format("; did you mean `{}`?", *near)
                                 : "; `cutpoint rules` lists the rules"));
  return std::nullopt;
}

Exit run_explain(const Arguments& arguments, Console& console) {
  // Terms of several words need no quotes.
  const std::vector<std::string>& words = arguments.values("RULE");
  const std::string joined = fmt::format("{}", fmt::join(words, " "));
  const bool is_one = words.size() > 1 && find_term(joined) != nullptr;
  std::string text;
  for (const std::string& word : is_one ? std::vector<std::string>{joined} : words) {
    const auto one = explained(word, console);
    if (!one) return Exit::failure;
    text += (text.empty() ? "" : "\n") + *one;
  }
  return write_report("", {"text", "one rule or term", Medium::terminal}, text, console);
}

}  // namespace

const Command& explain_command() {
  static const Command command{
      "explain",
      "Explain a lint rule (what it finds, why it matters, how to mend it) or a word of the "
      "reports",
      {{"RULE", "codes or slugs of rules, or terms such as spof, rpo, quorum", true, true}},
      {},
      "cutpoint explain single-point-of-failure",
      run_explain};
  return command;
}

}  // namespace cutpoint
