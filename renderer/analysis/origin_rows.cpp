// What the downtime comes from: the worst single points, combinations, what defeats redundancy.
#include <algorithm>

#include <fmt/format.h>

#include "renderer/analysis/journey_words.hpp"
#include "renderer/analysis/report_overview.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/wrapped_text.hpp"

namespace cutpoint {

namespace {

constexpr double told_share_of_combinations = 0.005;

std::string share_text_of(double share) {
  const double percent = 100.0 * share;
  if (share > 0.0 && percent < 1.0) return "< 1 %";
  return fmt::format("{:.0f} %", percent);
}

class OriginTable {
 public:
  OriginTable(const RenderInput& input, const Statements& statements)
      : input_(input),
        statements_(statements),
        shows_journeys_(statements.journeys.size() > 1),
        bar_width_(bar_width(report_width(input))),
        table_(columns()) {}

  void add(const PointStatement& point, bool with_reason) {
    const BasicEvent& event = input_.function.events[point.point->event];
    const Style style = point_style(point.point->classification);
    std::vector<TextTable::Cell> cells = {
        {point_marker(point.point->classification), style},
        {visible(event.name) + (event.assumed ? " *" : ""), style}};
    add_kind(cells, event_kind_text(input_.model, event));
    cells.push_back({to_human_text(point.point->downtime_per_year)});
    add_share(cells, point.share, style);
    if (shows_journeys_) cells.push_back({short_journeys(point.journeys), Style::dim});
    std::string note;
    if (with_reason && point.point->classification == SinglePointClass::accepted) {
      note = acceptance_words(*point.point->acceptance);
    }
    table_.add(std::move(cells), note);
  }

  /// Of the downtime of the journey that is down most; 0 where that is not worth a word.
  [[nodiscard]] double share_of_combinations() const {
    const JourneyStatement* worst = worst_journey();
    if (worst == nullptr) return 0.0;
    const double whole = worst->analysis->up.downtime_per_year().in_seconds();
    const double rest = worst->by_combinations.in_seconds();
    return whole <= 0.0 || rest < told_share_of_combinations * whole ? 0.0 : rest / whole;
  }

  /// What more than one failure at a time adds to the journey that is down most.
  void add_combinations() {
    const double share = share_of_combinations();
    if (share <= 0.0) return;
    std::vector<TextTable::Cell> cells = {{"+", Style::dim}, {"several at once"}};
    add_kind(cells, "");
    cells.push_back({to_human_text(worst_journey()->by_combinations)});
    add_share(cells, share, Style::plain);
    if (shows_journeys_) cells.push_back({short_journeys({statements_.worst}), Style::dim});
    table_.add(std::move(cells));
  }

  [[nodiscard]] std::string text(const Painter& paint) const {
    return table_.text(2, paint, report_width(input_));
  }

 private:
  /// Names have the room first: a bar says again what the share says, and a kind is known.
  static std::size_t bar_width(std::size_t width) {
    if (width < 72) return 0;
    return width >= 100 ? 10 : 6;
  }

  [[nodiscard]] bool has_room() const { return bar_width_ > 0; }

  void add_kind(std::vector<TextTable::Cell>& cells, const std::string& kind) const {
    if (has_room()) cells.push_back({kind, Style::dim});
  }

  void add_share(std::vector<TextTable::Cell>& cells, double share, Style style) const {
    if (has_room()) cells.push_back({bar_text(share, bar_width_), style});
    cells.push_back({share_text_of(share)});
  }

  [[nodiscard]] std::vector<TextTable::Column> columns() const {
    using Align = TextTable::Align;
    std::vector<TextTable::Column> columns = {
        {"", Align::left, 1},
        {has_room() ? "What it comes from" : "Comes from", Align::left, 30, 12}};
    if (has_room()) columns.push_back({"", Align::left, 16, 12});
    columns.push_back({"a year", Align::right});
    if (has_room()) columns.push_back({"share", Align::left, bar_width_});
    columns.push_back({has_room() ? "" : "share", Align::right});
    if (shows_journeys_) columns.push_back({"of", Align::left, 24, 10});
    return columns;
  }

  [[nodiscard]] const JourneyStatement* worst_journey() const {
    const auto found = std::find_if(
        statements_.journeys.begin(), statements_.journeys.end(),
        [this](const JourneyStatement& row) { return row.journey == statements_.worst; });
    return found == statements_.journeys.end() ? nullptr : &*found;
  }

