#include "app/language_server/reports.hpp"

#include <algorithm>
#include <set>

namespace cutpoint {

namespace {

/// Ids of the texts that were read of that file.
std::set<FileId> ids_of(const SourceFiles& sources, const std::string& path) {
  std::set<FileId> ids;
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    const FileId id(i);
    if (normal_path(sources.name(id)) == path) ids.insert(id);
  }
  return ids;
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
                  const SourceFiles& sources, const std::set<FileId>& files, ShownFindings& shown,
                  bool are_earlier = false) {
  for (const Finding& finding : findings) {
    if (shown.list.size() >= most_shown) return;
    const bool is_shown = finding.severity == severity && !finding.suppression;
    if (!is_shown || !files.contains(finding.span.file)) continue;
    RpcJson one = finding_json(finding, sources);
    if (!shown.seen.insert(one.dump(-1, ' ', false, RpcJson::error_handler_t::replace)).second)
      continue;
    if (are_earlier) one["data"]["earlier"] = true;
    shown.list.push_back(std::move(one));
  }
}

}  // namespace

RpcJson diagnostics_json(const std::string& path, const Workspace& workspace) {
  const auto& checked = workspace.checked();
  const auto is_due = [&](const std::string& root) { return workspace.stale().contains(root); };
  const bool is_known = std::any_of(checked.begin(), checked.end(), [&](const auto& each) {
    return !is_due(each.first) && each.second->files.contains(path);
  });
  ShownFindings shown;
  // The worst come first, should there be too many.
  for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    for (const auto& [name, root] : checked) {
      if (is_known && is_due(name)) continue;
      const std::set<FileId> files = ids_of(root->sources, path);
      add_findings(root->findings, severity, root->sources, files, shown);
      for (const CheckedModel& model : root->models) {
        add_findings(model.document.findings, severity, root->sources, files, shown);
      }
      add_findings(root->earlier, severity, root->sources, files, shown, true);
    }
  }
  return std::move(shown.list);
}

}  // namespace cutpoint
