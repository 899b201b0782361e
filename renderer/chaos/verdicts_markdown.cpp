#include <fmt/format.h>

#include "renderer/chaos/words.hpp"
#include "renderer/writing/markdown_text.hpp"

namespace cutpoint {

namespace {

Rendered render_chaos_verdicts_markdown(const ChaosVerdictReport& report) {
  std::size_t counts[3] = {0, 0, 0};
  for (const JudgedExperiment& row : report.judged) ++counts[static_cast<std::size_t>(row.verdict)];
  std::string out = fmt::format(
      "# Chaos results: {}\n\n{} confirmed, {} refuted, {} not run.\n\n"
      "| experiment | what was done | verdict | what differed |\n|---|---|---|---|\n",
      markdown_text(report.model.name), counts[0], counts[1], counts[2]);
  for (const JudgedExperiment& row : report.judged) {
    std::string differed;
    for (const std::string& difference : difference_texts(report.model, row)) {
      differed += fmt::format("{}{}", differed.empty() ? "" : "; ", markdown_text(difference));
    }
    out += fmt::format("| {} | {} | {} | {} |\n", row.experiment->id,
                       markdown_text(chaos_title(report.model, *row.experiment)),
                       name_of(row.verdict), differed);
  }
  for (const JudgedExperiment& row : report.judged) {
    if (row.verdict != ChaosVerdict::refuted) continue;
    out += fmt::format("\n## {}\n\nThe model is wrong here, or the system is:\n\n",
                       row.experiment->id);
    const auto differences = difference_texts(report.model, row);
    const auto changes = change_texts(report.model, row);
    for (std::size_t i = 0; i < differences.size(); ++i) {
      out += fmt::format("- {}: {}.\n", markdown_text(differences[i]), markdown_text(changes[i]));
    }
    if (!row.note.empty()) out += fmt::format("\nNote: {}\n", markdown_text(row.note));
  }
  return out;
}

}  // namespace

const Format<ChaosVerdictReport>& verdicts_markdown_format() {
  static const Format<ChaosVerdictReport> format{
      {"markdown", "what is confirmed, what is refuted, and where the model is wrong"},
      render_chaos_verdicts_markdown};
  return format;
}

}  // namespace cutpoint
