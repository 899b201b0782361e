// What `accept` names must be a rule: the rules are not known below lint.
#include <algorithm>

#include <fmt/format.h>

#include "cutpoint/draft.hpp"
#include "cutpoint/linting.hpp"
#include "lint/lint.hpp"
#include "model/base/meant_words.hpp"

namespace cutpoint {

namespace {

std::vector<std::string_view> rule_names() {
  std::vector<std::string_view> names;
  for (const Rule* rule : rules()) names.insert(names.end(), {rule->slug, rule->code});
  return names;
}

void check_acceptances(const std::vector<Acceptance>& accept, Diagnostics& diagnostics) {
  for (const Acceptance& acceptance : accept) {
    if (!acceptance.rule) continue;
    const Spanned<std::string>& written = *acceptance.rule;
    const std::vector<std::string_view> known = rule_names();
    // Exactly as the rules spell them: documents outlive programs.
    if (std::find(known.begin(), known.end(), written.value) != known.end()) continue;
    Diagnostic& found = diagnostics.error("unknown-name", written.span,
                                          fmt::format("there is no rule `{}`", written.value));
    if (const auto near = nearest_name(written.value, known)) {
      suggest(found, {*near});
    } else {
      found.help = fmt::format("for a single point of failure: `rule: {}`", single_point_rule);
    }
  }
}

}  // namespace

void check_accepted_rules(const Draft& draft, Diagnostics& diagnostics) {
  if (!draft.complete) return;
  for (const DraftComponent& component : draft.components) {
    check_acceptances(component.accept, diagnostics);
  }
  for (const DraftJourney& journey : draft.journeys) check_acceptances(journey.accept, diagnostics);
  check_acceptances(draft.accept, diagnostics);
}

}  // namespace cutpoint
