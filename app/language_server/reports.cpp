#include "app/language_server/reports.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

namespace cutpoint {

namespace {

bool lies_in(const SourceSpan& span, const SourceFiles& sources, const std::string& path) {
  return span.file.valid() &&
         std::filesystem::path(sources.name(span.file)).lexically_normal() == path;
}

RpcJson related_json(const std::vector<Note>& notes, const SourceFiles& sources) {
  RpcJson related = RpcJson::array();
  for (const Note& note : notes) {
    if (!note.span.known()) continue;
    related.push_back({{"location",
                        {{"uri", uri_of_path(sources.name(note.span.file))},
                         {"range", range_json(note.span, sources)}}},
                       {"message", note.message}});
  }
  return related;
}

RpcJson finding_json(const Finding& finding, const SourceFiles& sources) {
  std::string message = finding.message;
  constexpr std::size_t most_lines = 3;
  for (std::size_t i = 0; i < std::min(most_lines, finding.witness.size()); ++i) {
    message += "\n" + finding.witness[i];
  }
  if (!finding.help.empty()) message += "\nhelp: " + finding.help;
  return {
      {"range", range_json(finding.span, sources)},
      {"severity", static_cast<int>(finding.severity) + 1},
      {"source", "cutpoint"},
      {"code", finding.code.empty() ? finding.rule : finding.code + " " + finding.rule},
      {"message", message},
      {"relatedInformation", related_json(finding.notes, sources)},
      {"data", {{"rule", finding.code.empty() ? "" : finding.rule}, {"subject", finding.subject}}}};
}

/// More than these nobody reads, and editors grow slow.
constexpr std::size_t most_shown = 1000;

struct ShownFindings {
  RpcJson list = RpcJson::array();
  std::set<std::string> seen;
};

void add_findings(const std::vector<Finding>& findings, Severity severity,
                  const SourceFiles& sources, const std::string& path, ShownFindings& shown) {
  for (const Finding& finding : findings) {
    if (shown.list.size() >= most_shown) return;
    const bool is_shown = finding.severity == severity && !finding.suppression;
    if (!is_shown || !lies_in(finding.span, sources, path)) continue;
    RpcJson one = finding_json(finding, sources);
    if (shown.seen.insert(one.dump(-1, ' ', false, RpcJson::error_handler_t::replace)).second) {
      shown.list.push_back(std::move(one));
    }
  }
}

}  // namespace

RpcJson diagnostics_json(const std::string& path,
                         const std::map<std::string, std::unique_ptr<CheckedRoot>>& checked) {
  ShownFindings shown;
  // The worst come first, should there be too many.
  for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    for (const auto& [name, root] : checked) {
      add_findings(root->findings, severity, root->sources, path, shown);
      for (const CheckedModel& model : root->models) {
        add_findings(model.document.findings, severity, root->sources, path, shown);
      }
    }
  }
  return std::move(shown.list);
}

}  // namespace cutpoint
