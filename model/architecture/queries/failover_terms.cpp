#include "model/architecture/queries/failover_terms.hpp"

#include <algorithm>

namespace cutpoint {

namespace {

/// Where `standby: warm` does not say how often a waiting member fails: half as often.
constexpr double warm_rate = 0.5;

std::optional<Duration> value_of(const Given<Duration>& given) {
  return given ? std::optional(given->value) : std::nullopt;
}

double hours(const std::optional<Duration>& time) {
  return time ? time->in_hours() : 0.0;
}

bool is_passive(const Failover& written) {
  if (written.mode) return written.mode->value == FailoverMode::active_passive;
  if (written.standby) return true;
  return written.strategy && written.strategy->value != DisasterStrategy::active_active;
}

/// A site that stands by is taken to fail as often as one that serves, whatever its strategy.
Standby standby_of(const Failover& written) {
  return written.standby ? written.standby->value : Standby::hot;
}

const HealthCheck* health_check_of(const Model& model, ComponentId id) {
  if (!id.valid()) return nullptr;
  const auto& details = model.components[id].details;
  return details && details->health_check ? &*details->health_check : nullptr;
}

bool is_by_hand(const Failover& written) {
  return written.automatic && !written.automatic->value;
}

}  // namespace

double FailoverTerms::switch_hours() const {
  return hours(detection) + hours(time);
}

double FailoverTerms::manual_hours() const {
  return manual ? hours(detection) + hours(manual) : 0.0;
}

double FailoverTerms::return_hours() const {
  return hours(time);
}

Duration time_to_start(const Model& model, const Failover& written, ComponentId taking) {
  const HealthCheck* check = health_check_of(model, taking);
  const bool cold = is_passive(written) && standby_of(written) == Standby::cold;
  return cold && check != nullptr && check->start_period ? check->start_period->value : Duration();
}

FailoverTerms failover_terms(const Model& model, const Failover& written, ComponentId failing,
                             ComponentId taking) {
  FailoverTerms terms;
  terms.active_passive = is_passive(written);
  terms.by_hand = is_by_hand(written);
  const Standby standby = standby_of(written);
  if (terms.active_passive && standby == Standby::cold) terms.standby_rate = 0.0;
  if (terms.active_passive && (standby == Standby::warm || written.standby_failures)) {
    terms.standby_rate =
        written.standby_failures ? written.standby_failures->value.value() : warm_rate;
  }
  terms.success = written.success ? written.success->value.value() : 1.0;
  const HealthCheck* check = health_check_of(model, failing);
  terms.detection = value_of(written.detection);
  if (!terms.detection && failing.valid()) terms.detection = noticed_within(model, failing);
  terms.time = value_of(written.time);
  terms.manual = value_of(written.manual);
  if (check != nullptr && check->detects) terms.success *= check->detects->value.value();
  if (const Duration start = time_to_start(model, written, taking); start > Duration()) {
    const auto with_start = [start](Duration time) {
      return Duration::seconds(time.in_seconds() + start.in_seconds());
    };
    terms.time = with_start(terms.time.value_or(Duration()));
    if (terms.manual) terms.manual = with_start(*terms.manual);
  }
  if (terms.by_hand) terms.success = 0.0;
  terms.failback =
      written.failback && written.failback->value && terms.active_passive && !terms.by_hand;
  return terms;
}

FailoverTerms failover_terms(const Model& model, const Failover& written, ComponentId failing,
                             const std::vector<ComponentId>& taking) {
  const auto slowest =
      std::max_element(taking.begin(), taking.end(), [&](ComponentId a, ComponentId b) {
        return time_to_start(model, written, a) < time_to_start(model, written, b);
      });
  return failover_terms(model, written, failing,
                        slowest == taking.end() ? ComponentId() : *slowest);
}

std::vector<ComponentId> who_switches(const Model& model, const Failover& written) {
  std::vector<ComponentId> who;
  if (is_by_hand(written)) return who;
  for (const auto& name : written.by) {
    const ComponentId id = model.find_component(name.value);
    if (id.valid()) who.push_back(id);
  }
  return who;
}

std::optional<Duration> noticed_within(const Model& model, ComponentId id) {
  const HealthCheck* check = health_check_of(model, id);
  if (check == nullptr || !check->interval) return std::nullopt;
  const double retries = check->retries ? std::max(1U, check->retries->value) : 1.0;
  const double timeout = check->timeout ? check->timeout->value.in_seconds() : 0.0;
  return Duration::seconds(retries * check->interval->value.in_seconds() + timeout);
}

}  // namespace cutpoint
