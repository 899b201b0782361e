// GitLab's Code Quality report.
#include "renderer/findings/finding_text.hpp"
#include "renderer/findings/severity_words.hpp"
#include "renderer/writing/json_text.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

namespace {

Rendered render_gitlab_findings(const FindingReport& report) {
  OrderedJson rows = OrderedJson::array();
  for (const Finding& finding : report.findings) {
    if (finding.suppression) continue;
    const FileId file = finding.span.file;
    const std::string path = file.valid() ? repository_name(report.sources.name(file), report)
                                          : document_of(finding, report);
    rows.push_back(
        {{"type", "issue"},
         {"check_name", rule_name(finding)},
         {"description", finding.message},
         {"content", {{"body", full_message(finding)}}},
         {"categories", OrderedJson::array({"Bug Risk"})},
         {"severity", words_for(finding.severity).gitlab},
         {"fingerprint", finding.fingerprint},
         {"location",
          {{"path", path}, {"lines", {{"begin", finding.span.known() ? finding.span.line : 1}}}}}});
  }
  return json_text(rows);
}

}  // namespace

const Format<FindingReport>& gitlab_finding_format() {
  static const Format<FindingReport> format{{"gitlab", "GitLab's Code Quality report"},
                                            render_gitlab_findings};
  return format;
}

}  // namespace cutpoint
