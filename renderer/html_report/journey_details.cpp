// What stands behind the verdict of each journey.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "renderer/analysis/journey_words.hpp"
#include "renderer/html_report/sections.hpp"
#include "renderer/writing/charts.hpp"
#include "renderer/writing/figures_text.hpp"
#include "renderer/writing/markup.hpp"

namespace cutpoint {

namespace {

using Align = HtmlTable::Align;

constexpr std::size_t most_point_rows = 60;
constexpr std::size_t most_groups = 20;
constexpr std::size_t most_named = 6;
constexpr std::size_t open_journeys = 3;

std::string single_points_html(const RenderInput& input, const JourneyAnalysis& journey) {
  const auto& points = journey.single_points;
  if (points.empty()) return {};
  const bool is_up_and_down = input.model.form.has_figures;
  HtmlTable table("Single points of failure, by the downtime they cause",
                  {{"event"},
                   {"kind"},
                   {"class"},
                   {is_up_and_down ? "down a year" : "probability", Align::right},
                   {"", Align::left, "chart"},
                   {"outages a year", Align::right},
                   {"path and consequence", Align::left, "wide"}});
  double most = 0.0;
  for (const SinglePoint& point : points) {
    most = std::max(most, point.downtime_per_year.in_seconds());
  }
  const std::string name = input.model.journeys[journey.journey].name;
  const std::size_t shown = std::min(rows_of_a_journey(input, most_point_rows), points.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const SinglePoint& point = points[i];
    const BasicEvent& event = input.function.events[point.event];
    const std::string css(name_of(point.classification));
    const double share = most > 0.0 ? point.downtime_per_year.in_seconds() / most : 0.0;
    const std::string path = path_text(input.model, point.path);
    table.add({{event.name + (event.assumed ? " *" : "")},
               {event_kind_text(input.model, event)},
               {point_marker(point.classification) + " " + css, "point " + css},
               {is_up_and_down ? to_human_text(point.downtime_per_year)
                               : probability_text(event.process.unavailability)},
               {"", "", "", share_bar(share, css)},
               {point.outages_per_year ? rate_text(*point.outages_per_year) : "–"},
               {path.empty() ? name : name + " → " + path, "", point_remark(input, point)}});
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
                  {{"redundancy"}, {"defeated by any one of", Align::left, "wide"}});
  const std::size_t shown = std::min(rows_of_a_journey(input, most_groups), groups.size());
  for (std::size_t g = 0; g < shown; ++g) {
    const std::vector<EventId>& events = defeated_by[groups[g]];
    std::string names;
    for (std::size_t i = 0; i < events.size() && i < most_named; ++i) {
      names += (i > 0 ? ", " : "") + input.function.events[events[i]].name;
    }
    if (events.size() > most_named)
      names += fmt::format(" and {} more", events.size() - most_named);
    table.add({{input.function.groups[groups[g]].name}, {names}});
  }
  std::string out = table.html();
  if (groups.size() > shown) {
    out += element("p", fmt::format("… and {} more groups", groups.size() - shown), "fine");
  }
  return out;
}

std::string unknown_needs(const RenderInput& input, const JourneyAnalysis& journey) {
  if (journey.unknown_dependencies.empty()) return {};
  return element("p",
                 fmt::format("No dependency information for {}: what they need may be further "
                             "single points of failure.",
                             names_text(input.model, journey.unknown_dependencies, most_named)),
                 "unsure");
}

std::string details(const RenderInput& input, const JourneyAnalysis& journey, bool open) {
  const Journey& written = input.model.journeys[journey.journey];
  std::string out = fmt::format(
      "<details class=\"journey\" id=\"journey-{0}\"{1}><summary><h3>{2}</h3><span>{3}</span>"
      "<span class=\"state\" data-state-of=\"{0}\"></span></summary>\n",
      journey.journey.value(), open ? " open" : "", escaped(written.name),
      escaped(input.model.form.has_figures ? availability_text(journey)
                                           : probability_text(journey.up.upper_unavailability)));
  const std::string points = single_points_html(input, journey);
  out += points.empty() ? element("p", "No single event alone takes it down.", "good") : points;
  out += unknown_needs(input, journey) + behind_redundancy(input, journey);
  const std::string importance = importance_table(input, journey);
  out += importance.empty()
             ? element("p", "Importance and sensitivity need an exact availability.", "fine")
             : importance;
  out += sensitivity_table(input, journey) + cut_set_table(input, journey);
  return out + "</details>\n";
}

}  // namespace

std::string journey_details(const RenderInput& input) {
  const auto& journeys = input.analysis.journeys;
  std::string out;
  for (const JourneyAnalysis& journey : journeys) {
    out += details(input, journey, journey.journey.index() < open_journeys);
  }
  return out;
}

}  // namespace cutpoint
