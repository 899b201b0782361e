// JUnit XML: one suite a document, one test case a finding.
#include <fmt/format.h>

#include "renderer/findings/finding_text.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

/// Characters that XML 1.0 cannot hold are made visible first.
std::string xml_escaped(std::string_view text) {
  std::string out;
  const std::string shown = visible(text);
  for (const char c : shown) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string body(const Finding& finding, const SourceFiles& sources) {
  std::string text;
  if (finding.span.known()) {
    text += fmt::format("{}:{}:{}\n", xml_escaped(file_name(finding, sources)), finding.span.line,
                        sources.display_column(finding.span));
  }
  for (const std::string& line : finding.witness) text += xml_escaped(line) + "\n";
  if (!finding.help.empty()) text += "help: " + xml_escaped(finding.help) + "\n";
  return text;
}

std::string test_case(const Finding& finding, const FindingReport& report) {
  std::string out = fmt::format("    <testcase name=\"{}: {}\" classname=\"{}\">\n",
                                xml_escaped(rule_id(finding)), xml_escaped(finding.subject),
                                xml_escaped(finding.rule));
  if (finding.suppression) {
    out += fmt::format("      <skipped message=\"{}\"/>\n",
                       xml_escaped(suppression_text(*finding.suppression)));
  } else if (finding.severity > report.fail_on) {
    // Below the threshold: told, but no failure.
    out += fmt::format("      <system-out>{}\n{}</system-out>\n", xml_escaped(finding.message),
                       body(finding, report.sources));
  } else {
    out += fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n",
                       name_of(finding.severity), xml_escaped(finding.message),
                       body(finding, report.sources));
  }
  return out + "    </testcase>\n";
}

std::string suite(const std::string& name, const std::vector<const Finding*>& findings,
                  const FindingReport& report) {
  std::size_t failures = 0;
  std::size_t skipped = 0;
  std::string cases;
  for (const Finding* finding : findings) {
    if (finding->suppression) {
      ++skipped;
    } else if (finding->severity <= report.fail_on) {
      ++failures;
    }
    cases += test_case(*finding, report);
  }
  if (findings.empty()) cases = "    <testcase name=\"no findings\" classname=\"cutpoint\"/>\n";
  return fmt::format(
             "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\">\n",
             xml_escaped(name), findings.empty() ? 1 : findings.size(), failures, skipped) +
         cases + "  </testsuite>\n";
}

Rendered render_junit_findings(const FindingReport& report) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"cutpoint\">\n";
  std::vector<std::pair<std::string, std::vector<const Finding*>>> suites;
  const auto suite_of = [&suites](const std::string& name) -> std::vector<const Finding*>& {
    for (auto& [known, findings] : suites) {
      if (known == name) return findings;
    }
    return suites.emplace_back(name, std::vector<const Finding*>()).second;
  };
  for (const std::string& document : report.documents) (void)suite_of(document);
  for (const Finding& finding : report.findings) {
    suite_of(file_name(finding, report.sources)).push_back(&finding);
  }
  for (const auto& [name, findings] : suites) out += suite(name, findings, report);
  return out + "</testsuites>\n";
}

}  // namespace

const Format<FindingReport>& junit_finding_format() {
  static const Format<FindingReport> format{{"junit", "JUnit XML, for test reports"},
                                            render_junit_findings};
  return format;
}

}  // namespace cutpoint