  [[nodiscard]] std::string short_journeys(const std::vector<JourneyId>& journeys) const {
    if (journeys.size() == input_.model.journeys.size()) {
      return journeys.size() == 2 ? "both" : "all";
    }
    if (journeys.size() == 1) return visible(input_.model.journeys[journeys.front()].name);
    return fmt::format("{} of {}", journeys.size(), input_.model.journeys.size());
  }

  const RenderInput& input_;
  const Statements& statements_;
  bool shows_journeys_;
  std::size_t bar_width_;
  TextTable table_;
};

/// "4 more, 19 pairs: --section points, combinations; all: --details".
std::string left_out(const Statements& statements, std::size_t told, const RenderInput& input,
                     const Painter& paint) {
  std::string text;
  std::string sections;
  const auto add = [&](const std::string& what, std::string_view section) {
    text += (text.empty() ? "" : ", ") + what;
    sections += fmt::format("{}{}", sections.empty() ? "" : ", ", section);
  };
  if (statements.points.size() > told) {
    add(fmt::format("{} more", statements.points.size() - told), "points");
  }
  std::uint64_t pairs = 0;
  for (const JourneyStatement& journey : statements.journeys) {
    const CutSets& sets = journey.analysis->cut_sets;
    if (sets.available && sets.by_order.size() > 1) pairs = std::max(pairs, sets.by_order[1]);
  }
  if (pairs > 0) {
    add(fmt::format("{}{} pair{}", statements.journeys.size() > 1 ? "up to " : "", pairs,
                    pairs == 1 ? "" : "s"),
        "combinations");
  }
  text = text.empty() ? "everything: --details"
                      : fmt::format("{}: --section {}; all: --details", text, sections);
  constexpr std::size_t indent = 5;
  return std::string(indent, ' ') +
         paint(Style::dim, wrapped(text, indent, indent, report_width(input))) + '\n';
}

std::string no_points(const Statements& statements, const Painter& paint) {
  const bool is_known =
      std::all_of(statements.journeys.begin(), statements.journeys.end(),
                  [](const auto& row) { return row.analysis->unknown_dependencies.empty(); });
  const bool works =
      std::none_of(statements.journeys.begin(), statements.journeys.end(), [](const auto& row) {
        return !row.caveats.empty() && row.caveats.front().what == Caveat::What::never_works;
      });
  if (!works) return {};
  return is_known ? "  " + paint(Style::green, "No single point of failure") + "\n"
                  : "  " + paint(Style::amber, "No single point of failure is known") + "\n";
}

}  // namespace

std::string origin_rows(const RenderInput& input, const Statements& statements,
                        const ReportRoom& room, const Painter& paint) {
  OriginTable table(input, statements);
  std::size_t told = std::min(room.points, statements.points.size());
  for (std::size_t i = 0; i < told; ++i) table.add(statements.points[i], room.reasons);
  const double together = table.share_of_combinations();
  const bool next_is_worse =
      together > 0.0 && told < statements.points.size() && statements.points[told].share > together;
  // What costs more has the row.
  if (next_is_worse) {
    table.add(statements.points[told++], false);
  } else {
    table.add_combinations();
  }
  std::string out = statements.points.empty() ? no_points(statements, paint) : "";
  return out + table.text(paint) + left_out(statements, told, input, paint);
}

std::string defeated_rows(const RenderInput& input, const Statements& statements,
                          const ReportRoom& room, const Painter& paint) {
  constexpr std::size_t most_names = 3;
  std::string out;
  for (std::size_t i = 0; i < statements.defeated.size() && i < room.groups; ++i) {
    const DefeatedGroup& row = statements.defeated[i];
    std::string names;
    for (std::size_t k = 0; k < row.by.size() && k < most_names; ++k) {
      names += (k == 0 ? "" : ", ") + elided(event_text(input, row.by[k]), 32);
    }
    if (row.by.size() > most_names)
      names += fmt::format(" and {} more", row.by.size() - most_names);
    const bool is_last = i + 1 == room.groups;
    const std::size_t more = statements.defeated.size() - i - 1;
    out +=
        labelled(i == 0 ? "Redundancy" : "",
                 fmt::format("{} alone {} {}{}", names, row.by.size() == 1 ? "defeats" : "defeat",
                             redundancy_words(input, row.group),
                             is_last && more > 0 ? more_text(more, "redundancy", room) : ""),
                 input, paint);
  }
  return out;
}

}  // namespace cutpoint
