#include "renderer/comparison/journey_rows.hpp"

#include <optional>
#include <vector>

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
  // As `analyze` prints each side: beside its own target.
  const auto availability = [](const std::optional<AvailabilityResult>& result,
                               const std::optional<ServiceLevelResult>& slo) {
    std::vector<Availability> beside;
    if (slo) beside.push_back(slo->target);
    return result ? availability_text(*result, beside) : std::string();
  };
  const auto down = [](const std::optional<AvailabilityResult>& result) {
    return result ? to_human_text(result->downtime_per_year()) : std::string();
  };
  JourneyRow row;
  row.availability = from_to(availability(journey.before, journey.slo_before),
                             availability(journey.after, journey.slo_after));
  row.down = from_to(down(journey.before), down(journey.after));
  if (journey.slo_before || journey.slo_after) {
    row.slo = from_to(journey.before ? slo_text(journey.slo_before) : "",
                      journey.after ? slo_text(journey.slo_after) : "");
  }
  return row;
}

}  // namespace cutpoint
