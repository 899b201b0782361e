#include "renderer/comparison/journey_rows.hpp"

#include <cmath>

#include <fmt/format.h>

#include "renderer/writing/figures_text.hpp"

namespace cutpoint {

namespace {

std::string from_to(const std::string& before, const std::string& after) {
  if (before == after) return after;
  return fmt::format("{} → {}", before.empty() ? "new" : before, after.empty() ? "gone" : after);
}

std::string slo_text(const std::optional<ServiceLevelResult>& slo) {
  if (!slo) return "none";
  const std::string target = stated_text(slo->target);
  if (!slo->met) return target + " not decided";
  return target + (*slo->met ? " met" : " missed");
}

}  // namespace

JourneyRow journey_row_text(const JourneyComparison& journey) {
  const auto availability = [](const std::optional<AvailabilityResult>& result) {
    return result ? availability_text(*result) : std::string();
  };
  const auto down = [](const std::optional<AvailabilityResult>& result) {
    return result ? to_human_text(result->downtime_per_year()) : std::string();
  };
  JourneyRow row;
  row.availability = from_to(availability(journey.before), availability(journey.after));
  row.down = from_to(down(journey.before), down(journey.after));
  if (journey.slo_before || journey.slo_after) {
    row.slo = from_to(journey.before ? slo_text(journey.slo_before) : "",
                      journey.after ? slo_text(journey.slo_after) : "");
  }
  return row;
}

}  // namespace cutpoint
