// Findings with everything that is known of them.
#include <fmt/format.h>

#include "renderer/findings/excerpt.hpp"
#include "renderer/findings/finding_text.hpp"
#include "renderer/findings/severity_words.hpp"

namespace cutpoint {

namespace {

std::string full_finding(const Finding& finding, const FindingPage& page) {
  const Style style = words_for(finding.severity).style;
  std::string out = finding_heading(finding, page);
  if (const std::string place = place_text(finding.span, page.sources); !place.empty()) {
    out += fmt::format("  {} {}\n", page.paint(Style::dim, "-->"), place);
  }
  if (finding.span.known()) {
    out += excerpt(finding.span, page.sources, page.paint, style, page.width);
  }
  for (const std::string& line : finding.witness) {
    out += labelled_line(Style::dim, "·", visible(line), page);
  }
  for (const Note& note : finding.notes) {
    out += labelled_line(
        Style::dim,
        "note:", fmt::format("{}: {}", place_text(note.span, page.sources), visible(note.message)),
        page);
  }
  return out + help_line(finding, page);
}

Rendered render_full_findings(const FindingReport& report) {
  return told_findings(report, full_finding);
}

}  // namespace

const Format<FindingReport>& full_finding_format() {
  static const Format<FindingReport> format{
      {"full", "for people: excerpts, every witness and help", Medium::terminal},
      render_full_findings};
  return format;
}

}  // namespace cutpoint
