#include "renderer/findings/finding_text.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "renderer/findings/finding_formats.hpp"
#include "renderer/findings/severity_words.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

FindingCounts count_findings(const std::vector<Finding>& findings) {
  FindingCounts counts;
  for (const Finding& finding : findings) {
    if (finding.suppression) {
      const bool accepted = finding.suppression->by == Suppression::By::acceptance;
      ++(accepted ? counts.accepted : counts.in_baseline);
      continue;
    }
    switch (finding.severity) {
      case Severity::error:
        ++counts.errors;
        break;
      case Severity::warning:
        ++counts.warnings;
        break;
      case Severity::info:
        ++counts.notes;
        break;
    }
  }
  return counts;
}

std::string rule_name(const Finding& finding) {
  return finding.code.empty() ? finding.rule : finding.code + " " + finding.rule;
}

const std::string& rule_id(const Finding& finding) {
  return finding.code.empty() ? finding.rule : finding.code;
}

std::string file_name(const Finding& finding, const SourceFiles& sources) {
  return finding.span.file.valid() ? sources.name(finding.span.file) : "";
}

std::string repository_name(std::string_view name, const FindingReport& report) {
  const std::string& folder = report.folder;
  if (!folder.empty() && name.size() > folder.size() + 1 && name.rfind(folder, 0) == 0 &&
      (folder.back() == '/' || name[folder.size()] == '/')) {
    name.remove_prefix(folder.size());
    while (name.rfind('/', 0) == 0) name.remove_prefix(1);
  }
  while (name.rfind("./", 0) == 0) name.remove_prefix(2);
  return std::string(name);
}

std::string document_of(const Finding& finding, const FindingReport& report) {
  const auto& documents = report.documents;
  if (documents.empty()) return "";
  const auto named =
      std::find_if(documents.begin(), documents.end(), [&](const std::string& document) {
        return finding.message.find(document) != std::string::npos;
      });
  return repository_name(named != documents.end() ? *named : documents.front(), report);
}

std::string full_message(const Finding& finding) {
  // A name with a line end must not look like a line of ours.
  std::string text = visible(finding.message);
  for (const std::string& line : finding.witness) text += fmt::format("\n{}", visible(line));
  if (!finding.help.empty()) text += fmt::format("\nhelp: {}", visible(finding.help));
  return text;
}

std::uint32_t end_column(const Finding& finding, const SourceFiles& sources) {
  SourceSpan end = finding.span;
  const auto line = sources.line(end.file, end.line);
  const std::size_t last = std::max<std::size_t>(line.size(), 1) + 1;
  end.column = static_cast<std::uint32_t>(
      std::min<std::size_t>(last, end.column + std::max<std::uint32_t>(1, end.length)));
  return std::max(sources.display_column(end), sources.display_column(finding.span) + 1);
}

std::string suppression_text(const Suppression& suppression) {
  if (suppression.by == Suppression::By::baseline) return "in the baseline";
  std::string text = "accepted: " + suppression.reason;
  if (!suppression.owner.empty()) text += fmt::format(" ({})", suppression.owner);
  if (suppression.until) text += fmt::format(", until {}", to_text(*suppression.until));
  return text;
}

std::string counts_text(const FindingCounts& counts) {
  const std::string text = severity_counts(counts.errors, counts.warnings, counts.notes);
  return text.empty() ? "no findings" : text;
}

std::string suppressed_text(const FindingCounts& counts) {
  std::string text;
  if (counts.accepted > 0) text = fmt::format("{} accepted", counts.accepted);
  if (counts.in_baseline > 0) {
    text += fmt::format("{}{} in the baseline", text.empty() ? "" : ", ", counts.in_baseline);
  }
  return text;
}

namespace {

/// The most frequent first.
std::string statistics_text(const FindingReport& report, const Painter& paint) {
  std::map<std::string, std::pair<std::size_t, Severity>> counts;
  for (const Finding& finding : report.findings) {
    if (finding.suppression) continue;
    auto& row = counts.try_emplace(rule_name(finding), 0, finding.severity).first->second;
    ++row.first;
    row.second = std::min(row.second, finding.severity);
  }
  std::vector<std::pair<std::string, std::pair<std::size_t, Severity>>> rows(counts.begin(),
                                                                             counts.end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.second.first > b.second.first; });
  TextTable table({{"", TextTable::Align::right}, {""}, {""}});
  for (const auto& [rule, row] : rows) {
    table.add({{std::to_string(row.first)},
               {std::string(name_of(row.second)), words_for(row.second).style},
               {visible(rule)}});
  }
  return table.text(0, paint);
}

}  // namespace

std::string finding_summary(const FindingReport& report) {
  const Painter paint(report.colour);
  const FindingCounts counts = count_findings(report.findings);
  const std::string suppressed = suppressed_text(counts);
  const Style style = counts.errors > 0     ? Style::red
                      : counts.warnings > 0 ? Style::amber
                                            : Style::green;
  return (report.statistics ? statistics_text(report, paint) : "") +
         fmt::format("{} in {}{}\n", paint(style, counts_text(counts)),
                     counted(report.documents.size(), "document"),
                     suppressed.empty() ? "" : fmt::format(" ({})", suppressed));
}

std::string finding_heading(const Finding& finding, const FindingPage& page) {
  constexpr std::size_t indent = 4;
  const std::string head =
      fmt::format("{}[{}]:", name_of(finding.severity), visible(rule_name(finding)));
  return page.paint(words_for(finding.severity).style, head) + ' ' +
         page.paint(Style::bold, wrapped(visible(finding.message), display_width(head) + 1, indent,
                                         page.width)) +
         '\n';
}

std::string help_line(const Finding& finding, const FindingPage& page) {
  return finding.help.empty() ? std::string()
                              : labelled_line(Style::green, "help:", visible(finding.help), page);
}

std::string labelled_line(Style style, std::string_view label, std::string_view text,
                          const FindingPage& page, std::size_t lines) {
  const std::size_t indent = 2 + display_width(label) + 1;
  return fmt::format("  {} {}\n", page.paint(style, label),
                     wrapped_within(lines, text, indent, indent, page.width));
}

std::string told_findings(const FindingReport& report, const FindingWriter& write) {
  const FindingPage page{report.sources, Painter(report.colour), report.width};
  std::string out;
  for (const Finding& finding : report.findings) {
    if (finding.suppression || report.statistics) continue;
    out += write(finding, page) + '\n';
  }
  return out + finding_summary(report);
}

}  // namespace cutpoint
