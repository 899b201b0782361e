#include <algorithm>

#include <fmt/format.h>

#include "renderer/comparison/change_words.hpp"
#include "renderer/comparison/comparing.hpp"
#include "renderer/comparison/journey_rows.hpp"
#include "renderer/comparison/result_words.hpp"
#include "renderer/comparison/verdict_words.hpp"
#include "renderer/comparison/words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markdown_text.hpp"

namespace cutpoint {

namespace {

/// A comment on a pull request holds 65 536 characters on GitHub; beyond so many rows of a table
/// the rest is counted.
constexpr std::ptrdiff_t most_rows_told = 40;
constexpr std::ptrdiff_t most_items_told = 80;
constexpr std::size_t longest_cell = 300;

/// A cell or line with what a user wrote; what is very long is cut off at a character.
std::string cell(const std::string& text) {
  std::string shown = text;
  if (shown.size() > longest_cell) {
    std::size_t end = longest_cell;
    while (end > 0 && (static_cast<unsigned char>(shown[end]) & 0xC0U) == 0x80U) --end;
    shown = shown.substr(0, end) + "…";
  }
  return markdown_text(shown);
}

class ComparisonMarkdown {
 public:
  explicit ComparisonMarkdown(const ComparisonReport& report)
      : report_(report), comparison_(report.comparison), told_(told_results(report.comparison)) {}

  std::string write() {
    out_ = fmt::format("### Architecture: {} → {}\n\n", markdown_text(report_.before),
                       markdown_text(report_.after));
    if (comparison_.is_empty()) return out_ + "✅ No difference.\n";
    out_ += fmt::format("**{} {}.**\n\n",
                        comparison_.is_regression() ? "❌"
                        : is_undecided(comparison_) ? "❔"
                                                    : "✅",
                        cell(verdict_text(comparison_)));
    write_journeys();
    write_table("Worse", [](const ResultChange& row) { return row.regression; });
    write_remedies();
    write_changes();
    begin_details("Other results");
    write_table("Also worse, no regression by itself", [](const ResultChange& row) {
      return !row.regression && row.direction == Direction::worse &&
             row.kind != ResultKind::finding;
    });
    write_table("Not decided: estimates or bounds overlap",
                [](const ResultChange& row) { return row.direction == Direction::undecided; });
    write_table("Better", [](const ResultChange& row) {
      return row.direction == Direction::better && row.kind != ResultKind::finding;
    });
    write_table("Neither worse nor better", [](const ResultChange& row) {
      return row.direction == Direction::neither && row.kind != ResultKind::finding;
    });
    end_details();
    write_findings();
    return std::move(out_);
  }

 private:
  using Direction = ResultChange::Direction;

  void write_journeys() {
    out_ += "| journey | availability | down a year | SLO | |\n|---|---|---|---|---|\n";
    for (const JourneyComparison& journey : comparison_.journeys) {
      const JourneyRow row = journey_row_text(journey);
      std::string verdict = journey.is_regression() ? "❌" : "";
      if (journey.less_available) verdict += " less available";
      if (journey.target_missed_now) verdict += " SLO missed now";
      if (!journey.before || !journey.after) verdict += journey.before ? "removed" : "added";
      out_ += fmt::format("| {} | {} | {} | {} | {} |\n", cell(journey.name),
                          cell(row.availability), cell(row.down), cell(row.slo), verdict);
    }
    out_ += '\n';
  }

  template <class Is>
  void write_table(std::string_view title, const Is& is) {
    std::ptrdiff_t told = 0;
    for (const ResultChange& change : told_) {
      if (!is(change)) continue;
      if (++told > most_rows_told) continue;
      if (told == 1)
        out_ += fmt::format("| {} | before | after | from |\n|---|---|---|---|\n", title);
      write_row(change);
    }
    left_out(told - most_rows_told);
    if (told > 0) out_ += '\n';
  }

  void left_out(std::ptrdiff_t count) {
    if (count > 0) out_ += fmt::format("\n… and {} more: `--format json` has all.\n", count);
  }

