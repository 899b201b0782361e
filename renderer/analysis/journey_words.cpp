#include "renderer/analysis/journey_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "renderer/statements/statement_words.hpp"
#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

std::size_t report_width(const RenderInput& input) {
  return std::max<std::size_t>(input.options.width, 60);
}

std::vector<TextTable::Cell> single_point_cells(const RenderInput& input,
                                                const SinglePoint& point) {
  const BasicEvent& event = input.function.events[point.event];
  const Style style = point_style(point.classification);
  return {{point_marker(point.classification), style},
          {visible(event.name) + (event.assumed ? " *" : ""), style},
          {event_kind_text(input.model, event), Style::dim},
          {to_human_text(point.downtime_per_year)},
          {point.outages_per_year ? rate_text(*point.outages_per_year) : "-"}};
}

namespace {

std::string failover_remark(const StructureFunction& function, EventId event) {
  for (const FailoverGroup& group : function.failover_groups) {
    if (group.failover != event) continue;
    if (group.always_by_hand) return "somebody switches by hand";
    const bool unlike = !group.unlike.empty();
    return fmt::format("switches in {}{}, {}{} of failures", unlike ? "at most " : "",
                       to_human_text(Duration::hours(group.switch_hours)),
                       unlike ? "at least " : "", to_text(Probability(group.success)));
  }
  return {};
}

/// Up to `most` names of up to `width` columns.
std::string listed_journeys(const Model& model, const std::vector<JourneyId>& journeys,
                            std::size_t most, std::size_t width) {
  if (journeys.size() == model.journeys.size()) return journeys.size() == 2 ? "both" : "all";
  std::string names;
  for (std::size_t i = 0; i < journeys.size() && i < most; ++i) {
    names += (i > 0 ? ", " : "") + elided(visible(model.journeys[journeys[i]].name), width);
  }
  if (journeys.size() > most) names += fmt::format(" and {} more", journeys.size() - most);
  return names;
}

}  // namespace

std::string point_remark(const RenderInput& input, const SinglePoint& point) {
  std::string remark;
  const BasicEvent& event = input.function.events[point.event];
  if (event.kind == EventKind::failover) {
    remark = failover_remark(input.function, point.event);
  } else if (point.classification == SinglePointClass::partial) {
    const Restart& restart = *input.model.components[event.component].details->restart;
    remark = fmt::format("restarts in {}, {} of failures", to_human_text(restart.time->value),
                         to_text(restart.cures->value));
  } else if (point.acceptance != nullptr) {
    remark = acceptance_words(*point.acceptance);
  }
  if (point.takes_down && !point.takes_down->empty()) {
    if (!remark.empty()) remark += "; ";
    remark += "takes down " + names_text(input.model, *point.takes_down, 3);
  }
  return remark;
}

std::string way_text(const RenderInput& input, const SinglePoint& point) {
  const BasicEvent& event = input.function.events[point.event];
  std::string way = path_text(input.model, point.path);
  if (event.kind == EventKind::link) way += (way.empty() ? "" : " → ") + visible(event.name);
  return way;
}

std::string way_text(const RenderInput& input, JourneyId journey, const SinglePoint& point) {
  const std::string below = way_text(input, point);
  return visible(input.model.journeys[journey].name) + (below.empty() ? "" : " → " + below);
}

std::string whole_journey_names(const Model& model, const std::vector<JourneyId>& journeys) {
  return listed_journeys(model, journeys, journeys.size(), std::string::npos);
}

std::string journey_names(const Model& model, const std::vector<JourneyId>& journeys,
                          std::size_t most) {
  return listed_journeys(model, journeys, most, 40);
}

std::string expired_words(const RenderInput& input, const ExpiredAcceptance& expired) {
  const Acceptance& acceptance = *expired.acceptance;
  std::string where;
  if (expired.component.valid()) {
    where = " on " + visible(input.model.components[expired.component].name);
  } else if (expired.journey.valid()) {
    where = " on " + visible(input.model.journeys[expired.journey].name);
  }
  return fmt::format("{}{} was accepted until {} ({}): it counts again",
                     visible(acceptance.rule ? acceptance.rule->value : ""), where,
                     to_text(acceptance.until->value),
                     acceptance.reason ? visible(acceptance.reason->value) : "no reason given");
}

std::string event_text(const RenderInput& input, EventId event) {
  return visible(input.function.events[event].name);
}

std::string_view difference_words(DifferenceReason reason) {
  switch (reason) {
    case DifferenceReason::required_leaf:
      return "a single point of failure, but no cut vertex: it is needed, and nothing hangs behind";
    case DifferenceReason::reached_by_other_paths:
      return "a single point of failure, but no cut vertex: the drawing has other ways round";
    case DifferenceReason::optional_behind:
      return "on the only way in the drawing, but no single point of failure: what hangs behind is "
             "redundant, soft or has a fallback";
    case DifferenceReason::cannot_fail:
      return "on the only way in the drawing, but no single point of failure: it has no failures "
             "of its own";
  }
  return "";
}

std::vector<std::pair<DifferenceReason, std::vector<ComponentId>>> differences_by_reason(
    const Analysis& analysis) {
  std::vector<std::pair<DifferenceReason, std::vector<ComponentId>>> groups;
  for (const DifferenceReason reason :
       {DifferenceReason::required_leaf, DifferenceReason::reached_by_other_paths,
        DifferenceReason::optional_behind, DifferenceReason::cannot_fail}) {
    std::vector<ComponentId> ids;
    for (const CutVertexDifference& difference : analysis.differences) {
      if (difference.reason == reason) ids.push_back(difference.component);
    }
    if (!ids.empty()) groups.emplace_back(reason, std::move(ids));
  }
  return groups;
}

}  // namespace cutpoint
