#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include <fmt/format.h>

#include "model/base/code_points.hpp"
#include "renderer/advice/change_words.hpp"
#include "renderer/advice/sensitivity_rows.hpp"
#include "renderer/advice/words.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/terminal_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

/// Line by line what a terminal may be shown; a tab or the end of a Windows line misleads nobody.
std::string shown_patch(std::string_view patch) {
  std::string out;
  for (std::size_t at = 0; at < patch.size();) {
    const std::size_t start = at;
    const std::uint32_t code = next_code_point(patch, at);
    const std::string_view written = patch.substr(start, at - start);
    const bool harmless = code == '\n' || code == '\t' || code == '\r';
    out += harmless ? std::string(written) : visible(written);
  }
  return out;
}

class AdviceText {
 public:
  explicit AdviceText(const AdviceReport& report)
      : report_(report), advice_(report.advice), paint_(report.options.colour) {}

  std::string write() {
    out_ = fmt::format("{}   {}   target {}\n", paint_(Style::bold, visible(report_.model.name)),
                       visible(report_.options.file_name), visible(target_text(report_)));
    write_journeys();
    heading("Verdict");
    for (const std::string& sentence : verdict_sentences(report_)) bullet(sentence);
    write_chosen();
    heading(fmt::format("For {}", visible(target_text(report_))));
    for (const Guidance& row : advice_.guidance) bullet(guidance_text(row, advice_.target));
    write_changes();
    heading("Where effort is best spent");
    out_ += sensitivity_text(
        {report_.model, report_.sensitivity, advice_.journeys, report_.top, report_.options});
    // The patch alone keeps its lines, however long.
    out_ = fitted(out_, std::max<std::size_t>(report_.options.width, 60));
    if (!report_.patch.empty()) {
      const std::string shown = shown_patch(report_.patch);
      heading(
          shown == report_.patch
              ? "Patch, for `patch -p0` or `git apply -p0`"
              : "Patch, with hidden characters made visible; --format patch prints it as it is");
      out_ += '\n' + shown;
    }
    return std::move(out_);
  }

 private:
  void heading(const std::string& text) {
    out_ += fmt::format("\n  {}\n", paint_(Style::bold, text));
  }

  void bullet(const std::string& text) {
    out_ += "    " + wrapped(visible(text), 4, 6, report_.options.width) + '\n';
  }

  void write_journeys() {
    out_ += '\n';
    TextTable table({{"journey", TextTable::Align::left, 40, 12},
                     {"now", TextTable::Align::right},
                     {"down a year", TextTable::Align::right},
                     {"then", TextTable::Align::right},
                     {"down a year", TextTable::Align::right}});
    for (std::size_t i = 0; i < advice_.journeys.size(); ++i) {
      const AvailabilityResult& before = advice_.before[i];
      const AvailabilityResult& after =
          advice_.chosen.after.empty() ? before : advice_.chosen.after[i];
      const std::array target{advice_.targets[i]};
      table.add({{visible(report_.model.journeys[advice_.journeys[i]].name)},
                 {availability_text(before, target)},
                 {to_human_text(before.downtime_per_year())},
                 {availability_text(after, target)},
                 {to_human_text(after.downtime_per_year())}});
    }
    out_ += table.text(4, paint_, report_.options.width);
  }

  void write_chosen() {
    for (const std::size_t i : advice_.chosen.changes) {
      const AdvisedChange& change = advice_.changes[i];
      out_ += fmt::format("    {} ", paint_(Style::green, "✓"));
      out_ += wrapped(visible(fmt::format("{} ({})", change_text(change), name_of(change.way))), 6,
                      6, report_.options.width) +
              '\n';
    }
  }

  [[nodiscard]] std::vector<TextTable::Cell> cells_of(std::size_t number, bool has_money) const {
    const AdvisedChange& change = advice_.changes[number];
    std::vector<TextTable::Cell> cells = {{is_chosen(advice_, number) ? "✓" : "", Style::green},
                                          {std::string(name_of(change.way))},
                                          {visible(change.subject)},
                                          {nines_gained_text(change.nines_gained)},
                                          {saved_text(change.alone.downtime_saved)}};
    if (has_money) cells.push_back({money_saved_text(advice_, change.alone)});
    cells.push_back({cost_text(advice_.currency, change)});
    if (has_money) cells.push_back({pay_back_text(change)});
    return cells;
  }

  void write_changes() {
    heading("Changes, each alone");
    const auto shown = changes_to_show(report_);
    if (shown.empty()) out_ += "    none\n";
    const bool has_money = any_money_saved(report_);
    std::vector<TextTable::Column> columns = {{"", TextTable::Align::left},
                                              {"way", TextTable::Align::left},
                                              {"of", TextTable::Align::left, 40, 12},
                                              {"nines", TextTable::Align::right},
                                              {"saved a year", TextTable::Align::right}};
    if (has_money) columns.push_back({"money", TextTable::Align::right});
    columns.push_back({"a month", TextTable::Align::right});
    if (has_money) columns.push_back({"pays back", TextTable::Align::right});
    TextTable table(std::move(columns));
    Footnotes notes;
    for (const std::size_t i : shown) {
      const AdvisedChange& change = advice_.changes[i];
      std::string what = visible(change_text(change)) + notes.marks(assumption_texts(change));
      if (change.side_effect) {
        what += fmt::format("; {}", visible(side_effect_text(*change.side_effect)));
      }
      table.add(cells_of(i, has_money), what);
    }
    if (!shown.empty()) out_ += table.text(4, paint_, report_.options.width);
    if (shown.size() < advice_.changes.size()) {
      out_ +=
          fmt::format("    and {} more; --top shows them\n", advice_.changes.size() - shown.size());
    }
    out_ += '\n';
    for (std::size_t i = 0; i < notes.all().size(); ++i) {
      bullet(fmt::format("[{}] assumed: {}", i + 1, notes.all()[i]));
    }
    for (const LeftAlone& part : advice_.left_alone) {
      bullet(fmt::format("left alone: {}", left_alone_text(part)));
    }
    bullet(method_sentence(advice_));
  }

  const AdviceReport& report_;
  const Advice& advice_;
  Painter paint_;
  std::string out_;
};

Rendered render_advice_text(const AdviceReport& report) {
  return AdviceText(report).write();
}

}  // namespace

const Format<AdviceReport>& text_advice_format() {
  static const Format<AdviceReport> format{
      {"text", "for people: the changes and where effort is best spent", Medium::terminal},
      render_advice_text};
  return format;
}

}  // namespace cutpoint
