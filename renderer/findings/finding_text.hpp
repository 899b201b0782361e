/// Texts of findings that several formats share. What a format reads as its own is escaped there.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "renderer/findings/finding_formats.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

/// "CP101 single-point-of-failure", or the slug alone for what is wrong with the input.
[[nodiscard]] std::string rule_name(const Finding& finding);
/// The code, or the slug where there is none.
[[nodiscard]] const std::string& rule_id(const Finding& finding);
/// The file as services name it: from the folder where the run began, as repositories are checked
/// in at their root; absolute where it lies elsewhere.
[[nodiscard]] std::string repository_name(std::string_view name, const FindingReport& report);
/// What a finding without a place is about, named for services: the document that its message
/// names, else the first of the run.
[[nodiscard]] std::string document_of(const Finding& finding, const FindingReport& report);
/// Empty where the place is not known.
[[nodiscard]] std::string file_name(const Finding& finding, const SourceFiles& sources);
/// Message, witness and help, one line each, control characters made visible.
[[nodiscard]] std::string full_message(const Finding& finding);
/// The column after the last one of a known span, in characters; always after the first.
[[nodiscard]] std::uint32_t end_column(const Finding& finding, const SourceFiles& sources);
/// "accepted: reason (owner), until 2030-12-31", "in the baseline"
[[nodiscard]] std::string suppression_text(const Suppression& suppression);
/// "2 errors, 1 warning", "no findings"
[[nodiscard]] std::string counts_text(const FindingCounts& counts);
/// "1 accepted, 3 in the baseline", or nothing
[[nodiscard]] std::string suppressed_text(const FindingCounts& counts);

/// How findings stand in a terminal.
struct FindingPage {
  const SourceFiles& sources;
  Painter paint;
  std::size_t width;
};

/// "warning[CP101 single-point-of-failure]: message" and the end of the line, for a terminal.
[[nodiscard]] std::string finding_heading(const Finding& finding, const FindingPage& page);
/// "  help: …" and the end of the line; nothing without help.
[[nodiscard]] std::string help_line(const Finding& finding, const FindingPage& page);
/// "  LABEL text" and the end of the line; further lines stand under the text, of which there are
/// at most `lines`.
[[nodiscard]] std::string labelled_line(Style style, std::string_view label, std::string_view text,
                                        const FindingPage& page,
                                        std::size_t lines = std::string::npos);
using FindingWriter = std::function<std::string(const Finding&, const FindingPage&)>;

/// Those that are told one by one, each as `write` has it and an empty line; then the summary.
[[nodiscard]] std::string told_findings(const FindingReport& report, const FindingWriter& write);

/// "2 errors in 3 documents (1 accepted)"; before it, where asked for, how many of each rule.
[[nodiscard]] std::string finding_summary(const FindingReport& report);

}  // namespace cutpoint
