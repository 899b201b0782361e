/// Formats of lint findings, for people and for the tools that show them.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cutpoint/linting.hpp"
#include "cutpoint/source.hpp"
#include "renderer/writing/formats.hpp"

namespace cutpoint {

struct FindingReport {
  const std::vector<Finding>& findings;  ///< suppressed ones among them
  const SourceFiles& sources;
  const std::vector<std::string>& documents;  ///< what was checked, as the user named it
  Severity fail_on = Severity::warning;       ///< the least severity that fails the run
  std::string_view version;                   ///< of this program
  bool colour = false;                        ///< ANSI colours, text only
  bool has_baseline = false;  ///< findings that no baseline suppresses are new since then
  bool statistics = false;    ///< for people: how many by rule, instead of the findings
  std::string folder = {};    ///< the current one: files below it are named from it for services
  /// Columns that lines of text and full keep to, beginnings of further lines indented.
  std::size_t width = std::string::npos;
};

[[nodiscard]] Formats<FindingReport> finding_formats();

/// How many findings count, by severity, and how many do not.
struct FindingCounts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::size_t accepted = 0;
  std::size_t in_baseline = 0;
};
[[nodiscard]] FindingCounts count_findings(const std::vector<Finding>& findings);

/// The rules as a list, with all their texts, and as the reference page.
struct RuleList {
  std::span<const Rule* const> rules;
  std::size_t width = std::string::npos;  ///< columns to fill, text only; by default one line each

  [[nodiscard]] auto begin() const { return rules.begin(); }
  [[nodiscard]] auto end() const { return rules.end(); }
};
[[nodiscard]] Formats<RuleList> rule_formats();
/// One rule with all that is known of it, for terminals.
[[nodiscard]] std::string render_rule_text(const Rule& rule, bool colour, std::size_t width);

}  // namespace cutpoint
