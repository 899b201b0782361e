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

/// The SLO that the journey states, or the SLA.
[[nodiscard]] inline std::optional<Target> stated_target(const Journey& journey, bool is_slo) {
  const auto& level = is_slo ? journey.slo : journey.sla;
  if (!level.has_value() || !level->availability) return std::nullopt;
  const ServiceLevel& written = *level;
  return Target{written.availability->value,
                written.period ? written.period->value.length : Duration::seconds(Duration::year),
                is_slo, written.availability->span, &written};
}

/// The journey's SLO, or its SLA where it has none.
[[nodiscard]] inline std::optional<Target> target_of(const Journey& journey) {
  const auto slo = stated_target(journey, true);
  return slo ? slo : stated_target(journey, false);
}

/// True where the share of time down is known from the document or the catalogue's agreements:
/// an assumed repair time beside a stated availability changes only how often it fails.
[[nodiscard]] inline bool is_downtime_known(const Figures& figures) {
  if (!figures.assumed()) return true;
  const bool by_profile = figures.profile != nullptr && figures.profile->mtbf.is_never();
  return !figures.mtbf_assumed && (by_profile || figures.source == FigureSource::availability);
}

/// True where the catalogue guessed part of the share of time down. Neither is true of defaults of
/// the document without a repair time, as they may state an availability.
[[nodiscard]] inline bool is_downtime_guessed(const Figures& figures) {
  return figures.mtbf_assumed ||
         (!is_downtime_known(figures) && figures.source != FigureSource::document_defaults);
}

}  // namespace cutpoint
