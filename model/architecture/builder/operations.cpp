// Maintenance windows, crews and health checks: what contradicts itself is refused, what changes
// nothing is told.
#include "model/architecture/builder/operations.hpp"

#include <cmath>
#include <cstdint>
#include <numeric>

#include <fmt/format.h>

#include "model/architecture/builder/placement.hpp"
#include "model/architecture/builder/without_effect.hpp"

namespace cutpoint {

namespace {

std::int64_t milliseconds(const Given<Duration>& time) {
  return time ? std::llround(time->value.in_seconds() * 1000.0) : 0;
}

bool is_rolling(const Maintenance& window, const Component& component) {
  return component.is_pool() && (!window.rolling || window.rolling->value);
}

/// All instances one after the other, where it rolls.
std::int64_t whole_length(const Maintenance& window, const Component& component) {
  const std::int64_t instances = is_rolling(window, component) ? component.replicas : 1;
  return milliseconds(window.lasts) * instances;
}

/// Whether two windows that come again and again ever meet: their starts differ by every multiple
/// of the greatest common divisor of their cycles.
bool meet(const Maintenance& one, const Maintenance& other, const Component& component) {
  const std::int64_t step = std::gcd(milliseconds(one.every), milliseconds(other.every));
  if (step <= 0) return false;
  const std::int64_t apart =
      ((milliseconds(other.start) - milliseconds(one.start)) % step + step) % step;
  return apart < whole_length(one, component) || step - apart < whole_length(other, component);
}

}  // namespace

void OperationChecks::check(const DraftComponent& written, const Component& component) {
  if (!written.maintenance.empty()) check_maintenance(written, component);
  if (written.failover) failovers_.check_component(written, component);
  if (written.health_check) {
    check_health(*written.health_check);
    check_watchers(written.health_check->by, written.name.value, names_, diagnostics_);
  }
  if (written.repair_crews && written.repair_crews->value < 1) {
    diagnostics_
        .error("invalid-number", written.repair_crews->span, "`repair_crews` must be at least 1")
        .help = "leave it out where any number of repairs can go on at once";
  } else if (written.repair_crews && has_one_instance(written, component)) {
    without_effect(
        diagnostics_, written.repair_crews->span,
        fmt::format("`{}` has one instance: no repair ever waits for a crew", component.name))
        .help = "`repair_crews` goes with `replicas`";
  }
}

void OperationChecks::check_maintenance(const DraftComponent& written, const Component& component) {
  bool good = true;
  for (const Maintenance& window : written.maintenance) {
    good = check_window(window, component) && good;
    if (window.rolling && window.rolling->value && has_one_instance(written, component)) {
      without_effect(diagnostics_, window.rolling->span,
                     fmt::format("`{}` has one instance: nothing rolls", component.name))
          .help = "`rolling` goes with `replicas`";
    }
  }
  if (!good) return;
  if (!component.figures && !figures_.are_wrong(written.figures) && !figures_.reading_failed()) {
    diagnostics_
        .error(
            "conflicting-figures", written.maintenance.front().span,
            fmt::format("`{}` cannot fail, so its maintenance would not be seen", component.name))
        .help = "give it figures, such as `mtbf: 1y`";
  }
  for (std::size_t i = 0; i < written.maintenance.size(); ++i) {
    for (std::size_t k = i + 1; k < written.maintenance.size(); ++k) {
      if (!meet(written.maintenance[i], written.maintenance[k], component)) continue;
      diagnostics_
          .error("overlapping-windows", written.maintenance[k].span,
                 fmt::format("two maintenance windows of `{}` overlap", component.name))
          .notes.push_back({"the other one is here", written.maintenance[i].span});
    }
  }
}

bool OperationChecks::check_window(const Maintenance& window, const Component& component) {
  for (const char* key : {"every", "start", "lasts", "rolling"}) {
    if (window.marks.has(key, KeyMark::unread)) return false;
  }
  const auto refuse = [this](SourceSpan span, std::string message) {
    diagnostics_.error("invalid-number", span, std::move(message));
    return false;
  };
  if (!window.every || !window.lasts) {
    diagnostics_.error("missing-key", window.span, "a maintenance window needs `every` and `lasts`")
        .help = "such as `maintenance: {every: 30d, start: 2d, lasts: 2h}`";
    return false;
  }
  if (window.every->value.is_never() || milliseconds(window.every) <= 0) {
    return refuse(window.every->span, "`every` must be a finite time above zero");
  }
  if (window.lasts->value.is_never() || milliseconds(window.lasts) <= 0) {
    return refuse(window.lasts->span, "`lasts` must be a finite time above zero");
  }
  if (window.start && window.start->value.is_never()) {
    return refuse(window.start->span, "`start` must lie within the cycle");
  }
  if (!is_rolling(window, component) && milliseconds(window.lasts) >= milliseconds(window.every)) {
    return refuse(window.lasts->span, "the window lasts as long as its cycle: it never ends");
  }
  if (milliseconds(window.start) + whole_length(window, component) > milliseconds(window.every)) {
    return refuse(window.lasts->span,
                  is_rolling(window, component)
                      ? "the windows of all instances together do not end within the cycle"
                      : "the window does not end within its cycle");
  }
  return true;
}

void OperationChecks::check_health(const HealthCheck& check) {
  for (const auto* time : {&check.interval, &check.timeout, &check.start_period}) {
    if (*time && (*time)->value.is_never()) {
      diagnostics_.error("invalid-number", (*time)->span, "a health check must end").help =
          "such as 10s";
    }
  }
  if (check.interval && check.interval->value.in_seconds() <= 0.0) {
    diagnostics_
        .error("invalid-number", check.interval->span, "`interval` must be longer than zero")
        .help = "such as `interval: 10s`";
  }
  if (check.retries && check.retries->value < 1) {
    diagnostics_
        .error("invalid-number", check.retries->span,
               "`retries` must be at least 1: how many failed checks in a row count")
        .help = "1 takes the first failed check for a failure";
  }
}

}  // namespace cutpoint