  void write_row(const ResultChange& change) {
    ResultWords words = result_words(change);
    if (words.before.empty()) {
      words.before = change.before ? "yes" : "no";
      words.after = change.after ? "yes" : "no";
    }
    out_ += fmt::format("| {} | {} | {} | {} |\n", cell(words.what), cell(words.before),
                        cell(words.after), cell(causes_text(comparison_, change)));
  }

  void write_remedies() {
    const std::vector<std::string> sentences = remedies(comparison_);
    if (sentences.empty()) return;
    out_ += "**What to do**\n\n";
    for (const std::string& sentence : sentences) out_ += "- " + cell(sentence) + '\n';
    out_ += '\n';
  }

  /// What weakens something stands open, the rest folded.
  void write_changes() {
    if (!comparison_.documents_known) return write_parts();
    const auto changes = weakening_first(comparison_);
    const auto folded = std::find_if(changes.begin(), changes.end(),
                                     [](const DocumentChange* change) { return !change->weakens; });
    if (folded != changes.begin()) {
      out_ += "**Weakened**\n\n";
      for (auto change = changes.begin(); change != folded; ++change) write_change(**change);
      out_ += '\n';
    }
    begin_details("Changes of the document");
    const auto some = folded + std::min<std::ptrdiff_t>(changes.end() - folded, most_items_told);
    for (auto change = folded; change != some; ++change) write_change(**change);
    left_out(changes.end() - some);
    const std::string note = attribution_text(comparison_);
    if (!note.empty()) out_ += '\n' + cell(note) + '\n';
    end_details();
  }

  void write_change(const DocumentChange& change) {
    out_ += fmt::format("- {}: {}\n", cell(object_text(change)), cell(change_text(change)));
  }

  void write_parts() {
    begin_details("Components and edges");
    for (const std::string& name : comparison_.components_added) part("added", name);
    for (const std::string& name : comparison_.components_removed) part("removed", name);
    for (const ComponentChange& change : comparison_.components_changed) {
      part("changed",
           fmt::format("{}: {}", change.name, fmt::join(difference_texts(change), ", ")));
    }
    for (const ModelEdge& edge : comparison_.edges_added) part("added", edge_text(edge));
    for (const ModelEdge& edge : comparison_.edges_removed) part("removed", edge_text(edge));
    end_details();
  }

  void part(std::string_view how, const std::string& text) {
    out_ += fmt::format("- {} {}\n", how, cell(text));
  }

  void write_findings() {
    begin_details("Lint");
    std::ptrdiff_t told = 0;
    for (const ResultChange& change : told_) {
      if (change.kind != ResultKind::finding || ++told > most_items_told) continue;
      const std::string from = causes_text(comparison_, change);
      out_ += fmt::format("- {} {}{}\n",
                          change.after ? "new:" : "gone:", cell(result_words(change).what),
                          from.empty() ? "" : " (from " + cell(from) + ")");
    }
    left_out(told - most_items_told);
    end_details();
  }

  /// A folded part; nothing of it stays where nothing was written into it.
  void begin_details(std::string_view title) {
    begin_ = out_.size();
    out_ += fmt::format("<details><summary>{}</summary>\n\n", title);
    inside_ = out_.size();
  }
  void end_details() {
    if (out_.size() == inside_) {
      out_.resize(begin_);
    } else {
      out_ += out_.ends_with("\n\n") ? "</details>\n\n" : "\n</details>\n\n";
    }
  }

  const ComparisonReport& report_;
  const Comparison& comparison_;
  std::vector<ResultChange> told_;
  std::string out_;
  std::size_t begin_ = 0;
  std::size_t inside_ = 0;
};

Rendered render_comparison_markdown(const ComparisonReport& report) {
  std::string text = ComparisonMarkdown(report).write();
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

}  // namespace

const Format<ComparisonReport>& markdown_comparison_format() {
  static const Format<ComparisonReport> format{{"markdown", "fit for a comment on a pull request"},
                                               render_comparison_markdown};
  return format;
}

}  // namespace cutpoint
