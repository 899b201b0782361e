// Workflow commands of GitHub Actions: annotations on the lines of a pull request.
#include <fmt/format.h>

#include "renderer/findings/finding_text.hpp"

namespace cutpoint {

namespace {

std::string escaped(std::string_view text, bool is_property) {
  std::string out;
  for (const char c : text) {
    if (c == '%') {
      out += "%25";
    } else if (c == '\r') {
      out += "%0D";
    } else if (c == '\n') {
      out += "%0A";
    } else if (is_property && c == ':') {
      out += "%3A";
    } else if (is_property && c == ',') {
      out += "%2C";
    } else {
      out += c;
    }
  }
  return out;
}

std::string_view command_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::info:
      return "notice";
  }
  return "notice";
}

Rendered render_github_findings(const FindingReport& report) {
  std::string out;
  for (const Finding& finding : report.findings) {
    if (finding.suppression) continue;
    out += fmt::format("::{} ", command_of(finding.severity));
    if (finding.span.file.valid()) {
      out += fmt::format(
          "file={},",
          escaped(repository_name(report.sources.name(finding.span.file), report), true));
    }
    if (finding.span.known()) {
      out += fmt::format("line={},col={},endColumn={},", finding.span.line,
                         report.sources.display_column(finding.span),
                         end_column(finding, report.sources));
    }
    out += fmt::format("title={}::{}\n", escaped(rule_name(finding), true),
                       escaped(full_message(finding), false));
  }
  return out;
}

}  // namespace

const Format<FindingReport>& github_finding_format() {
  static const Format<FindingReport> format{{"github", "annotations of GitHub Actions"},
                                            render_github_findings};
  return format;
}

}  // namespace cutpoint
