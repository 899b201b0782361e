// What stands behind the verdict of each journey.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "renderer/analysis/journey_words.hpp"
#include "renderer/html_report/sections.hpp"
#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/charts.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markup.hpp"

namespace cutpoint {

namespace {

using CellAlign = HtmlTable::Align;

constexpr std::size_t most_point_rows = 60;
constexpr std::size_t most_groups = 20;
constexpr std::size_t most_named_parts = 6;
constexpr std::size_t open_journeys = 1;  // where no other journey has more to say

using Points = std::vector<const PointStatement*>;

/// `of`: the journey that all of them are of; invalid where each has its own.
std::string single_points_html(const RenderInput& input, const Points& points, JourneyId of,
                               std::size_t most_rows) {
  if (points.empty()) return {};
  const bool is_up_and_down = input.model.form.has_figures;
  std::vector<HtmlTable::Column> columns = {
      {"event"},
      {"kind"},
      {"class"},
      {is_up_and_down ? "down a year" : "probability", CellAlign::right},
      {"", CellAlign::left, "chart"},
      {"outages a year", CellAlign::right},
      {"path and consequence", CellAlign::left, "wide"}};
  if (!of.valid()) columns.insert(columns.end() - 1, HtmlTable::Column{"of"});
  HtmlTable table(of.valid() ? "Single points of failure, by the downtime they cause"
                             : "Single points of failure of several journeys",
                  std::move(columns));
  // By falling downtime: bars are measured by the first.
  const double most = points.front()->point->downtime_per_year.in_seconds();
  const std::size_t shown = std::min(most_rows, points.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const SinglePoint& point = *points[i]->point;
    const BasicEvent& event = input.function.events[point.event];
    const std::string css(name_of(point.classification));
    const double share = most > 0.0 ? point.downtime_per_year.in_seconds() / most : 0.0;
    std::vector<HtmlTable::Cell> cells = {
        {event.name + (event.assumed ? " *" : "")},
        {event_kind_text(input.model, event)},
        {point_marker(point.classification) + " " + css, "point " + css},
        {is_up_and_down ? to_human_text(point.downtime_per_year)
                        : probability_text(event.process.unavailability)},
        {"", "", "", share_bar(share, css)},
        {point.outages_per_year ? rate_text(*point.outages_per_year) : "–"}};
    if (!of.valid()) cells.push_back({whole_journey_names(input.model, points[i]->journeys)});
    cells.push_back({of.valid() ? way_text(input, of, point) : way_text(input, point), "",
                     point_remark(input, point)});
    table.add(std::move(cells));
  }
  std::string out = table.html();
  if (points.size() > shown) {
    out += element("p",
                   fmt::format("… and {} more (cutpoint analyze --format json lists all)",
                               points.size() - shown),
                   "fine");
  }
  return out;
}

/// Its own; those that it shares stand above all journeys.
std::string points_of(const RenderInput& input, const Statements& statements,
                      const JourneyAnalysis& journey) {
  Points own;
  for (const PointStatement& row : statements.points) {
    if (row.journeys == std::vector<JourneyId>{journey.journey}) own.push_back(&row);
  }
  const std::size_t shared = journey.single_points.size() - own.size();
  std::string out =
      single_points_html(input, own, journey.journey, rows_of_a_journey(input, most_point_rows));
  if (shared > 0) {
    out += element("p",
                   fmt::format("{}{} single point{} of failure that it shares with other journeys "
                               "{} above.",
                               own.empty() ? "" : "Further, ", shared, shared == 1 ? "" : "s",
                               shared == 1 ? "stands" : "stand"));
  }
  return out.empty() ? element("p", "No single event alone takes it down.", "good") : out;
}

std::string behind_redundancy(const RenderInput& input, const JourneyAnalysis& journey) {
  std::vector<GroupId> groups;
  std::map<GroupId, std::vector<EventId>> defeated_by;
  for (const HiddenCommonCause& cause : journey.hidden_common_causes) {
    std::vector<EventId>& events = defeated_by[cause.group];
    if (events.empty()) groups.push_back(cause.group);
    events.push_back(cause.event);
  }
  if (groups.empty()) return {};
  HtmlTable table("Behind redundancy: what alone defeats a whole group",
                  {{"redundancy"}, {"defeated by any one of", CellAlign::left, "wide"}});
  const std::size_t shown = std::min(rows_of_a_journey(input, most_groups), groups.size());
  for (std::size_t g = 0; g < shown; ++g) {
    const std::vector<EventId>& events = defeated_by[groups[g]];
    std::string names;
    for (std::size_t i = 0; i < events.size() && i < most_named_parts; ++i) {
      names += (i > 0 ? ", " : "") + input.function.events[events[i]].name;
    }
    if (events.size() > most_named_parts)
      names += fmt::format(" and {} more", events.size() - most_named_parts);
    table.add({{redundancy_words(input, groups[g])}, {names}});
  }
  std::string more;
  if (groups.size() > shown) {
    more = element("p", fmt::format("… and {} more groups", groups.size() - shown), "fine");
  }
  return table.folded(more);
}

std::string unknown_needs(const RenderInput& input, const JourneyAnalysis& journey) {
  if (journey.unknown_dependencies.empty()) return {};
  Caveat caveat;
  caveat.what = Caveat::What::needs_not_known;
  caveat.components = journey.unknown_dependencies;
  return element("p", caveat_words(input, caveat), "unsure");
}

std::string details(const RenderInput& input, const Statements& statements,
                    const JourneyAnalysis& journey, bool open) {
  const Journey& written = input.model.journeys[journey.journey];
  std::string out = fmt::format(
      "<details class=\"journey\" id=\"journey-{0}\"{1}><summary><h3>{2}</h3><span>{3}</span>"
      "<span class=\"state\" data-state-of=\"{0}\"></span></summary>\n",
      journey.journey.value(), open ? " open" : "", escaped(written.name),
      escaped(input.model.form.has_figures ? availability_text(journey)
                                           : probability_text(journey.up.upper_unavailability)));
  out += points_of(input, statements, journey);
  out += unknown_needs(input, journey) + behind_redundancy(input, journey);
  const std::string importance = importance_table(input, journey);
  out += importance.empty()
             ? element("p", "Importance and sensitivity need an exact availability.", "fine")
             : importance;
  out += sensitivity_table(input, journey) + cut_set_table(input, journey);
  return out + "</details>\n";
}

}  // namespace

std::string journey_details(const PageInput& input) {
  const Statements& statements = input.statements;
  Points shared;
  for (const PointStatement& row : statements.points) {
    if (row.journeys.size() > 1) shared.push_back(&row);
  }
  std::string out = single_points_html(input, shared, {}, most_point_rows);
  for (const JourneyAnalysis& journey : input.analysis.journeys) {
    out += details(input, statements, journey, input.analysis.journeys.size() <= open_journeys);
  }
  return out;
}

}  // namespace cutpoint
