#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "renderer/comparison/change_words.hpp"
#include "renderer/comparison/comparing.hpp"
#include "renderer/comparison/journey_rows.hpp"
#include "renderer/comparison/result_words.hpp"
#include "renderer/comparison/verdict_words.hpp"
#include "renderer/comparison/words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

using Direction = ResultChange::Direction;

/// What got worse, and changes of the document, beyond which they are counted.
constexpr std::size_t most_lines_told = 20;
/// The same of what did not get worse.
constexpr std::size_t most_lines_beside = 10;
constexpr std::size_t longest_line = 100;
constexpr std::size_t change_indent = 4;
constexpr std::size_t most_of_name = 30;

class ComparisonText {
 public:
  explicit ComparisonText(const ComparisonReport& report)
      : report_(report),
        comparison_(report.comparison),
        told_(told_results(report.comparison)),
        paint_(report.colour),
        width_(std::min(report.width, longest_line)) {}

  std::string write() {
    const std::string sides = fmt::format("{} → {}", report_.before, report_.after);
    out_ = wrapped(visible(sides), 0, 2, width_) + "\n\n";
    if (comparison_.is_empty()) return out_ + "  no difference\n";
    write_verdict();
    write_journeys();
    write_results("Worse", Style::red, "✗", [](const ResultChange& row) { return row.regression; });
    write_remedies();
    write_results("Also worse, no regression by itself", Style::amber, "~",
                  [](const ResultChange& row) {
                    return !row.regression && row.direction == Direction::worse &&
                           row.kind != ResultKind::finding;
                  });
    write_results("Not decided: estimates or bounds overlap", Style::amber, "?",
                  [](const ResultChange& row) { return row.direction == Direction::undecided; });
    write_results("Better", Style::green, "✓", [](const ResultChange& row) {
      return row.direction == Direction::better && row.kind != ResultKind::finding;
    });
    write_results("Other", Style::amber, "~", [](const ResultChange& row) {
      return row.direction == Direction::neither && row.kind != ResultKind::finding;
    });
    write_results("Lint", Style::amber, "~",
                  [](const ResultChange& row) { return row.kind == ResultKind::finding; });
    write_changes();
    return std::move(out_);
  }

 private:
  void write_verdict() {
    const bool worse = comparison_.is_regression(), open = !worse && is_undecided(comparison_);
    const std::string mark = worse ? "✗ " : open ? "? " : "✓ ";
    out_ += "  " +
            paint_(worse  ? Style::red
                   : open ? Style::amber
                          : Style::green,
                   mark + wrapped(visible(verdict_text(comparison_)), 4, 4, width_)) +
            "\n\n";
  }

  void write_journeys() {
    const bool with_slo = fits(true);
    if (!with_slo && !fits(false)) return write_journey_lines();
    std::vector<TextTable::Column> columns = {{"Journey", TextTable::Align::left, most_of_name, 8},
                                              {"Availability", TextTable::Align::left, 60, 20},
                                              {"Down a year", TextTable::Align::left, 60, 20}};
    if (with_slo) columns.push_back({"SLO", TextTable::Align::left, 60, 8});
    TextTable table(std::move(columns));
    for (const JourneyComparison& journey : comparison_.journeys) {
      const JourneyRow row = journey_row_text(journey);
      const Style style = journey.regression ? Style::red : Style::plain;
      std::vector<TextTable::Cell> cells = {
          {visible(journey.name), Style::bold}, {row.availability, style}, {row.down}};
      if (with_slo) cells.push_back({row.slo});
      table.add(std::move(cells), with_slo || row.slo.empty() ? "" : "SLO " + row.slo);
    }
    out_ += table.text(2, paint_, width_);
  }

  /// Whether no figure of the table would be cut; without the column, the SLO stands below its row.
  [[nodiscard]] bool fits(bool with_slo) const {
    constexpr std::size_t indent = 2, gap = 2;
    std::size_t name = std::string_view("Journey").size();
    std::size_t availability = std::string_view("Availability").size();
    std::size_t down = std::string_view("Down a year").size();
    std::size_t slo = std::string_view("SLO").size();
    for (const JourneyComparison& journey : comparison_.journeys) {
      const JourneyRow row = journey_row_text(journey);
      name = std::max(name, std::min(most_of_name, display_width(visible(journey.name))));
      availability = std::max(availability, display_width(row.availability));
      down = std::max(down, display_width(row.down));
      slo = std::max(slo, display_width(row.slo));
    }
    const std::size_t figures = indent + name + gap + availability + gap + down;
    return figures + (with_slo ? gap + slo : 0) <= width_;
  }

