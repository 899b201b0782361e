// Maintenance windows, failovers and health checks: what contradicts itself is refused.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "model/model_builder.hpp"

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

void ModelBuilder::check_operations(const DraftComponent& written, const Component& component) {
  if (!written.maintenance.empty()) check_maintenance(written, component);
  if (written.failover) check_pool_failover(written, component);
  if (written.health_check) {
    check_health(*written.health_check);
    check_watchers(written.health_check->by, written.name.value);
  }
  if (written.repair_crews && written.repair_crews->value < 1) {
    error("invalid-number", written.repair_crews->span, "`repair_crews` must be at least 1").help =
        "leave it out where any number of repairs can go on at once";
  }
}

void ModelBuilder::check_pool_failover(const DraftComponent& written, const Component& component) {
  const Failover& failover = *written.failover;
  check_failover(failover);
  check_watchers(failover.by, written.name.value);
  if (failover.strategy) {
    error("conflicting-figures", failover.strategy->span,
          "`strategy` belongs to a group of sites, not to a component")
        .help =
        "such as `depends_on: [{any_of: [site-eu, site-us], failover: {strategy: "
        "pilot-light}}]`";
  }
  check_cold_start(failover, written.health_check && written.health_check->start_period);
  if (component.is_pool() || written.marks.has("replicas", KeyMark::unread)) return;
  error("conflicting-figures", failover.span,
        fmt::format("`{}` has one instance: nothing takes over from it", component.name))
      .help =
      "give it `replicas`, or write the `failover` on a group: `{any_of: [a, b], failover: "
      "{…}}`";
}

void ModelBuilder::check_maintenance(const DraftComponent& written, const Component& component) {
  bool good = true;
  for (const Maintenance& window : written.maintenance) {
    good = check_window(window, component) && good;
  }
  if (!good) return;
  if (!component.figures && !wrong_figures_.contains(&written.figures) && !reading_failed_) {
    error("conflicting-figures", written.maintenance.front().span,
          fmt::format("`{}` cannot fail, so its maintenance would not be seen", component.name))
        .help = "give it figures, such as `mtbf: 1y`";
  }
  for (std::size_t i = 0; i < written.maintenance.size(); ++i) {
    for (std::size_t k = i + 1; k < written.maintenance.size(); ++k) {
      if (!meet(written.maintenance[i], written.maintenance[k], component)) continue;
      error("overlapping-windows", written.maintenance[k].span,
            fmt::format("two maintenance windows of `{}` overlap", component.name))
          .notes.push_back({"the other one is here", written.maintenance[i].span});
    }
  }
}

