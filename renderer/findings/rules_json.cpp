#include "renderer/findings/finding_formats.hpp"
#include "renderer/writing/json_text.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

namespace {

Rendered render_rules_json(const RuleList& rules) {
  OrderedJson rows = OrderedJson::array();
  for (const Rule* rule : rules) {
    rows.push_back({{"code", rule->code},
                    {"rule", rule->slug},
                    {"severity", name_of(rule->severity)},
                    {"summary", rule->summary},
                    {"what", rule->what},
                    {"why", rule->why},
                    {"fix", rule->fix},
                    {"good", rule->good},
                    {"bad", rule->bad}});
  }
  return json_text(rows);
}

}  // namespace

const Format<RuleList>& rules_json_format() {
  static const Format<RuleList> format{{"json", "the rules with all their texts, for programs"},
                                       render_rules_json};
  return format;
}

}  // namespace cutpoint
