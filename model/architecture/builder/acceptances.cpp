#include "model/architecture/builder/acceptances.hpp"

#include <string_view>

#include <fmt/format.h>

#include "model/catalogue/rule_names.hpp"

namespace cutpoint {

void AcceptanceChecks::check(const std::vector<Acceptance>& accept, bool on_document) {
  for (const Acceptance& acceptance : accept) {
    if (acceptance.rule) {
      check_rule(*acceptance.rule);
    } else if (!acceptance.marks.has("rule", KeyMark::unread)) {
      diagnostics_.error("missing-key", acceptance.span, "an accepted risk must name its `rule`")
          .help = "for a single point of failure: `rule: single-point-of-failure`";
    }
    if (!acceptance.reason && !acceptance.marks.has("reason", KeyMark::unread)) {
      diagnostics_.error("missing-key", acceptance.span, "an accepted risk must give a `reason`");
    }
    if (!on_document && !acceptance.components.empty()) {
      diagnostics_.error("unknown-key", acceptance.components.front().span,
                         "`components` belongs to the `accept` list of the document");
    }
    for (const WrittenName& name : acceptance.components) (void)names_.resolve(name);
  }
}

void AcceptanceChecks::check_rule(const WrittenName& rule) {
  if (is_rule_name(rule.value)) return;
  std::vector<std::string_view> known;
  for (const RuleName& row : rule_names()) known.insert(known.end(), {row.slug, row.code});
  Diagnostic& found = diagnostics_.error("unknown-name", rule.span,
                                         fmt::format("there is no rule `{}`", rule.value));
  if (const auto near = nearest_name(rule.value, known)) {
    found.help = fmt::format("did you mean `{}`?", *near);
    found.fix = FixIt{rule.span, *near};
  } else {
    found.help = "for a single point of failure: `rule: single-point-of-failure`";
  }
}

}  // namespace cutpoint