bool ModelBuilder::check_window(const Maintenance& window, const Component& component) {
  for (const char* key : {"every", "start", "lasts", "rolling"}) {
    if (window.marks.has(key, KeyMark::unread)) return false;
  }
  const auto refuse = [this](SourceSpan span, std::string message) {
    error("invalid-number", span, std::move(message));
    return false;
  };
  if (!window.every || !window.lasts) {
    error("missing-key", window.span, "a maintenance window needs `every` and `lasts`").help =
        "such as `maintenance: {every: 30d, start: 2d, lasts: 2h}`";
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
  if (milliseconds(window.start) + whole_length(window, component) > milliseconds(window.every)) {
    return refuse(window.lasts->span,
                  is_rolling(window, component)
                      ? "the windows of all instances together do not end within the cycle"
                      : "the window does not end within its cycle");
  }
  return true;
}

void ModelBuilder::check_failover(const Failover& failover) {
  const bool active = failover.mode && failover.mode->value == FailoverMode::active_active;
  const bool waits = failover.standby && failover.standby->value != Standby::hot;
  if (active && waits) {
    error("conflicting-figures", failover.standby->span,
          "with `mode: active-active` all members serve: none is a cold or warm standby");
  }
  if (failover.standby_failures &&
      !(failover.standby && failover.standby->value == Standby::warm) &&
      !(failover.strategy && failover.strategy->value == DisasterStrategy::warm_standby)) {
    error("conflicting-figures", failover.standby_failures->span,
          "`standby_failures` goes with `standby: warm`")
        .help = "a hot standby fails as often as a serving member, a cold one not at all";
  }
  if (failover.strategy && failover.mode &&
      active != (failover.strategy->value == DisasterStrategy::active_active)) {
    error("conflicting-figures", failover.mode->span, "`mode` contradicts `strategy`")
        .notes.push_back({"`strategy` is here", failover.strategy->span});
  }
  for (const auto* time : {&failover.detection, &failover.time, &failover.manual}) {
    if (*time && (*time)->value.is_never()) {
      error("invalid-number", (*time)->span, "a failover must end").help =
          "where nobody switches, leave `manual` out: it then lasts until the repair";
    }
  }
  check_strategy(failover);
}

/// What is started only when it is needed takes a time that somebody must have written.
void ModelBuilder::check_cold_start(const Failover& failover, bool start_known) {
  const bool cold = failover.standby && failover.standby->value == Standby::cold;
  const bool by_hand = failover.automatic && !failover.automatic->value;
  if (!cold || by_hand || failover.time || start_known ||
      failover.marks.has("time", KeyMark::unread)) {
    return;
  }
  diagnostics_
      .warning("start-time-unknown", failover.standby->span,
               "a cold standby takes time to start, and nothing says how long: none is counted")
      .help = "give the failover a `time`, or the standby `health_check: {start_period: 60s}`";
}

void ModelBuilder::check_strategy(const Failover& failover) {
  if (!failover.scale) return;
  if (!failover.strategy) {
    if (failover.marks.has("strategy", KeyMark::unread)) return;
    error("conflicting-figures", failover.scale->span, "`scale` goes with a `strategy`").help =
        "such as `failover: {strategy: warm-standby, scale: 50%}`";
    return;
  }
  if (failover.strategy->value == DisasterStrategy::active_active &&
      failover.scale->value.value() < 1.0) {
    error("conflicting-figures", failover.scale->span,
          "with `strategy: active-active` all sites serve: none runs at a smaller scale")
        .help = "a smaller second site is a `warm-standby`";
  }
}

/// Of a group of several: that work can move, and that sites are not one.
void ModelBuilder::check_group_failover(const Requirement& group) {
  const Failover& failover = *group.failover;
  if (group.members.size() < 2) {
    error("conflicting-figures", failover.span, "a group of one has nobody to take over").help =
        "name a second member, or leave `failover` out";
    return;
  }
  if (group.at_least == group.members.size()) {
    error("conflicting-figures", failover.span,
          "all members are needed: nobody is left to take over")
        .help = "write `any_of`, or `at_least` fewer than there are";
    return;
  }
  const bool starts =
      std::any_of(group.members.begin(), group.members.end(), [this](const Requirement& member) {
        if (!member.component.valid()) return true;  // a group within the group
        const DraftComponent& one = *written_[member.component];
        return one.health_check && one.health_check->start_period;
      });
  check_cold_start(failover, starts);
  if (!failover.strategy) return;
  const auto region_of = [this](ComponentId id) {
    // Hosts may still form a circle here: as many steps as there are components at most.
    for (std::size_t step = 0; id.valid() && step < model_.components.size(); ++step) {
      const DraftComponent& written = *written_[id];
      if (written.kind && written.kind->value == "region") return id;
      const auto& hosts = written.runs_on.names;
      const auto host = hosts.size() == 1 ? ids_.find(hosts.front().value) : ids_.end();
      id = host == ids_.end() ? ComponentId() : host->second;
    }
    return ComponentId();
  };
  const Requirement& first = group.members.front();
  const ComponentId region = region_of(first.component);
  if (!region.valid()) return;
  for (const Requirement& member : group.members) {
    if (region_of(member.component) != region) return;
  }
  error("conflicting-figures", failover.strategy->span,
        fmt::format("all members run in `{}`: that strategy cannot survive its loss",
                    model_.components[region].name))
      .help = "let the second site run in another region (`runs_on`)";
}

void ModelBuilder::check_health(const HealthCheck& check) {
  for (const auto* time : {&check.interval, &check.timeout, &check.start_period}) {
    if (*time && (*time)->value.is_never()) {
      error("invalid-number", (*time)->span, "a health check must end").help = "such as 10s";
    }
  }
  if (check.interval && check.interval->value.in_seconds() <= 0.0) {
    error("invalid-number", check.interval->span, "`interval` must be longer than zero").help =
        "such as `interval: 10s`";
  }
  if (check.retries && check.retries->value < 1) {
    error("invalid-number", check.retries->span,
          "`retries` must be at least 1: how many failed checks in a row count")
        .help = "1 takes the first failed check for a failure";
  }
}

}  // namespace cutpoint
