#include <charconv>

#include <fmt/format.h>

#include "lint/subject.hpp"

namespace cutpoint {

namespace {

constexpr int years_good = 5;

int year_of(std::string_view date) {
  int year = 0;
  const std::string_view digits = date.substr(0, 4);
  std::from_chars(digits.data(), digits.data() + digits.size(), year);
  return year;
}

void check_stale_catalogue(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  if (!subject.options.today) return;
  for (const ComponentId id : subject.components()) {
    const auto& figures = subject.model.components[id].figures;
    if (!figures || figures->profile == nullptr || !subject.used(id)) continue;
    const CatalogueProfile& profile = *figures->profile;
    // Agreements are rewritten; what was once measured stays measured.
    if (profile.evidence != "sla") continue;
    const int age = subject.options.today->year - year_of(profile.date);
    if (age < years_good) continue;
    RuleFinding finding =
        subject.at(id, fmt::format("the figure of `{}` is {} years old", subject.name(id), age));
    finding.witness.push_back(
        fmt::format("profile {}: {}, {}", profile.name, profile.source, profile.date));
    finding.help = "look the present agreement up and state its `availability`, or measure";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& stale_catalogue_rule() {
  static const Rule rule{
      "CP206",
      "stale-catalogue",
      Severity::info,
      "a figure from an agreement that is five years old or more",
      "Reports components whose `profile` rests on a provider's agreement published five or more "
      "years ago. Measured profiles do not grow old.",
      "Providers change what they promise.",
      "Look the agreement up and state its figure, or better your own measurement.",
      R"(cutpoint: 1
journeys: {shop: {needs: [web]}}
components:
  web: {kind: vm, availability: 99.9%}
)",
      R"(cutpoint: 1
journeys: {shop: {needs: [web]}}
components:
  web: {kind: vm, profile: azure.vm.single}
)",
      check_stale_catalogue};
  return rule;
}

}  // namespace cutpoint
