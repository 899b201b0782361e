// Findings for a terminal.
#include <fmt/format.h>

#include "renderer/findings/excerpt.hpp"
#include "renderer/findings/finding_text.hpp"

namespace cutpoint {

namespace {

std::string one_finding(const Finding& finding, const SourceFiles& sources, const Painter& paint) {
  const Style style = style_of(finding.severity);
  std::string out =
      paint(style, fmt::format("{}[{}]", name_of(finding.severity), visible(rule_name(finding)))) +
      paint(Style::bold, ": " + visible(finding.message)) + '\n';
  if (const std::string place = place_text(finding.span, sources); !place.empty()) {
    out += fmt::format("  {} {}\n", paint(Style::dim, "-->"), place);
  }
  if (finding.span.known()) out += excerpt(finding.span, sources, paint, style);
  for (const std::string& line : finding.witness) {
    out += fmt::format("  {} {}\n", paint(Style::dim, "·"), visible(line));
  }
  for (const Note& note : finding.notes) {
    out += fmt::format("  {} {}: {}\n", paint(Style::dim, "note:"), place_text(note.span, sources),
                       visible(note.message));
  }
  if (!finding.help.empty()) {
    out += fmt::format("  {} {}\n", paint(Style::green, "help:"), visible(finding.help));
  }
  return out;
}

Rendered render_text_findings(const FindingReport& report) {
  const Painter paint(report.colour);
  std::string out;
  for (const Finding& finding : report.findings) {
    if (!finding.suppression) out += one_finding(finding, report.sources, paint) + '\n';
  }
  const FindingCounts counts = count_findings(report.findings);
  const std::string suppressed = suppressed_text(counts);
  const Style style = counts.errors > 0     ? Style::red
                      : counts.warnings > 0 ? Style::amber
                                            : Style::green;
  out += fmt::format("{} in {}{}\n", paint(style, counts_text(counts)),
                     counted(report.documents.size(), "document"),
                     suppressed.empty() ? "" : fmt::format(" ({})", suppressed));
  return out;
}

}  // namespace

const Format<FindingReport>& text_finding_format() {
  static const Format<FindingReport> format{
      {"text", "for people: excerpts, witnesses and help", Medium::terminal}, render_text_findings};
  return format;
}

}  // namespace cutpoint
