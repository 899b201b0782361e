#include <fmt/format.h>

#include "model/base/number_text.hpp"
#include "renderer/findings/finding_formats.hpp"

namespace cutpoint {

namespace {

/// Four marks, as Markdown examples hold fences of three themselves.
std::string fenced_example(std::string_view example) {
  return fmt::format("````{}\n{}````\n", is_markdown_example(example) ? "markdown" : "yaml",
                     example);
}

Rendered render_rules_markdown(const RuleList& rules) {
  std::string page =
      "# Lint rules\n\nGenerated from the rule table (`cutpoint rules --format markdown`). A rule "
      "is named by its code\nor its slug, in options, in `.cutpoint.yaml` and in `accept`.\n\n"
      "| code | rule | severity | what it finds |\n|---|---|---|---|\n";
  for (const Rule* rule : rules) {
    page += fmt::format("| {0} | [{1}](#{2}-{1}) | {3} | {4} |\n", rule->code, rule->slug,
                        lower_case(rule->code), name_of(rule->severity), rule->summary);
  }
  for (const Rule* rule : rules) {
    page += fmt::format(
        "\n## {} {}\n\nSeverity: {}. Finds {}.\n\n{}\n\n**Why it matters.** {}\n\n**How to mend "
        "it.** {}\n\nIt speaks here:\n\n{}\nand says nothing here:\n\n{}",
        rule->code, rule->slug, name_of(rule->severity), rule->summary, rule->what, rule->why,
        rule->fix, fenced_example(rule->bad), fenced_example(rule->good));
  }
  return page;
}

}  // namespace

const Format<RuleList>& rules_markdown_format() {
  static const Format<RuleList> format{{"markdown", "the reference page"}, render_rules_markdown};
  return format;
}

}  // namespace cutpoint
