#include <algorithm>

#include <fmt/format.h>

#include "analyzer/observation/observe.hpp"
#include "model/base/interval_text.hpp"
#include "renderer/writing/reports.hpp"
#include "renderer/writing/terminal_text.hpp"

namespace cutpoint {

namespace {

std::string observed_interval(const std::string& value, Duration low, Duration high) {
  if (high.is_never()) return fmt::format("{} (over {})", value, to_human_text(low));
  return fmt::format("{} ({})", value, interval_text(low, high).from_to());
}

std::string availability_cell(const ObservedComponent& row) {
  if (!row.availability) return "-";
  std::string text = to_human_text(*row.availability);
  if (row.lowest_availability && row.highest_availability) {
    text += fmt::format(
        " ({})", interval_text(*row.lowest_availability, *row.highest_availability).from_to());
  }
  return text;
}

std::string dominated_text(const DominatedMean& dominated) {
  std::string without = to_human_text(dominated.without);
  if (const auto& interval = dominated.interval_without) {
    without = observed_interval(without, interval->low, interval->high);
  }
  const std::string longest = to_human_text(dominated.longest.front());
  if (dominated.longest.size() == 1) {
    return fmt::format("the mean hangs on one incident of {}: {} without it", longest, without);
  }
  return fmt::format("the mean hangs on two incidents of {} and {}: {} without them", longest,
                     to_human_text(dominated.longest.back()), without);
}

std::string note_of(const ObservedComponent& row) {
  std::string note;
  const auto add = [&note](const std::string& text) {
    if (!note.empty()) note += "; ";
    note += text;
  };
  if (row.never_up()) add("never up");
  if (row.never_up() && row.mttr && row.repairs.empty()) add("MTTR is a lower bound");
  if (row.failures == 0 && !row.never_up()) add("no failure: MTBF is T / ln 2");
  if (row.merged > 0) add(fmt::format("{} overlapping records merged", row.merged));
  if (row.dominated) add(dominated_text(*row.dominated));
  if (row.open > 0) add(fmt::format("{} not ended", row.open));
  if (row.planned_downtime > Duration()) {
    add(fmt::format("planned {} left out", to_human_text(row.planned_downtime)));
  }
  return note;
}

Rendered render_observation_text(const ObservationReport& report) {
  const Painter paint(report.options.colour);
  std::string out = paint(Style::bold, visible(report.observation.file_name));
  if (report.observation.from) {
    out += fmt::format("   {} to {}", to_text(*report.observation.from),
                       to_text(*report.observation.to));
  }
  if (report.observation.window)
    out += fmt::format("   {}", to_human_text(*report.observation.window));
  out += fmt::format("\n  in brackets: what holds the truth with {}\n\n",
                     to_text(Probability(report.observation.confidence)));
  using Align = TextTable::Align;
  TextTable table({{"component", Align::left, 40, 12},
                   {"failures", Align::right},
                   {"operating", Align::right},
                   {"MTBF", Align::left},
                   {"MTTR", Align::left},
                   {"median", Align::right},
                   {"availability", Align::left}});
  for (const ObservedComponent& row : report.observation.components) {
    std::string repair = row.mttr ? to_human_text(*row.mttr) : "-";
    if (row.mttr_interval) {
      repair = observed_interval(repair, row.mttr_interval->low, row.mttr_interval->high);
    }
    table.add({{visible(row.name)},
               {std::to_string(row.failures)},
               {to_human_text(row.operating)},
               {row.never_up() ? "-"
                               : observed_interval(to_human_text(row.mtbf), row.mtbf_interval.low,
                                                   row.mtbf_interval.high)},
               {repair},
               {row.median_repair ? to_human_text(*row.median_repair) : "-"},
               {availability_cell(row)}},
              note_of(row));
  }
  return out + table.text(2, paint, std::max<std::size_t>(report.options.width, 60));
}

}  // namespace

const Format<ObservationReport>& text_observation_format() {
  static const Format<ObservationReport> format{
      {"text", "for people: figures with their intervals", Medium::terminal},
      render_observation_text};
  return format;
}

}  // namespace cutpoint
