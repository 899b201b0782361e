#include <array>

#include <fmt/format.h>

#include "renderer/advice/change_words.hpp"
#include "renderer/advice/sensitivity_rows.hpp"
#include "renderer/advice/words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markdown_text.hpp"

namespace cutpoint {

namespace {

std::string change_table(const AdviceReport& report, Footnotes& notes) {
  const Advice& advice = report.advice;
  const bool has_money = any_money_saved(report);
  std::string out = fmt::format("| | change | way | nines | saved a year |{} a month |{}\n",
                                has_money ? " money |" : "", has_money ? " pays back |" : "");
  out += fmt::format("|---|---|---|---:|---:|---:|{}\n", has_money ? "---:|---:|" : "");
  for (const std::size_t i : changes_to_show(report)) {
    const AdvisedChange& change = advice.changes[i];
    std::string what = markdown_text(change_text(change)) + notes.marks(assumption_texts(change));
    if (change.side_effect) {
      what += fmt::format("; {}", markdown_text(side_effect_text(*change.side_effect)));
    }
    out += fmt::format("| {} | {} | {} | {} | {} |", is_chosen(advice, i) ? "✓" : "", what,
                       name_of(change.way), nines_gained_text(change.nines_gained),
                       saved_text(change.alone.downtime_saved));
    if (has_money) {
      out += fmt::format(" {} |", markdown_text(money_saved_text(advice, change.alone)));
    }
    out += fmt::format(" {} |", markdown_text(cost_text(advice.currency, change)));
    out += has_money ? fmt::format(" {} |\n", pay_back_text(change)) : "\n";
  }
  return out;
}

/// A fence longer than any run of backticks inside.
std::string fenced_diff(const std::string& text) {
  std::string fence = "```";
  while (text.find(fence) != std::string::npos) fence += '`';
  return fmt::format("{0}diff\n{1}{0}\n", fence, text);
}

Rendered render_advice_markdown(const AdviceReport& report) {
  const Advice& advice = report.advice;
  std::string out = fmt::format(
      "## Advice for {}: {}\n\n| journey | now | down a year | then | down a year |\n"
      "|---|---:|---:|---:|---:|\n",
      markdown_text(report.model.name), markdown_text(target_text(report)));
  for (std::size_t i = 0; i < advice.journeys.size(); ++i) {
    const AvailabilityResult& before = advice.before[i];
    const std::array target{advice.targets[i]};
    const AvailabilityResult& after = advice.chosen.after.empty() ? before : advice.chosen.after[i];
    out += fmt::format("| {} | {} | {} | {} | {} |\n",
                       markdown_text(report.model.journeys[advice.journeys[i]].name),
                       availability_text(before, target), to_human_text(before.downtime_per_year()),
                       availability_text(after, target), to_human_text(after.downtime_per_year()));
  }
  out += '\n';
  for (const std::string& sentence : verdict_sentences(report)) {
    out += fmt::format("{}\n", markdown_text(sentence));
  }
  out += '\n';
  for (const std::size_t i : advice.chosen.changes) {
    out += fmt::format("- {} ({})\n", markdown_text(change_text(advice.changes[i])),
                       name_of(advice.changes[i].way));
  }
  out += fmt::format("\n### For {}\n\n", markdown_text(target_text(report)));
  for (const Guidance& row : advice.guidance) {
    out += fmt::format("- {}\n", markdown_text(guidance_text(row, advice.target)));
  }
  Footnotes notes;
  out += "\n### Changes, each alone\n\n" + change_table(report, notes) + '\n';
  for (std::size_t i = 0; i < notes.all().size(); ++i) {
    out += fmt::format("- [{}] assumed: {}\n", i + 1, markdown_text(notes.all()[i]));
  }
  for (const LeftAlone& part : advice.left_alone) {
    out += fmt::format("- left alone: {}\n", markdown_text(left_alone_text(part)));
  }
  out += fmt::format("\n{}\n\n", method_sentence(advice));
  out += sensitivity_markdown(
      {report.model, report.sensitivity, advice.journeys, report.top, report.options});
  if (!report.patch.empty()) out += fmt::format("### Patch\n\n{}", fenced_diff(report.patch));
  return out;
}

}  // namespace

const Format<AdviceReport>& markdown_advice_format() {
  static const Format<AdviceReport> format{
      {"markdown", "fit for a design document or a pull request"}, render_advice_markdown};
  return format;
}

}  // namespace cutpoint
