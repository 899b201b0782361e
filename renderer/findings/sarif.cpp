// SARIF 2.1.0, as code scanning services read it.
#include <map>

#include <fmt/format.h>

#include "model/base/passwords.hpp"
#include "renderer/findings/finding_text.hpp"
#include "renderer/findings/severity_words.hpp"
#include "renderer/writing/json_text.hpp"
#include "renderer/writing/json_values.hpp"

namespace cutpoint {

namespace {

/// A relative path, or a file URI, with everything escaped that a URI may not hold.
std::string uri_of(std::string_view path) {
  std::string uri = path.rfind('/', 0) == 0 ? "file://" : "";
  constexpr std::string_view kept = "-._~/";
  for (const char c : path) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || kept.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return uri;
}

OrderedJson location_of(const SourceSpan& span, std::uint32_t end, const FindingReport& report) {
  const SourceFiles& sources = report.sources;
  OrderedJson place = {
      {"artifactLocation",
       {{"uri", uri_of(repository_name(report.sources.name(span.file), report))}}}};
  if (span.known()) {
    OrderedJson region = {{"startLine", span.line}, {"startColumn", sources.display_column(span)}};
    if (end > 0) region["endColumn"] = end;
    // Services show nothing for an empty snippet, and some refuse it.
    const std::string line = without_passwords(sources.line(span.file, span.line));
    if (!line.empty()) region["snippet"] = {{"text", line}};
    place["region"] = std::move(region);
  }
  return {{"physicalLocation", std::move(place)}};
}

OrderedJson rule_json(const Rule& rule) {
  return {{"id", rule.code},
          {"name", rule.slug},
          {"shortDescription", {{"text", rule.summary}}},
          {"fullDescription", {{"text", rule.what}}},
          {"help",
           {{"text", fmt::format("{}\n\n{}", rule.why, rule.fix)},
            {"markdown", fmt::format("**Why.** {}\n\n**Mend it.** {}", rule.why, rule.fix)}}},
          {"defaultConfiguration", {{"level", words_for(rule.severity).word}}}};
}

class SarifWriter {
 public:
  explicit SarifWriter(const FindingReport& report) : report_(report) {}

  OrderedJson write() {
    for (const Rule* rule : rules()) {
      indices_.emplace(rule->code, rules_.size());
      rules_.push_back(rule_json(*rule));
    }
    OrderedJson results = OrderedJson::array();
    for (const Finding& finding : report_.findings) results.push_back(result(finding));
    OrderedJson run = {
        {"tool",
         {{"driver",
           {{"name", "cutpoint"}, {"version", report_.version}, {"rules", std::move(rules_)}}}}},
        {"columnKind", "unicodeCodePoints"},
        {"results", std::move(results)}};
    OrderedJson json = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                        {"version", "2.1.0"}};
    json["runs"] = OrderedJson::array({std::move(run)});
    return json;
  }

 private:
  OrderedJson result(const Finding& finding) {
    const std::string& id = rule_id(finding);
    const auto [place, added] = indices_.emplace(id, rules_.size());
    if (added) rules_.push_back({{"id", id}, {"shortDescription", {{"text", "the input"}}}});
    OrderedJson json = {{"ruleId", id},
                        {"ruleIndex", place->second},
                        {"level", words_for(finding.severity).word},
                        {"message", {{"text", full_message(finding)}}}};
    OrderedJson& locations = json["locations"] = OrderedJson::array();
    if (finding.span.file.valid()) {
      const std::uint32_t end = finding.span.known() ? end_column(finding, report_.sources) : 0;
      locations.push_back(location_of(finding.span, end, report_));
    } else if (const std::string document = document_of(finding, report_); !document.empty()) {
      // Code scanning refuses results without a location.
      locations.push_back(
          {{"physicalLocation", {{"artifactLocation", {{"uri", uri_of(document)}}}}}});
    }
    if (!finding.notes.empty()) json["relatedLocations"] = related(finding);
    json["partialFingerprints"] = {{"cutpointFinding/v1", finding.fingerprint}};
    if (report_.has_baseline) {
      const bool known =
          finding.suppression && finding.suppression->by == Suppression::By::baseline;
      json["baselineState"] = known ? "unchanged" : "new";
    }
    if (finding.suppression) json["suppressions"] = suppressions(*finding.suppression);
    return json;
  }

  [[nodiscard]] OrderedJson related(const Finding& finding) const {
    OrderedJson rows = OrderedJson::array();
    for (const Note& note : finding.notes) {
      if (!note.span.file.valid()) continue;
      OrderedJson row = location_of(note.span, 0, report_);
      row["message"] = {{"text", note.message}};
      rows.push_back(std::move(row));
    }
    return rows;
  }

  [[nodiscard]] static OrderedJson suppressions(const Suppression& suppression) {
    const bool here = suppression.by == Suppression::By::acceptance;
    OrderedJson rows = OrderedJson::array();
    rows.push_back({{"kind", here ? "inSource" : "external"},
                    {"status", "accepted"},
                    {"justification", suppression_text(suppression)}});
    return rows;
  }

  const FindingReport& report_;
  OrderedJson rules_ = OrderedJson::array();
  std::map<std::string, std::size_t, std::less<>> indices_;
};

Rendered render_sarif_findings(const FindingReport& report) {
  return json_text(SarifWriter(report).write());
}

}  // namespace

const Format<FindingReport>& sarif_finding_format() {
  static const Format<FindingReport> format{{"sarif", "SARIF 2.1.0, for code scanning"},
                                            render_sarif_findings};
  return format;
}

}  // namespace cutpoint
