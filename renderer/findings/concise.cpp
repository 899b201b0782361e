// One line a finding, as editors and grep read them.
#include <fmt/format.h>

#include "renderer/findings/excerpt.hpp"
#include "renderer/findings/finding_text.hpp"
#include "renderer/findings/severity_words.hpp"

namespace cutpoint {

namespace {

Rendered render_concise_findings(const FindingReport& report) {
  const Painter paint(report.colour);
  std::string out;
  for (const Finding& finding : report.findings) {
    if (finding.suppression || report.statistics) continue;
    const std::string place = place_text(finding.span, report.sources);
    out += fmt::format("{}{} {} {}\n", place.empty() ? "" : place + ": ",
                       paint(words_for(finding.severity).style, name_of(finding.severity)),
                       visible(rule_id(finding) + (finding.code.empty() ? "" : " " + finding.rule)),
                       visible(finding.message));
  }
  return report.statistics ? out + finding_summary(report) : out;
}

}  // namespace

const Format<FindingReport>& concise_finding_format() {
  static const Format<FindingReport> format{
      {"concise", "one line each: file:line:column: severity rule message", Medium::terminal},
      render_concise_findings};
  return format;
}

}  // namespace cutpoint