  /// Figures are never cut: where the terminal is narrow each journey has lines of its own.
  void write_journey_lines() {
    for (const JourneyComparison& journey : comparison_.journeys) {
      const JourneyRow row = journey_row_text(journey);
      const Style style = journey.regression ? Style::red : Style::plain;
      const std::string name = elided(visible(journey.name), width_ / 2);
      out_ += fmt::format("  {}\n", wrapped(fmt::format("{}  {}", paint_(Style::bold, name),
                                                        paint_(style, row.availability)),
                                            2, 4, width_));
      const std::string slo = row.slo.empty() ? "" : " · SLO " + row.slo;
      out_ += fmt::format("    {}\n",
                          wrapped(fmt::format("down {} a year{}", row.down, slo), 4, 4, width_));
    }
  }

  void heading(std::string_view title) { out_ += "\n  " + paint_(Style::bold, title) + '\n'; }

  template <class Is>
  void write_results(std::string_view title, Style style, const std::string& mark, const Is& is) {
    std::size_t told = 0, left_out = 0, most = most_lines_told;
    if (title != "Worse") most = most_lines_beside;
    for (const ResultChange& change : told_) {
      if (!is(change)) continue;
      if (told == most) {
        ++left_out;
        continue;
      }
      if (told++ == 0) heading(title);
      std::string own_mark = mark;
      if (change.kind == ResultKind::finding) own_mark = change.after ? "+" : "-";
      line(style, own_mark, result_text(change), causes_text(comparison_, change));
    }
    if (left_out > 0) more(left_out);
  }

  /// A sentence behind its mark, and what it comes from.
  void line(Style style, const std::string& mark, const std::string& text,
            const std::string& from) {
    out_ += fmt::format("  {} {}\n", paint_(style, mark),
                        wrapped(visible(text), change_indent, change_indent + 2, width_));
    if (from.empty()) return;
    const std::string lead = "from " + visible(from);
    out_ += std::string(change_indent + 2, ' ') +
            paint_(Style::dim, wrapped(lead, change_indent + 2, change_indent + 2, width_)) + '\n';
  }

  void more(std::size_t count) {
    out_ += fmt::format("    … and {} more: --format json has all\n", count);
  }

  void write_changes() {
    if (!comparison_.documents_known) return write_parts();
    heading("Changes of the document");
    const auto changes = weakening_first(comparison_);
    const std::size_t told = std::min(changes.size(), most_lines_told);
    for (std::size_t i = 0; i < told; ++i) write_change(*changes[i]);
    if (changes.size() > told) more(changes.size() - told);
    if (changes.empty()) out_ += "    none\n";
    const std::string note = attribution_text(comparison_);
    if (!note.empty()) out_ += "    " + wrapped(note, 4, 4, width_) + '\n';
  }

  void write_change(const DocumentChange& change) {
    using Kind = DocumentChange::Kind;
    const Style style = change.weakens || change.kind == Kind::removed ? Style::red
                        : change.kind == Kind::added                   ? Style::green
                                                                       : Style::amber;
    line(style, change.weakens ? "✗" : change_sign(change),
         object_text(change) + ": " + change_text(change), "");
  }

  /// Where no documents were compared: fault trees.
  void write_parts() {
    const auto part = [this](Style style, const std::string& mark, const std::string& text) {
      line(style, mark, text, "");
    };
    if (!comparison_.components_added.empty() || !comparison_.components_removed.empty() ||
        !comparison_.components_changed.empty()) {
      heading("Components");
    }
    for (const std::string& name : comparison_.components_added) part(Style::green, "+", name);
    for (const std::string& name : comparison_.components_removed) part(Style::red, "-", name);
    for (const ComponentChange& change : comparison_.components_changed) {
      part(Style::amber, "~",
           fmt::format("{}: {}", change.name, fmt::join(difference_texts(change), ", ")));
    }
    if (!comparison_.edges_added.empty() || !comparison_.edges_removed.empty()) heading("Edges");
    for (const ModelEdge& edge : comparison_.edges_added) part(Style::green, "+", edge_text(edge));
    for (const ModelEdge& edge : comparison_.edges_removed) part(Style::red, "-", edge_text(edge));
  }

  void write_remedies() {
    const std::vector<std::string> sentences = remedies(comparison_);
    if (!sentences.empty()) heading("What to do");
    for (const std::string& sentence : sentences) line(Style::plain, "→", sentence, "");
  }

  const ComparisonReport& report_;
  const Comparison& comparison_;
  std::vector<ResultChange> told_;
  Painter paint_;
  std::size_t width_;
  std::string out_;
};

Rendered render_comparison_text(const ComparisonReport& report) {
  return ComparisonText(report).write();
}

}  // namespace

const Format<ComparisonReport>& text_comparison_format() {
  static const Format<ComparisonReport> format{
      {"text", "for people: what changed", Medium::terminal}, render_comparison_text};
  return format;
}

}  // namespace cutpoint
