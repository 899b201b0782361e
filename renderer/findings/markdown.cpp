// Findings as a comment on a pull request.
#include <fmt/format.h>

#include "renderer/findings/finding_text.hpp"
#include "renderer/writing/markdown_text.hpp"

namespace cutpoint {

namespace {

std::string_view mark_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "❌ error";
    case Severity::warning:
      return "⚠️ warning";
    case Severity::info:
      return "ℹ️ note";
  }
  return "";
}

std::string finding_row(const Finding& finding, const SourceFiles& sources) {
  std::string place = markdown_text(file_name(finding, sources));
  if (finding.span.known()) place += fmt::format(":{}", finding.span.line);
  std::string text = markdown_text(finding.message);
  for (const std::string& line : finding.witness) text += "<br>" + markdown_text(line);
  if (!finding.help.empty()) text += "<br>*" + markdown_text(finding.help) + "*";
  return fmt::format("| {} | {} | {} | {} |\n", mark_of(finding.severity),
                     markdown_text(rule_name(finding)), place, text);
}

Rendered render_markdown_findings(const FindingReport& report) {
  const FindingCounts counts = count_findings(report.findings);
  const std::string suppressed = suppressed_text(counts);
  std::string out = fmt::format("### Architecture lint: {}{}\n", counts_text(counts),
                                suppressed.empty() ? "" : fmt::format(" ({})", suppressed));
  if (counts.errors + counts.warnings + counts.notes == 0) return out;
  out += "\n| severity | rule | place | finding |\n|---|---|---|---|\n";
  for (const Finding& finding : report.findings) {
    if (!finding.suppression) out += finding_row(finding, report.sources);
  }
  return out;
}

}  // namespace

const Format<FindingReport>& markdown_finding_format() {
  static const Format<FindingReport> format{{"markdown", "a table for a pull-request comment"},
                                            render_markdown_findings};
  return format;
}

}  // namespace cutpoint
