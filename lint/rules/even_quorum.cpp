#include <algorithm>

#include <fmt/format.h>

#include "lint/facts/redundancy.hpp"
#include "lint/facts/roles.hpp"
#include "lint/subject.hpp"

namespace cutpoint {

namespace {

/// What votes before it takes anything in.
bool may_vote(const Kind& kind) {
  return keeps_data(kind) || is_any_of(kind, {"coordination"});
}

void check_even_quorum(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const DeclaredGroup& group : declared_groups(subject)) {
    // A majority of an even number, stated or of things that keep data: elsewhere the number is
    // capacity.
    if (group.total < 4 || group.total % 2 != 0) continue;
    if (group.at_least != majority_of(group.total)) continue;
    if (!group.majority &&
        !std::all_of(group.members.begin(), group.members.end(),
                     [&](ComponentId id) { return keeps_data(subject.model, id); })) {
      continue;
    }
    RuleFinding finding;
    finding.span = group.span;
    finding.subject = group.name;
    finding.components = group.members;
    finding.message = fmt::format("the quorum `{}` has an even number of members", group.name);
    const std::uint32_t survived = group.total - group.at_least;
    finding.witness.push_back(fmt::format(
        "{} of {} must work: {} may fail; with {} members {} of them must work and {} "
        "may fail as well",
        group.at_least, group.total, survived, group.total - 1, group.at_least - 1, survived));
    finding.help = fmt::format("leave one out, or add one: {} members survive {} failures",
                               group.total + 1, survived + 1);
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& even_quorum_rule() {
  static const Rule rule{
      "CP105",
      "even-quorum",
      Severity::warning,
      "a majority quorum with an even number of members",
      "Reports pools and groups of which a majority of an even number must work, from four members "
      "on: by `quorum: majority`, or by a number where they are databases, queues or other keepers "
      "of data. What serves requests is left alone: its `at_least` is capacity.",
      "The last member costs money, can fail like the others, and lets not one more fail.",
      "Use an odd number of members.",
      R"(cutpoint: 1
journeys: {write: {needs: [store]}}
components:
  store: {kind: database, replicas: 5, at_least: 3}
)",
      R"(cutpoint: 1
journeys: {write: {needs: [store]}}
components:
  store: {kind: database, replicas: 4, at_least: 3}
)",
      check_even_quorum,
      may_vote};
  return rule;
}

}  // namespace cutpoint
