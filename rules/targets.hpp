/// What a journey promises.
#pragma once

#include <optional>

#include "cutpoint/model.hpp"

namespace cutpoint {

struct Target {
  Availability availability;
  Duration period;  ///< a year where none is written
  bool is_slo = true;
  SourceSpan span;
  const ServiceLevel* level = nullptr;  ///< owned by the journey
  [[nodiscard]] Duration budget() const { return availability.downtime_in(period); }
};

/// The journey's SLO, or its SLA where it has none.
[[nodiscard]] inline std::optional<Target> target_of(const Journey& journey) {
  for (const auto* level : {&journey.slo, &journey.sla}) {
    if (!level->has_value() || !(*level)->availability) continue;
    const ServiceLevel& written = **level;
    return Target{written.availability->value,
                  written.period ? written.period->value.length : Duration::seconds(Duration::year),
                  level == &journey.slo, written.availability->span, &written};
  }
  return std::nullopt;
}

}  // namespace cutpoint
