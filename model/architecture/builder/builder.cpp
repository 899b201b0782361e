#include "model/architecture/builder/builder.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace cutpoint {

namespace {

std::string text_of(const Given<std::string>& written) {
  return written ? written->value : "";
}

}  // namespace

std::optional<Model> build_model(const Draft& draft, Diagnostics& diagnostics) {
  if (!draft.complete) return std::nullopt;
  return ModelBuilder(draft, diagnostics).build();
}

std::optional<Model> ModelBuilder::build() {
  const std::size_t errors_before = diagnostics_.error_count();
  model_.name = text_of(draft_.name);
  model_.description = text_of(draft_.description);
  add_kinds();
  read_defaults();
  add_components();
  resolve_components();
  refuse_host_cycles();
  refuse_instance_names();
  add_links();
  add_common_causes();
  check_beta_shares();
  for (const DraftComponent& written : draft_.components) {
    if (written.sla) check_service_level(*written.sla);
  }
  add_journeys();
  check_places();
  check_acceptances(draft_.accept, true);
  model_.accept = draft_.accept;
  if (diagnostics_.error_count() > errors_before) return std::nullopt;
  model_.index_names();
  return std::move(model_);
}

void ModelBuilder::add_components() {
  ids_.reserve(draft_.components.size());
  model_.components.reserve(draft_.components.size());
  for (const DraftComponent& written : draft_.components) {
    const auto [place, added] = ids_.emplace(written.name.value, model_.components.next_id());
    if (!added) {
      error("duplicate-key", written.name.span,
            fmt::format("component `{}` is defined twice", written.name.value))
          .notes.push_back({"first defined here", written_[place->second]->name.span});
      continue;
    }
    Component component;
    component.name = written.name.value;
    component.span = written.name.span;
    const ComponentId id = model_.components.push_back(std::move(component));
    written_.push_back(&written);
    labels_known_ = labels_known_ && !written.marks.has("labels", KeyMark::unread);
    for (const auto& [key, value] : written.labels) {
      labelled_[{key.value, value.value}].push_back(id);
    }
  }
}

void ModelBuilder::resolve_components() {
  for (std::size_t i = 0; i < model_.components.size(); ++i) {
    const ComponentId id(i);
    const DraftComponent& written = *written_[id];
    Component& component = model_.components[id];
    component.kind = resolve_kind(written);
    component.dependencies_known = !written.dependencies_known || written.dependencies_known->value;
    resolve_pool(written, component);
    resolve_hosts(written, id);
    component.needs = resolve_requirements(written.depends_on, {id, component.name});
    if (written.restart) {
      check_restart(*written.restart);
      check_restart_time(written);
    }
    note_unread_figures(written.marks, written.figures);
    if (component.kind.valid()) {
      component.figures = resolve_figures(written.figures, component.kind, restart_of(written));
    }
    copy_details(written, component);
    check_data(written, component);
    check_operations(written, component);
    check_cost(written);
    check_acceptances(written.accept, false);
  }
}

void ModelBuilder::check_places() {
  for (const Journey& journey : model_.journeys) {
    check_sites(journey.needs);
    check_journey_data(journey);
  }
  for (std::size_t i = 0; i < model_.components.size(); ++i) {
    check_sites(model_.components[ComponentId(i)].needs);
    check_offsite(*written_[ComponentId(i)], ComponentId(i));
  }
}

void ModelBuilder::resolve_pool(const DraftComponent& written, Component& component) {
  constexpr std::uint32_t most_replicas = 1'000'000;
  if (written.replicas) {
    component.replicas = written.replicas->value;
    if (component.replicas < 1 || component.replicas > most_replicas) {
      error("invalid-number", written.replicas->span,
            fmt::format("`replicas` must lie between 1 and {}", most_replicas))
          .help = "leave the component out if it has no instance";
      component.replicas = 1;
    }
  }
  if (!written.at_least || written.marks.has("replicas", KeyMark::unread)) return;
  component.at_least = written.at_least->value;
  if (component.at_least >= 1 && component.at_least <= component.replicas) return;
  error("invalid-number", written.at_least->span,
        fmt::format("`at_least` is {}, but must lie between 1 and the number of instances, {}",
                    component.at_least, component.replicas))
      .help = written.replicas ? "" : "set `replicas` to the number of instances";
  component.at_least = 1;
}

void ModelBuilder::resolve_hosts(const DraftComponent& written, ComponentId id) {
  Component& component = model_.components[id];
  component.hosts = resolve_names(written.runs_on);
  if (std::find(component.hosts.begin(), component.hosts.end(), id) == component.hosts.end()) {
    return;
  }
  error("host-circle", written.runs_on.span,
        fmt::format("`{}` cannot run on itself", component.name));
  std::erase(component.hosts, id);
}

void ModelBuilder::refuse_host_cycles() {
  // Iterative depth-first search; `state`: 0 new, 1 on the current path, 2 done.
  IdVector<ComponentId, std::uint8_t> state(model_.components.size(), 0);
  std::vector<std::pair<ComponentId, std::size_t>> path;
  for (std::size_t i = 0; i < model_.components.size(); ++i) {
    if (state[ComponentId(i)] != 0) continue;
    path.emplace_back(ComponentId(i), 0);
    state[ComponentId(i)] = 1;
    while (!path.empty()) {
      const ComponentId here = path.back().first;
      if (path.back().second == model_.components[here].hosts.size()) {
        state[here] = 2;
        path.pop_back();
        continue;
      }
      const ComponentId host = model_.components[here].hosts[path.back().second++];
      if (state[host] == 0) {
        state[host] = 1;
        path.emplace_back(host, 0);
      } else if (state[host] == 1) {
        Diagnostic& found =
            error("host-circle", written_[here]->runs_on.span,
                  fmt::format("`{}` runs on `{}`, which runs on it in turn",
                              model_.components[here].name, model_.components[host].name));
        found.notes.push_back({"the circle passes here", model_.components[host].span});
      }
    }
  }
}

