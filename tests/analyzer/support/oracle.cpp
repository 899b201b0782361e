#include "tests/analyzer/support/oracle.hpp"

#include <functional>

namespace cutpoint::testing {

namespace {

std::string text_of(const Model& model, const Requirement& r) {
  if (r.form == Requirement::Form::component) return model.components[r.component].name;
  std::string text;
  if (r.form == Requirement::Form::connected) {
    text = model.components[r.ends[0]].name + " connected to ";
    for (std::size_t i = 1; i < r.ends.size(); ++i) {
      text += (i > 1 ? ", " : "") + model.components[r.ends[i]].name;
    }
    return text;
  }
  if (r.at_least == r.members.size()) {
    text = "all of ";
  } else if (r.at_least == 1) {
    text = "any of ";
  } else {
    text = std::to_string(r.at_least) + " of ";
  }
  for (std::size_t i = 0; i < r.members.size(); ++i) {
    const std::string member = text_of(model, r.members[i]);
    text += (i > 0 ? ", " : "");
    text += r.members[i].form == Requirement::Form::component ? member : "(" + member + ")";
  }
  return text;
}

}  // namespace

Oracle::Oracle(const Model& model) : model_(model) {
  // Shares of common causes taken off each component's own failures.
  std::map<ComponentId, double> own;
  std::map<ComponentId, double> spared;  // product of 1 - beta * q over the causes of a member
  for (std::size_t i = 0; i < model.components.size(); ++i) {
    const Component& c = model.components[ComponentId(i)];
    if (c.figures) own[ComponentId(i)] = c.figures->unavailability;
  }
  std::vector<OracleEvent> common;
  for (const CommonCause& cause : model.common_causes) {
    if (cause.beta) {
      const double beta = cause.beta->value();
      if (beta == 0.0) continue;
      const Figures& figures = *model.components[cause.members.front()].figures;
      const double q = beta * figures.unavailability;
      common.push_back({cause.name, q, q / (1 - q) / figures.mttr.in_hours()});
      for (const ComponentId member : cause.members) {
        spared.emplace(member, 1.0).first->second *= 1 - beta * own[member];
      }
    } else if (cause.figures) {
      common.push_back(
          {cause.name, cause.figures->unavailability, 1 / cause.figures->mtbf.in_hours()});
    }
  }
  for (const auto& [id, product] : spared) own[id] = 1 - (1 - own[id]) / product;
  for (const auto& [id, q] : own) {
    const Component& c = model.components[id];
    if (q <= 1e-13) continue;
    const double rate = q == c.figures->unavailability ? 1 / c.figures->mtbf.in_hours()
                                                       : q / (1 - q) / c.figures->mttr.in_hours();
    for (std::uint32_t n = 1; n <= c.replicas; ++n) {
      events_.push_back({c.replicas > 1 ? c.name + "#" + std::to_string(n) : c.name, q, rate});
    }
  }
  for (const Link& link : model.links) {
    if (link.figures) {
      events_.push_back(
          {link.name, link.figures->unavailability, 1 / link.figures->mtbf.in_hours()});
    }
  }
  events_.insert(events_.end(), common.begin(), common.end());
  for (const Journey& journey : model.journeys) add_fallbacks(journey.needs, journey.name);
  for (const Component& component : model.components)
    add_fallbacks(component.needs, component.name);
}

void Oracle::add_fallbacks(const std::vector<Requirement>& needs, const std::string& owner) {
  for (const Requirement& need : needs) {
    add_fallbacks(need.members, owner);
    if (!need.fallback) continue;
    std::string name = "no fallback from " + owner + " to " + text_of(model_, need);
    const int copy = ++fallback_copies_[name];
    if (copy > 1) name += " (" + std::to_string(copy) + ")";
    fallback_names_[&need] = name;
    if (need.fallback->value() < 1.0) events_.push_back({name, 1 - need.fallback->value(), 0});
  }
}

bool Oracle::instance_failed(ComponentId id, std::uint32_t instance,
                             const std::set<std::string>& occurred, const std::vector<bool>& failed,
                             bool full) const {
  const Component& c = model_.components[id];
  const std::string name = c.replicas > 1 ? c.name + "#" + std::to_string(instance + 1) : c.name;
  if (occurred.count(name) > 0) return true;
  for (const CommonCause& cause : model_.common_causes) {
    for (const ComponentId member : cause.members) {
      if (member == id && occurred.count(cause.name) > 0) return true;
    }
  }
  return !c.hosts.empty() && place_failed(c, instance, occurred, failed, full);
}

bool Oracle::place_failed(const Component& c, std::uint32_t instance,
                          const std::set<std::string>& occurred, const std::vector<bool>& failed,
                          bool full) const {
  const auto hosts = static_cast<std::uint32_t>(c.hosts.size());
  const ComponentId own = c.hosts[instance % hosts];
  if (!c.placement) return failed[own.index()];
  if (*c.placement == Seating::spread) {
    const std::uint32_t below = model_.components[own].replicas;
    return seat_failed(own, instance / hosts % below, occurred, failed, full);
  }
  std::uint32_t standing = 0;
  std::vector<bool> seats;
  for (const ComponentId host : c.hosts) {
    standing += failed[host.index()] ? 0 : 1;
    for (std::uint32_t i = 0; i < model_.components[host].replicas; ++i) {
      seats.push_back(seat_failed(host, i, occurred, failed, full));
    }
  }
  if (*c.placement == Seating::anywhere) return standing == 0;
  if (*c.placement == Seating::one_to_one) return seats[instance];
  // Exclusive: a shortage of seats is one of the whole pool.
  const auto left = std::count(seats.begin(), seats.end(), false);
  return left < static_cast<std::ptrdiff_t>(c.at_least);
}

bool Oracle::seat_failed(ComponentId host, std::uint32_t instance,
                         const std::set<std::string>& occurred, const std::vector<bool>& failed,
                         bool full) const {
  const Component& c = model_.components[host];
  if (c.replicas == 1) return failed[host.index()];
  if (instance_failed(host, instance, occurred, failed, full)) return true;
  return std::any_of(c.needs.begin(), c.needs.end(), [&](const Requirement& need) {
    return unmet(need, c.name, occurred, failed, full);
  });
}

bool Oracle::parted(const Requirement& requirement, const std::set<std::string>& occurred,
                    const std::vector<bool>& failed) const {
  for (const ComponentId end : requirement.ends) {
    if (failed[end.index()]) return true;
  }
  std::vector<bool> reached(model_.components.size(), false);
  reached[requirement.ends[0].index()] = true;
  for (bool grew = true; grew;) {
    grew = false;
    for (const Link& link : model_.links) {
      if (link.figures && occurred.count(link.name) > 0) continue;
      const auto step = [&](ComponentId from, ComponentId to) {
        if (!reached[from.index()] || reached[to.index()] || failed[to.index()]) return;
        reached[to.index()] = true;
        grew = true;
      };
      step(link.from, link.to);
      if (!link.directed) step(link.to, link.from);
    }
  }
  for (const ComponentId end : requirement.ends) {
    if (!reached[end.index()]) return true;
  }
  return false;
}

bool Oracle::unmet(const Requirement& requirement, const std::string& owner,
                   const std::set<std::string>& occurred, const std::vector<bool>& failed,
                   bool full) const {
  if (requirement.soft && !full) return false;
  bool result = false;
  switch (requirement.form) {
    case Requirement::Form::component:
      result = failed[requirement.component.index()];
      break;
    case Requirement::Form::connected:
      result = parted(requirement, occurred, failed);
      break;
    case Requirement::Form::at_least: {
      std::uint32_t met = 0;
      for (const Requirement& member : requirement.members) {
        if (!unmet(member, owner, occurred, failed, full)) ++met;
      }
      result = met < requirement.at_least;
      break;
    }
  }
  if (requirement.fallback) {
    result = result && occurred.count(fallback_names_.at(&requirement)) > 0;
  }
  return result;
}

Oracle::State Oracle::evaluate(const std::set<std::string>& occurred, bool full) const {
  State state;
  std::vector<bool>& failed = state.component_failed;
  failed.assign(model_.components.size(), false);
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < model_.components.size(); ++i) {
      if (failed[i]) continue;
      const Component& c = model_.components[ComponentId(i)];
      bool needs_met = true;
      for (const Requirement& need : c.needs) {
        needs_met = needs_met && !unmet(need, c.name, occurred, failed, full);
      }
      std::uint32_t working = 0;
      for (std::uint32_t n = 0; n < c.replicas; ++n) {
        if (needs_met && !instance_failed(ComponentId(i), n, occurred, failed, full)) ++working;
      }
      if (working < c.at_least) {
        failed[i] = true;
        changed = true;
      }
    }
  }
  for (const Journey& journey : model_.journeys) {
    bool down = false;
    for (const Requirement& need : journey.needs) {
      down = down || unmet(need, journey.name, occurred, failed, full);
    }
    state.journey_failed.push_back(down);
  }
  return state;
}

}  // namespace cutpoint::testing
