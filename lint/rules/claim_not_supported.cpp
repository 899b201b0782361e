#include <fmt/format.h>

#include "lint/facts/claims.hpp"

namespace cutpoint {

namespace {

std::string message_of(const ClaimVerdict& verdict, const std::string& claim) {
  if (!verdict.understood) return fmt::format("the claim `{}` cannot be understood", claim);
  return fmt::format("the model does not {} the claim `{}`", verdict.decided ? "support" : "decide",
                     claim);
}

void check_claim_not_supported(const LintSubject& subject, std::vector<RuleFinding>& findings) {
  for (const Spanned<std::string>& claim : subject.options.claims) {
    ClaimVerdict verdict = judge_claim(subject, claim.value);
    if (verdict.supported) continue;
    RuleFinding finding;
    finding.span = claim.span;
    finding.subject = claim.value;
    finding.message = message_of(verdict, claim.value);
    finding.witness = std::move(verdict.witness);
    finding.witness.insert(finding.witness.begin(), verdict.problem);
    finding.help = verdict.understood
                       ? "change the design, or the sentence"
                       : "correct the claim; `cutpoint explain CP900` lists the forms";
    findings.push_back(std::move(finding));
  }
}

}  // namespace

const Rule& claim_not_supported_rule() {
  static const Rule rule{
      "CP900",
      "claim-not-supported",
      Severity::error,
      "a sentence of a design document that the model does not support",
      "Judges the claims of Markdown documents, written as comments beside the sentences: "
      "`<!-- cutpoint:claim survives(zone-a) -->`. Forms: `availability(JOURNEY) >= 99.9%`, "
      "`no-spof(JOURNEY)` (accepted ones count), `survives(COMPONENT)` (no journey is down when it "
      "fails), `rpo(COMPONENT) <= 15m`. A claim is about the model before it in the document, or "
      "the first one. What the bounds or the written copies leave open is not supported.",
      "Documents are written once and believed for years; the design moves on.",
      "Change the design so that the sentence holds, or change the sentence.",
      R"(```cutpoint
cutpoint: 1
journeys: {shop: {needs: [{any_of: [web-1, web-2]}]}}
components:
  web-1: {kind: service, mtbf: 30d, mttr: 1h}
  web-2: {kind: service, mtbf: 30d, mttr: 1h}
```

The shop survives the loss of a server. <!-- cutpoint:claim survives(web-1) -->
)",
      R"(```cutpoint
cutpoint: 1
journeys: {shop: {needs: [web]}}
components:
  web: {kind: service, mtbf: 30d, mttr: 1h}
```

The shop is always there. <!-- cutpoint:claim availability(shop) >= 99.99% -->
)",
      check_claim_not_supported};
  return rule;
}

}  // namespace cutpoint
