#include "tests/analyzer/failover/whole_system.hpp"

#include <algorithm>
#include <cstddef>

namespace cutpoint::testing {

namespace {

std::vector<RepairBranch> branches_of(const Figures& figures, const ChainReading& reading,
                                      std::string& refusal) {
  const RepairSpread& spread = figures.repair;
  std::vector<RepairBranch> branches;
  const double restart = spread.cured > 0 ? spread.restart.in_hours() : 0;
  if (spread.cured > 0) branches.push_back({spread.cured, restart, true, reading.crew_restarts});
  if (spread.cured < 1) {
    const double rest = 1 - spread.cured;
    const double hours = (figures.mttr.in_hours() - spread.cured * restart) / rest;
    if (spread.distribution == RepairDistribution::log_normal ||
        spread.distribution == RepairDistribution::weibull) {
      refusal = "a repair that is neither exponential nor fixed";
    }
    branches.push_back({rest, hours, spread.distribution == RepairDistribution::fixed, true});
  }
  return branches;
}

double rate_of(double unavailability, double mttr_hours) {
  return unavailability / (1 - unavailability) / mttr_hours;
}

double hours_of(const Given<Duration>& given, double otherwise) {
  return given ? given->value.in_hours() : otherwise;
}

}  // namespace

WholeSystem::WholeSystem(const Model& of, const ChainReading& reading)
    : model(of), reading_(reading) {
  const std::size_t count = model.components.size();
  instance_processes.resize(count);
  causes_of.resize(count);
  group_of_pool.assign(count, -1);
  visits_.assign(count, Visit::none);
  for (const Journey& journey : model.journeys) {
    for (const Requirement& need : journey.needs) visit(need);
  }
  add_causes();
  for (TimedGroup& group : groups) let_wait(group);
}

int WholeSystem::group_of(const Requirement& requirement) const {
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].requirement == &requirement) return static_cast<int>(i);
  }
  return -1;
}

void WholeSystem::visit(std::uint32_t component) {
  if (visits_[component] == Visit::open) refusal = "a circle";
  if (visits_[component] != Visit::none) return;
  visits_[component] = Visit::open;
  const Component& c = model.components[ComponentId(component)];
  for (const ComponentId host : c.hosts) visit(host.value());
  for (const Requirement& need : c.needs) visit(need);
  add_instances(component);
  if (c.details && c.details->failover) {
    visit_arbiters(*c.details->failover);
    add_pool_group(component);
  }
  visits_[component] = Visit::done;
}

void WholeSystem::visit(const Requirement& requirement) {
  if (requirement.fallback) refusal = "a fallback";
  if (requirement.form == Requirement::Form::connected) refusal = "a network";
  if (requirement.form == Requirement::Form::component) visit(requirement.component.value());
  for (const Requirement& member : requirement.members) visit(member);
  if (!requirement.failover) return;
  visit_arbiters(*requirement.failover);
  add_group(requirement);
}

/// Before the group that they switch.
void WholeSystem::visit_arbiters(const Failover& failover) {
  if (failover.automatic && !failover.automatic->value) return;
  for (const auto& name : failover.by) visit(model.find_component(name.value).value());
}

void WholeSystem::add_instances(std::uint32_t component) {
  const Component& c = model.components[ComponentId(component)];
  int crew = -1;
  if (c.details && c.details->repair_crews) {
    crew = static_cast<int>(crews.size());
    crews.push_back(c.details->repair_crews->value);
  }
  for (std::uint32_t i = 0; i < c.replicas; ++i) {
    int process = -1;
    if (c.figures) {
      process = static_cast<int>(processes.size());
      const double rate = rate_of(c.figures->unavailability, c.figures->mttr.in_hours());
      TimedProcess p{c.name + "#" + std::to_string(i + 1), rate,
                     branches_of(*c.figures, reading_, refusal), crew};
      if (!c.hosts.empty()) p.ground = static_cast<int>(c.hosts[i % c.hosts.size()].value());
      processes.push_back(p);
    }
    instance_processes[component].push_back(process);
  }
}

void WholeSystem::add_causes() {
  std::vector<double> spared(model.components.size(), 1.0);
  for (const CommonCause& cause : model.common_causes) {
    bool used = false;
    for (const ComponentId m : cause.members) used = used || visits_[m.index()] == Visit::done;
    if (!used || (cause.beta && cause.beta->value() == 0) || (!cause.beta && !cause.figures)) {
      continue;
    }
    const Figures& figures =
        cause.beta ? *model.components[cause.members.front()].figures : *cause.figures;
    const double q = (cause.beta ? cause.beta->value() : 1) * figures.unavailability;
    for (const ComponentId m : cause.members) {
      causes_of[m.index()].push_back(static_cast<std::uint32_t>(processes.size()));
      if (cause.beta) {
        spared[m.index()] *= 1 - cause.beta->value() * model.components[m].figures->unavailability;
      }
    }
    processes.push_back(
        {cause.name, rate_of(q, figures.mttr.in_hours()), branches_of(figures, reading_, refusal)});
  }
  for (std::size_t i = 0; i < spared.size(); ++i) {
    if (spared[i] == 1) continue;
    const Figures& figures = *model.components[ComponentId(i)].figures;
    const double own = 1 - (1 - figures.unavailability) / spared[i];
    for (const int p : instance_processes[i]) {
      processes[static_cast<std::size_t>(p)].failures_per_hour =
          rate_of(own, figures.mttr.in_hours());
    }
  }
}

