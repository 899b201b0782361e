#include "renderer/findings/finding_formats.hpp"
#include "renderer/writing/list_text.hpp"

namespace cutpoint {

namespace {

Rendered render_rules_text(const RuleList& rules) {
  ListText list({{"code"}, {"rule"}, {"severity"}}, "what it finds", rules.width);
  for (const Rule* rule : rules) {
    list.add({{std::string(rule->code)},
              {std::string(rule->slug)},
              {std::string(name_of(rule->severity))}},
             rule->summary);
  }
  return list.text();
}

}  // namespace

const Format<RuleList>& rules_text_format() {
  static const Format<RuleList> format{{"text", "for people: one line a rule", Medium::terminal},
                                       render_rules_text};
  return format;
}

}  // namespace cutpoint
