// The versioned contract of findings, documented in docs/reference/lint-output.md.
#include "renderer/findings/finding_text.hpp"
#include "renderer/writing/json_text.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

namespace {

void add_place(OrderedJson& json, const SourceSpan& span, const SourceFiles& sources) {
  if (span.file.valid()) json["file"] = sources.name(span.file);
  if (!span.known()) return;
  json["line"] = span.line;
  json["column"] = sources.display_column(span);
}

OrderedJson suppression_of(const Finding& finding) {
  if (!finding.suppression) return nullptr;
  const Suppression& suppression = *finding.suppression;
  if (suppression.by == Suppression::By::baseline) return {{"by", "baseline"}};
  OrderedJson json = {{"by", "accept"}, {"reason", suppression.reason}};
  if (!suppression.owner.empty()) json["owner"] = suppression.owner;
  if (suppression.until) json["until"] = to_text(*suppression.until);
  return json;
}

OrderedJson finding_json(const Finding& finding, const SourceFiles& sources) {
  OrderedJson json = {{"code", finding.code.empty() ? OrderedJson() : OrderedJson(finding.code)},
                      {"rule", finding.rule},
                      {"severity", name_of(finding.severity)}};
  add_place(json, finding.span, sources);
  if (finding.span.known()) json["end_column"] = end_column(finding, sources);
  json["subject"] = finding.subject;
  json["message"] = finding.message;
  json["witness"] = finding.witness;
  json["help"] = finding.help;
  OrderedJson& related = json["related"] = OrderedJson::array();
  for (const Note& note : finding.notes) {
    OrderedJson row = {{"message", note.message}};
    add_place(row, note.span, sources);
    related.push_back(std::move(row));
  }
  json["fingerprint"] = finding.fingerprint;
  json["suppressed"] = suppression_of(finding);
  return json;
}

Rendered render_json_findings(const FindingReport& report) {
  const FindingCounts counts = count_findings(report.findings);
  OrderedJson json = {{"format", "cutpoint-lint/1"},
                      {"version", report.version},
                      {"documents", report.documents},
                      {"summary",
                       {{"errors", counts.errors},
                        {"warnings", counts.warnings},
                        {"notes", counts.notes},
                        {"accepted", counts.accepted},
                        {"in_baseline", counts.in_baseline}}}};
  OrderedJson& rows = json["findings"] = OrderedJson::array();
  for (const Finding& finding : report.findings) {
    rows.push_back(finding_json(finding, report.sources));
  }
  return json_text(json);
}

}  // namespace

const Format<FindingReport>& json_finding_format() {
  static const Format<FindingReport> format{{"json", "the versioned machine-readable findings"},
                                            render_json_findings};
  return format;
}

}  // namespace cutpoint
