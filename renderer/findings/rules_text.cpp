#include "renderer/findings/finding_formats.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

Rendered render_rules_text(const RuleTable& rules) {
  // Never elided: half a sentence explains nothing.
  constexpr std::size_t whole = 200;
  TextTable table(
      {{"code"}, {"rule"}, {"severity"}, {"what it finds", TextTable::Align::left, whole}});
  for (const Rule* rule : rules) {
    table.add({{std::string(rule->code)},
               {std::string(rule->slug)},
               {std::string(name_of(rule->severity))},
               {std::string(rule->summary)}});
  }
  return table.text(0, Painter(false));
}

}  // namespace

const Format<RuleTable>& rules_text_format() {
  static const Format<RuleTable> format{{"text", "for people: one line a rule", Medium::terminal},
                                        render_rules_text};
  return format;
}

}  // namespace cutpoint
