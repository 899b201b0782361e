// Applies rules and decides what is suppressed.
#include "lint/lint.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <tuple>
#include <unordered_map>

#include "lint/subject.hpp"
#include "model/base/fingerprint.hpp"
#include "model/base/passwords.hpp"

namespace cutpoint {

namespace {

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool same_code(std::string_view code, std::string_view word) {
  return code.size() == word.size() &&
         std::equal(code.begin(), code.end(), word.begin(),
                    [](char a, char b) { return upper(a) == upper(b); });
}

/// Finds the acceptance that suppresses a finding, if any.
class AcceptanceSearch {
 public:
  explicit AcceptanceSearch(const LintSubject& subject) : subject_(subject) {}

  [[nodiscard]] const Acceptance* find(const Rule& rule, const RuleFinding& finding) const {
    if (finding.acceptance != nullptr) return finding.acceptance;
    const Model& model = subject_.model;
    for (const ComponentId id : finding.components) {
      const ComponentDetails* details = subject_.details(id);
      if (details == nullptr) continue;
      if (const Acceptance* found = first_of(details->accept, rule)) return found;
    }
    if (const Acceptance* found = of_journeys(rule, finding)) return found;
    for (const Acceptance& acceptance : model.accept) {
      if (!applies(acceptance, rule)) continue;
      if (acceptance.components.empty() || names_any(acceptance, finding)) return &acceptance;
    }
    return nullptr;
  }

 private:
  [[nodiscard]] bool applies(const Acceptance& acceptance, const Rule& rule) const {
    if (!acceptance.rule || find_rule(acceptance.rule->value) != &rule) return false;
    const auto& today = subject_.options.today;
    return !(acceptance.until && today && acceptance.until->value < *today);
  }

  [[nodiscard]] const Acceptance* first_of(const std::vector<Acceptance>& accept,
                                           const Rule& rule) const {
    const auto found = std::find_if(accept.begin(), accept.end(),
                                    [&](const Acceptance& row) { return applies(row, rule); });
    return found == accept.end() ? nullptr : &*found;
  }

  /// Only where every journey that it concerns accepts it.
  [[nodiscard]] const Acceptance* of_journeys(const Rule& rule, const RuleFinding& finding) const {
    const Acceptance* first = nullptr;
    for (const JourneyId id : finding.journeys) {
      const Acceptance* found = first_of(subject_.model.journeys[id].accept, rule);
      if (found == nullptr) return nullptr;
      if (first == nullptr) first = found;
    }
    return first;
  }

  [[nodiscard]] bool names_any(const Acceptance& acceptance, const RuleFinding& finding) const {
    return std::any_of(
        acceptance.components.begin(), acceptance.components.end(), [&](const auto& name) {
          return std::any_of(
              finding.components.begin(), finding.components.end(),
              [&](ComponentId id) { return subject_.model.components[id].name == name.value; });
        });
  }

  const LintSubject& subject_;
};

Suppression suppression_of(const Acceptance& acceptance) {
  Suppression suppression;
  suppression.by = Suppression::By::acceptance;
  if (acceptance.reason) suppression.reason = acceptance.reason->value;
  if (acceptance.owner) suppression.owner = acceptance.owner->value;
  if (acceptance.until) suppression.until = acceptance.until->value;
  return suppression;
}

Finding finish(const Rule& rule, RuleFinding&& said, const LintOptions& options) {
  Finding finding;
  finding.code = rule.code;
  finding.rule = rule.slug;
  finding.severity = said.severity.value_or(rule.severity);
  if (const auto wished = options.severities.find(finding.rule);
      wished != options.severities.end()) {
    finding.severity = wished->second;
  }
  finding.span = said.span;
  finding.subject = without_passwords(said.subject);
  finding.message = without_passwords(said.message);
  finding.witness = std::move(said.witness);
  finding.help = std::move(said.help);
  finding.notes = std::move(said.notes);
  return finding;
}

void sort_by_place(std::vector<Finding>& findings) {
  const auto place = [](const Finding& finding) {
    return std::tuple(!finding.span.known(), finding.span.file, finding.span.line,
                      finding.span.column);
  };
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const Finding& a, const Finding& b) { return place(a) < place(b); });
}

}  // namespace

const Rule* find_rule(std::string_view code_or_slug) {
  const auto all = rules();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Rule* rule) {
    return rule->slug == code_or_slug || same_code(rule->code, code_or_slug);
  });
  return found == all.end() ? nullptr : *found;
}

std::optional<std::string> nearest_rule(std::string_view word) {
  std::vector<std::string_view> names;
  for (const Rule* rule : rules()) {
    names.push_back(rule->slug);
    names.push_back(rule->code);
  }
  if (auto near = nearest_name(word, names)) return near;
  constexpr std::size_t telling = 4;  // shorter parts are in too many slugs
  for (const Rule* rule : rules()) {
    if (word.size() >= telling && rule->slug.find(word) != std::string_view::npos) {
      return std::string(rule->slug);
    }
  }
  return std::nullopt;
}

std::vector<Finding> lint(const Model& model, const StructureFunction& function,
                          const Analysis& analysis, const LintOptions& options) {
  LintSubject subject(model, function, analysis, options);
  const AcceptanceSearch acceptances(subject);
  std::vector<Finding> findings;
  for (const Rule* rule : options.rules) {
    std::vector<RuleFinding> said;
    rule->check(subject, said);
    for (RuleFinding& one : said) {
      const Acceptance* accepted = acceptances.find(*rule, one);
      if (accepted != nullptr) {
        std::set<std::string>& names = subject.used_acceptances[accepted];
        for (const ComponentId id : one.components) names.insert(subject.name(id));
      }
      Finding finding = finish(*rule, std::move(one), options);
      if (accepted != nullptr) finding.suppression = suppression_of(*accepted);
      findings.push_back(std::move(finding));
    }
  }
  sort_by_place(findings);
  return findings;
}

std::vector<Finding> findings_of(const Diagnostics& diagnostics) {
  std::vector<Finding> findings;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    Finding finding;
    finding.rule = diagnostic.rule;
    finding.severity = diagnostic.severity;
    finding.span = diagnostic.span;
    finding.message = without_passwords(diagnostic.message);
    finding.subject = finding.message;
    finding.help = diagnostic.help;
    finding.notes = diagnostic.notes;
    findings.push_back(std::move(finding));
  }
  sort_by_place(findings);
  return findings;
}

void add_fingerprints(std::vector<Finding>& findings, const SourceFiles& sources) {
  std::unordered_map<std::string, std::size_t> seen;
  for (Finding& finding : findings) {
    const std::string file =
        finding.span.file.valid()
            ? std::filesystem::path(sources.name(finding.span.file)).filename().string()
            : "";
    Fingerprint fingerprint;
    for (const std::string& part : {finding.rule, file, finding.subject}) fingerprint.add(part);
    const std::size_t before = seen[fingerprint.text()]++;
    if (before > 0) fingerprint.add(std::to_string(before));
    finding.fingerprint = fingerprint.text();
  }
}

}  // namespace cutpoint