void ModelBuilder::copy_details(const DraftComponent& written, Component& component) {
  const auto& profile = written.figures.profile;
  const CatalogueProfile* perfect =
      profile && !component.figures ? find_profile(profile->value) : nullptr;
  const bool any = written.description || written.owner || written.runbook ||
                   !written.labels.empty() || restart_of(written) != nullptr || written.failover ||
                   written.repair_crews || written.health_check || !written.maintenance.empty() ||
                   !written.backups.empty() || written.replication || written.artifact ||
                   written.objectives || written.sla || written.cost || written.plane ||
                   !written.accept.empty() || perfect != nullptr;
  if (!any) return;
  ComponentDetails& details = component.details.emplace();
  details.description = text_of(written.description);
  details.owner = text_of(written.owner);
  details.runbook = text_of(written.runbook);
  for (const auto& [key, value] : written.labels) {
    details.labels.emplace_back(key.value, value.value);
  }
  if (const Restart* restart = restart_of(written)) details.restart = *restart;
  details.failover = written.failover;
  if (written.repair_crews) details.repair_crews = written.repair_crews->value;
  details.health_check = written.health_check;
  details.maintenance = written.maintenance;
  details.backups = written.backups;
  details.replication = written.replication;
  details.artifact = written.artifact;
  details.objectives = written.objectives;
  details.sla = written.sla;
  if (written.cost) details.cost = written.cost->value;
  if (written.plane) details.plane = written.plane->value;
  details.accept = written.accept;
  details.perfect_profile = perfect;
}

void ModelBuilder::check_watchers(const std::vector<WrittenName>& watchers,
                                  std::string_view watched) {
  for (const WrittenName& name : watchers) {
    if (resolve_name(name).valid() && name.value == watched) {
      error("conflicting-figures", name.span,
            fmt::format("`{}` cannot notice its own failure", name.value))
          .help = "name what asks it from outside, or leave `by` out";
    }
  }
}

void ModelBuilder::add_journeys() {
  std::unordered_map<std::string_view, SourceSpan> seen;
  for (const DraftJourney& written : draft_.journeys) {
    const auto [place, added] = seen.emplace(written.name.value, written.name.span);
    if (!added) {
      error("duplicate-key", written.name.span,
            fmt::format("journey `{}` is defined twice", written.name.value))
          .notes.push_back({"first defined here", place->second});
      continue;
    }
    Journey journey;
    journey.name = written.name.value;
    journey.span = written.name.span;
    journey.description = text_of(written.description);
    journey.owner = text_of(written.owner);
    journey.needs = resolve_requirements(written.needs, {ComponentId(), journey.name});
    if (written.needs.empty() && !written.marks.has("needs", KeyMark::unread)) {
      error("missing-needs", written.name.span,
            fmt::format("journey `{}` needs nothing, so there is nothing to analyse", journey.name))
          .help = "list the components it uses directly: `needs: [load-balancer]`";
    }
    check_promises(written);
    if (written.objectives) check_objectives(*written.objectives);
    journey.slo = written.slo;
    journey.sla = written.sla;
    journey.objectives = written.objectives;
    journey.revenue = written.revenue;
    if (written.outage_cost) journey.outage_cost = written.outage_cost->value;
    check_acceptances(written.accept, false);
    journey.accept = written.accept;
    model_.journeys.push_back(std::move(journey));
  }
}

void ModelBuilder::check_acceptances(const std::vector<Acceptance>& accept, bool on_document) {
  for (const Acceptance& acceptance : accept) {
    if (!acceptance.rule && !acceptance.marks.has("rule", KeyMark::unread)) {
      error("missing-key", acceptance.span, "an accepted risk must name its `rule`").help =
          "for a single point of failure: `rule: single-point-of-failure`";
    }
    if (!acceptance.reason && !acceptance.marks.has("reason", KeyMark::unread)) {
      error("missing-key", acceptance.span, "an accepted risk must give a `reason`");
    }
    if (!on_document && !acceptance.components.empty()) {
      error("unknown-key", acceptance.components.front().span,
            "`components` belongs to the `accept` list of the document");
    }
    for (const WrittenName& name : acceptance.components) (void)resolve_name(name);
  }
}

void ModelBuilder::refuse_instance_names() {
  // Instance 2 of pool `web` prints as `web#2`: no component may look like it.
  for (const Component& component : model_.components) {
    const std::size_t hash = component.name.rfind('#');
    if (hash == std::string::npos || hash + 1 == component.name.size()) continue;
    const auto pool = ids_.find(std::string_view(component.name).substr(0, hash));
    if (pool == ids_.end() || !model_.components[pool->second].is_pool()) continue;
    const std::string_view digits = std::string_view(component.name).substr(hash + 1);
    if (digits.find_first_not_of("0123456789") != std::string_view::npos) continue;
    error("duplicate-name", component.span,
          fmt::format("`{}` is also the name of an instance of a pool", component.name))
        .notes.push_back({"the pool is defined here", model_.components[pool->second].span});
  }
}

}  // namespace cutpoint