void WholeSystem::add_pool_group(std::uint32_t component) {
  const Component& c = model.components[ComponentId(component)];
  group_of_pool[component] = static_cast<int>(groups.size());
  TimedGroup group;
  group.pool = &c;
  group.component = component;
  group.members = c.replicas;
  group.needed = c.at_least;
  const HealthCheck* check = c.details->health_check ? &*c.details->health_check : nullptr;
  read_failover(*c.details->failover, group, std::vector<const HealthCheck*>(c.replicas, check));
  groups.push_back(group);
}

void WholeSystem::add_group(const Requirement& requirement) {
  if (requirement.form != Requirement::Form::at_least) refusal = "a failover of no group";
  TimedGroup group;
  group.requirement = &requirement;
  group.members = static_cast<std::uint32_t>(requirement.members.size());
  group.needed = requirement.at_least;
  std::vector<const HealthCheck*> checks;
  for (const Requirement& member : requirement.members) {
    const HealthCheck* check = nullptr;
    if (member.form == Requirement::Form::component) {
      const auto& details = model.components[member.component].details;
      if (details && details->health_check) check = &*details->health_check;
    }
    checks.push_back(check);
  }
  read_failover(*requirement.failover, group, checks);
  groups.push_back(group);
}

std::vector<std::uint32_t> WholeSystem::seating_order(const TimedGroup& group) {
  const std::size_t hosts = group.pool ? std::max<std::size_t>(1, group.pool->hosts.size()) : 1;
  std::vector<std::uint32_t> order;
  for (std::size_t host = 0; host < hosts; ++host) {
    for (std::uint32_t m = 0; m < group.members; ++m) {
      if (m % hosts == host) order.push_back(m);
    }
  }
  return order;
}

void WholeSystem::read_failover(const Failover& failover, TimedGroup& group,
                                const std::vector<const HealthCheck*>& checks) {
  if (failover.strategy) refusal = "a disaster strategy";
  if (!failover.mode && !failover.standby) refusal = "a failover without mode and standby";
  group.active_passive = failover.mode ? failover.mode->value == FailoverMode::active_passive
                                       : failover.standby.has_value();
  const bool cold = failover.standby && failover.standby->value == Standby::cold;
  if (failover.standby && failover.standby->value == Standby::warm) group.standby_rate = 0.5;
  if (cold) group.standby_rate = 0;
  if (failover.standby_failures) group.standby_rate = failover.standby_failures->value.value();
  for (const HealthCheck* check : checks) {
    double detection = 0;
    if (check && check->interval) {
      if (!failover.detection && !(check->retries && check->timeout)) {
        refusal = "half a health check";
      }
      detection = (check->retries ? check->retries->value : 1) * check->interval->value.in_hours() +
                  hours_of(check->timeout, 0);
    }
    group.notice_hours.push_back(hours_of(failover.detection, detection));
    const double seen = check && check->detects ? check->detects->value.value() : 1;
    group.success.push_back(seen * (failover.success ? failover.success->value.value() : 1));
    group.start_hours.push_back(cold && check ? hours_of(check->start_period, 0) : 0);
  }
  group.move_hours = hours_of(failover.time, 0);
  if (failover.manual) group.manual_hours = failover.manual->value.in_hours();
  group.always_by_hand = failover.automatic && !failover.automatic->value;
  group.order = seating_order(group);
  if (group.always_by_hand) return;
  group.failback = group.active_passive && failover.failback && failover.failback->value;
  group.return_hours = hours_of(failover.time, 0);
  for (const auto& name : failover.by) {
    group.arbiters.push_back(model.find_component(name.value).value());
  }
}

void WholeSystem::let_wait(TimedGroup& group) {
  if (!group.active_passive || group.standby_rate == 1) return;
  const int position = static_cast<int>(&group - groups.data());
  for (std::uint32_t m = 0; m < group.members; ++m) {
    std::vector<int> own;
    if (group.pool) {
      own = {instance_processes[group.component][m]};
    } else if (group.requirement->members[m].form == Requirement::Form::component) {
      own = instance_processes[group.requirement->members[m].component.index()];
    }
    if (own.size() != 1) {
      refusal = "a standby that is no single instance";
      continue;
    }
    if (own[0] < 0) continue;
    TimedProcess& process = processes[static_cast<std::size_t>(own[0])];
    if (process.group >= 0) refusal = "a standby in two groups";
    process.group = position;
    process.member = m;
  }
}

}  // namespace cutpoint::testing
