// Failovers of pools and groups: what contradicts itself is refused, what changes nothing is told.
#include "model/architecture/builder/failovers.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/architecture/builder/placement.hpp"
#include "model/architecture/builder/without_effect.hpp"

namespace cutpoint {

void check_watchers(const std::vector<WrittenName>& watchers, std::string_view watched,
                    NameTable& names, Diagnostics& diagnostics) {
  for (const WrittenName& name : watchers) {
    if (names.resolve(name).valid() && name.value == watched) {
      diagnostics
          .error("conflicting-figures", name.span,
                 fmt::format("`{}` cannot notice its own failure", name.value))
          .help = "name what asks it from outside, or leave `by` out";
    }
  }
}

void FailoverChecks::check_component(const DraftComponent& written, const Component& component) {
  const Failover& failover = *written.failover;
  check_failover(failover);
  check_watchers(failover.by, written.name.value, names_, diagnostics_);
  if (failover.strategy) {
    diagnostics_
        .error("conflicting-figures", failover.strategy->span,
               "`strategy` belongs to a group of sites, not to a component")
        .help =
        "such as `depends_on: [{any_of: [site-eu, site-us], failover: {strategy: "
        "pilot-light}}]`";
  }
  check_cold_start(failover, written.health_check && written.health_check->start_period);
  check_by_hand(failover, written.health_check && written.health_check->detects);
  if (component.is_pool() && component.at_least == component.replicas) {
    diagnostics_
        .error("conflicting-figures", failover.span,
               fmt::format("all instances of `{}` are needed: nobody is left to take over",
                           component.name))
        .help =
        component.majority
            ? "two have no majority without each other: give it three, or leave `failover` out"
            : "write `at_least` fewer than there are, or leave `failover` out";
  }
  if (!has_one_instance(written, component)) return;
  diagnostics_
      .error("conflicting-figures", failover.span,
             fmt::format("`{}` has one instance: nothing takes over from it", component.name))
      .help =
      "give it `replicas`, or write the `failover` on a group: `{any_of: [a, b], failover: "
      "{…}}`";
}

void FailoverChecks::check_failover(const Failover& failover) {
  const bool active = failover.mode && failover.mode->value == FailoverMode::active_active;
  const bool waits = failover.standby && failover.standby->value != Standby::hot;
  const bool all_sites = !failover.mode && failover.strategy &&
                         failover.strategy->value == DisasterStrategy::active_active;
  if ((active || all_sites) && waits) {
    diagnostics_.error(
        "conflicting-figures", failover.standby->span,
        fmt::format("with `{}: active-active` all members serve: none is a cold or warm standby",
                    active ? "mode" : "strategy"));
  }
  if ((active || all_sites) && failover.failback && failover.failback->value) {
    without_effect(diagnostics_, failover.failback->span,
                   "where all members serve none is preferred: `failback` is not used");
  }
  if (failover.standby_failures &&
      !(failover.standby && failover.standby->value == Standby::warm) &&
      !(failover.strategy && failover.strategy->value == DisasterStrategy::warm_standby)) {
    diagnostics_
        .error("conflicting-figures", failover.standby_failures->span,
               "`standby_failures` goes with `standby: warm`")
        .help = "a hot standby fails as often as a serving member, a cold one not at all";
  }
  if (failover.strategy && failover.mode &&
      active != (failover.strategy->value == DisasterStrategy::active_active)) {
    diagnostics_.error("conflicting-figures", failover.mode->span, "`mode` contradicts `strategy`")
        .notes.push_back({"`strategy` is here", failover.strategy->span});
  }
  for (const auto* time : {&failover.detection, &failover.time, &failover.manual}) {
    if (*time && (*time)->value.is_never()) {
      diagnostics_.error("invalid-number", (*time)->span, "a failover must end").help =
          "where nobody switches, leave `manual` out: it then lasts until the repair";
    }
  }
  check_strategy(failover);
}

void FailoverChecks::check_cold_start(const Failover& failover, bool start_known) {
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

void FailoverChecks::check_strategy(const Failover& failover) {
  if (!failover.scale) return;
  if (!failover.strategy) {
    if (failover.marks.has("strategy", KeyMark::unread)) return;
    diagnostics_
        .error("conflicting-figures", failover.scale->span, "`scale` goes with a `strategy`")
        .help = "such as `failover: {strategy: warm-standby, scale: 50%}`";
    return;
  }
  if (failover.strategy->value == DisasterStrategy::active_active &&
      failover.scale->value.value() < 1.0) {
    diagnostics_
        .error("conflicting-figures", failover.scale->span,
               "with `strategy: active-active` all sites serve: none runs at a smaller scale")
        .help = "a smaller second site is a `warm-standby`";
  }
  if (failover.strategy->value == DisasterStrategy::warm_standby &&
      failover.scale->value.value() <= 0.0) {
    diagnostics_
        .error("conflicting-figures", failover.scale->span,
               "a warm standby runs all the time, if smaller: its `scale` is above zero")
        .help = "where nothing but the data runs, write `strategy: pilot-light`";
  }
}

void FailoverChecks::check_group(const Requirement& group) {
  const Failover& failover = *group.failover;
  check_failover(failover);
  check_watchers(failover.by, {}, names_, diagnostics_);
  if (group.members.size() < 2) {
    diagnostics_
        .error("conflicting-figures", failover.span, "a group of one has nobody to take over")
        .help = "name a second member, or leave `failover` out";
    return;
  }
  if (group.at_least == group.members.size()) {
    diagnostics_
        .error("conflicting-figures", failover.span,
               "all members are needed: nobody is left to take over")
        .help = group.majority
                    ? "two have no majority without each other: name a third, or write `any_of`"
                    : "write `any_of`, or `at_least` fewer than there are";
    return;
  }
  const auto any_check = [this, &group](const auto& holds) {
    return std::any_of(group.members.begin(), group.members.end(), [&](const Requirement& member) {
      if (!member.component.valid()) return true;  // a group within the group
      const DraftComponent& one = names_.written(member.component);
      return one.health_check && holds(*one.health_check);
    });
  };
  check_cold_start(
      failover, any_check([](const HealthCheck& check) { return check.start_period.has_value(); }));
  check_by_hand(failover,
                any_check([](const HealthCheck& check) { return check.detects.has_value(); }));
}

void FailoverChecks::check_by_hand(const Failover& failover, bool some_unnoticed) {
  for (const char* key : {"automatic", "success", "manual"}) {
    if (failover.marks.has(key, KeyMark::unread)) return;
  }
  if (failover.automatic && !failover.automatic->value) {
    const auto unused = [this, &failover](SourceSpan span, std::string_view key) {
      Diagnostic& found = without_effect(
          diagnostics_, span,
          fmt::format("with `automatic: false` nothing switches by itself: `{}` is not used", key));
      found.notes.push_back({"`automatic` is here", failover.automatic->span});
      found.help = "the switch by hand takes `manual`";
    };
    if (failover.time) unused(failover.time->span, "time");
    if (failover.success) unused(failover.success->span, "success");
    if (failover.failback && failover.failback->value) unused(failover.failback->span, "failback");
    return;
  }
  const bool all_work = !failover.success || failover.success->value.value() >= 1.0;
  // Without those who switch somebody else has to.
  const bool may_wait = !failover.by.empty() || failover.marks.has("by", KeyMark::unread);
  if (!failover.manual || !all_work || some_unnoticed || may_wait) return;
  without_effect(diagnostics_, failover.manual->span,
                 "every switch works by itself: `manual` is never used")
      .help = "say how many work, such as `success: 95%`, or `automatic: false`";
}

}  // namespace cutpoint
