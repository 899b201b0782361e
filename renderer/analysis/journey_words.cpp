#include "renderer/analysis/journey_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

std::size_t report_width(const RenderInput& input) {
  return std::max<std::size_t>(input.options.width, 60);
}

std::string point_marker(SinglePointClass value) {
  switch (value) {
    case SinglePointClass::full:
      return "✗";
    case SinglePointClass::partial:
      return "~";
    case SinglePointClass::accepted:
      return "✓";
  }
  return " ";
}

Style point_style(SinglePointClass value) {
  switch (value) {
    case SinglePointClass::full:
      return Style::red;
    case SinglePointClass::partial:
      return Style::amber;
    case SinglePointClass::accepted:
      return Style::dim;
  }
  return Style::plain;
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
    return fmt::format("switches in {}, {} of failures",
                       to_human_text(Duration::hours(group.switch_hours)),
                       to_text(Probability(group.success)));
  }
  return {};
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
    remark =
        "accepted: " + visible(point.acceptance->reason ? point.acceptance->reason->value : "");
    if (point.acceptance->until) {
      remark += fmt::format(" (until {})", to_text(point.acceptance->until->value));
    }
  }
  if (point.takes_down && !point.takes_down->empty()) {
    if (!remark.empty()) remark += "; ";
    remark += "takes down " + names_text(input.model, *point.takes_down, 3);
  }
  return remark;
}

std::string event_text(const RenderInput& input, EventId event) {
  return visible(input.function.events[event].name);
}

std::string names_text(const Model& model, const std::vector<ComponentId>& ids, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < ids.size() && i < most; ++i) {
    if (i > 0) text += ", ";
    text += elided(visible(model.components[ids[i]].name), 40);
  }
  if (ids.size() > most) text += fmt::format(" and {} more", ids.size() - most);
  return text;
}

}  // namespace cutpoint
