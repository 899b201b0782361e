// Importance, sensitivity and cut sets of a journey.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "renderer/html_report/sections.hpp"
#include "renderer/statements/importance_words.hpp"
#include "renderer/writing/charts.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markup.hpp"

namespace cutpoint {

namespace {

using CellAlign = HtmlTable::Align;

constexpr std::size_t most_important_rows = 12;
constexpr std::size_t most_sensitive = 10;
constexpr std::size_t most_table_sets = 15;
// Rows that matter less than this are left out, but for the first ones.
constexpr std::size_t always_shown = 4;
constexpr double least_criticality = 0.001;
constexpr double least_difference = 0.005;  // of the unavailability

const std::string& event_name(const RenderInput& input, EventId event) {
  return input.function.events[event].name;
}

std::string worth_ratio(double value) {
  return std::isinf(value) ? "∞" : fmt::format("{:.3g}", value);
}

std::string criticality_percent(double share) {
  const double percent = 100.0 * share;
  if (percent > 0.0 && percent < 0.01) return "< 0.01 %";
  return percent < 1.0 ? fmt::format("{:.2f} %", percent) : fmt::format("{:.1f} %", percent);
}

std::string year_text(double unavailability) {
  return to_human_text(Duration::in_a_year(unavailability));
}

/// What was moved for a row of the sensitivity table.
std::string_view moved_text(const BasicEvent& event, const TornadoBar& row) {
  if (row.from_range) return "over the range given";
  return event.process.rate > 0.0 ? "MTBF ×2 or MTTR ÷2, and the reverse"
                                  : "its odds halved, and doubled";
}

}  // namespace

std::string more_text(std::size_t left_out, std::string_view what) {
  if (left_out == 0) return {};
  return element(
      "p",
      fmt::format("… and {} more {} (cutpoint analyze --format json lists all)", left_out, what),
      "fine");
}

std::size_t rows_of_a_journey(const RenderInput& input, std::size_t most) {
  constexpr std::size_t many = 30;
  constexpr std::size_t least = 5;
  const std::size_t journeys = input.model.journeys.size();
  return journeys <= many ? most : std::max(std::min(least, most), most * many / journeys);
}

namespace {

/// Of a journey that is bounded.
std::string importance_bounds_table(const RenderInput& input, const JourneyAnalysis& journey) {
  if (journey.importance_bounds.empty()) return {};
  HtmlTable table("Importance, by bounds of the availability: events that may matter most",
                  {{"event"},
                   {"criticality", CellAlign::right},
                   {"Birnbaum", CellAlign::right},
                   {"risk achievement", CellAlign::right},
                   {"risk reduction", CellAlign::right}});
  for (const ImportanceBounds& row : journey.importance_bounds) {
    table.add({{event_name(input, row.event)},
               {between_words(row.criticality)},
               {between_words(row.birnbaum)},
               {between_words(row.risk_achievement_worth)},
               {between_words(row.risk_reduction_worth)}});
  }
  const std::string order =
      importance_order_words(journey.importance_bounds, journey.importance_left_out);
  return table.folded(order.empty() ? order : element("p", order, "fine"));
}

}  // namespace

std::string importance_table(const RenderInput& input, const JourneyAnalysis& journey) {
  if (journey.importance.empty()) return importance_bounds_table(input, journey);
  const bool families = std::any_of(journey.importance.begin(), journey.importance.end(),
                                    [](const Importance& row) { return row.fussell_vesely; });
  std::vector<HtmlTable::Column> columns = {{"event"},
                                            {"share of the downtime", CellAlign::left, "chart"},
                                            {"criticality", CellAlign::right},
                                            {"Birnbaum", CellAlign::right},
                                            {"risk achievement", CellAlign::right},
                                            {"risk reduction", CellAlign::right}};
  if (families) columns.push_back({"Fussell–Vesely", CellAlign::right});
  HtmlTable table("Importance: how much of the downtime hangs on each event", columns);
  const std::size_t room = rows_of_a_journey(input, most_important_rows);
  std::size_t shown = 0;
  for (const Importance& row : journey.importance) {
    const bool matters = shown < always_shown || row.criticality >= least_criticality;
    if (!matters || shown == room) break;
    ++shown;
    std::vector<HtmlTable::Cell> cells = {{event_name(input, row.event)},
                                          {"", "", "", share_bar(row.criticality)},
                                          {criticality_percent(row.criticality)},
                                          {fmt::format("{:.3g}", row.birnbaum)},
                                          {worth_ratio(row.risk_achievement_worth)},
                                          {worth_ratio(row.risk_reduction_worth)}};
    if (families)
      cells.push_back({row.fussell_vesely ? criticality_percent(*row.fussell_vesely) : "–"});
    table.add(std::move(cells));
  }
  return table.folded(more_text(journey.importance.size() - shown, "events"));
}

std::string sensitivity_table(const RenderInput& input, const JourneyAnalysis& journey) {
  const std::vector<TornadoBar>& rows = journey.tornado;
  if (rows.empty()) return {};
  const double base = journey.up.availability.unavailability();
  double most = base;
  for (const TornadoBar& row : rows) most = std::max(most, row.worse);
  HtmlTable table("Sensitivity: downtime a year if the figures of one event were better or worse",
                  {{"event"},
                   {"better", CellAlign::right},
                   {"", CellAlign::left, "chart"},
                   {"worse", CellAlign::right},
                   {"figures moved"}});
  const std::size_t room = rows_of_a_journey(input, most_sensitive);
  std::size_t shown = 0;
  for (const TornadoBar& row : rows) {
    const double difference = std::abs(row.worse - row.better);
    const bool matters = shown < always_shown || difference >= least_difference * base;
    if (!matters || shown == room) break;
    ++shown;
    table.add({{event_name(input, row.event)},
               {year_text(row.better)},
               {"", "", "", range_bar(row.better, base, row.worse, most)},
               {year_text(row.worse)},
               {std::string(moved_text(input.function.events[row.event], row))}});
  }
  return table.folded(
      element("p",
              fmt::format("The mark is today's {}. One event alone is moved, all others stay "
                          "as they are: {}.{}",
                          year_text(base), name_of(journey.up.method),
                          rows.size() == journey.importance.size()
                              ? ""
                              : " What redundancy in time stands on is not moved here, as it "
                                "would switch more or less often: see cutpoint sensitivity."),
              "fine"));
}

std::string cut_set_table(const RenderInput& input, const JourneyAnalysis& journey) {
  const CutSets& cut_sets = journey.cut_sets;
  if (!cut_sets.available) {
    return element("p",
                   "Combinations beyond single events were not counted: the model exceeds the "
                   "node budget.");
  }
  std::string counts;
  for (std::size_t order = 1; order <= cut_sets.by_order.size(); ++order) {
    counts += fmt::format("{}{} of order {}", counts.empty() ? "" : ", ",
                          cut_sets.by_order[order - 1], order);
  }
  counts += cut_sets.complete     ? ": all there are."
            : cut_sets.ends_early ? ". Higher orders exceed the budget."
                                  : ". --max-order counts further.";
  HtmlTable table("Minimal cut sets: combinations that fail it together",
                  {{"events"},
                   {"order", CellAlign::right},
                   {"probability", CellAlign::right},
                   {"of the unavailability", CellAlign::left, "chart"}});
  const double whole = journey.up.availability.unavailability();
  const std::size_t room = rows_of_a_journey(input, most_table_sets);
  std::size_t listed = 0;
  for (const CutSet& set : cut_sets.sets) {
    // Single events have a table of their own.
    if (set.events.size() == 1 || ++listed > room) continue;
    std::string names;
    for (const EventId event : set.events) {
      names += (names.empty() ? "" : " + ") + event_name(input, event);
    }
    table.add({{names.empty() ? "nothing need fail" : names},
               {std::to_string(set.events.size())},
               {probability_text(set.probability, 2)},
               {"", "", "", share_bar(whole > 0.0 ? set.probability / whole : 0.0)}});
  }
  std::string out = element("p", counts, "fine");
  const std::string more = more_text(listed - std::min(listed, room), "listed sets");
  return out + (table.empty() ? more : table.folded(more));
}

}  // namespace cutpoint
