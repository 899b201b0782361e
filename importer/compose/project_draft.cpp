#include "importer/compose/project_draft.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "importer/compose/journeys.hpp"
#include "importer/compose/nodes.hpp"
#include "importer/compose/remarks.hpp"
#include "importer/compose/used_names.hpp"
#include "importer/compose/volumes.hpp"
#include "importer/evidence/draft_parts.hpp"

namespace cutpoint::compose {

namespace {

/// With how many instances a pool of one service lives.
std::uint32_t instances_needed(const Service& service, std::uint32_t instances) {
  const ClusterLife life = service.known.life();
  const bool own_data = keeps_data(service.role) && life != ClusterLife::any;
  if (life == ClusterLife::majority) return instances / 2 + 1;
  // Instances of a store know nothing of each other: each keeps what it was given.
  return own_data ? instances : 1;
}

class DraftBuilder {
 public:
  DraftBuilder(const Project& project, std::vector<Service> services, Dependencies dependencies,
               const SourceFiles& sources, bool explains, Diagnostics& diagnostics)
      : project_(project),
        services_(std::move(services)),
        dependencies_(std::move(dependencies)),
        sources_(sources),
        diagnostics_(diagnostics),
        names_(services_) {
    result_.conclusions = Conclusions(explains);
  }

  Imported run(const std::string& name) {
    Draft& draft = result_.draft;
    draft.files = project_.files;
    start_ = project_.files.empty() ? SourceSpan() : SourceSpan{project_.files.front(), 1, 1, 1};
    draft.version = given_at<std::uint32_t>(1, start_);
    draft.name = given_at(name, start_);
    layout_ = lay_out_nodes(services_, start_, diagnostics_);
    for (NodeLayout::Node& node : layout_.nodes) node.name = names_.take(node.name);
    Journeys journeys = find_journeys(services_, dependencies_);
    const std::vector<UsedVolume> volumes = used_volumes(project_, services_, dependencies_.is_job);
    draft.components.reserve(services_.size() + layout_.nodes.size() + volumes.size());
    mounted_.resize(services_.size(), 0);
    for (const UsedVolume& volume : volumes) {
      for (const std::size_t user : volume.users) ++mounted_[user];
    }
    result_.conclusions.reserve(number_of_conclusions());
    for (std::size_t i = 0; i < services_.size(); ++i) {
      add_service(i);
      // What stands in the draft is not held twice.
      dependencies_.needs[i] = std::vector<Need>();
      dependencies_.groups[i] = std::vector<ServiceGroup>();
    }
    dependencies_.needs = std::vector<std::vector<Need>>();
    dependencies_.groups = std::vector<std::vector<ServiceGroup>>();
    add_volumes(volumes);
    add_gpus();
    add_models();
    add_external_links();
    for (const NodeLayout::Node& node : layout_.nodes) add_node(node);
    add_journeys(std::move(journeys));
    add_addresses();
    add_left_out();
    remark_on(result_.draft, start_, diagnostics_);
    return std::move(result_);
  }

 private:
  // ---- names and places

  /// Relative to the project.
  [[nodiscard]] std::string placed(const std::string& reason, SourceSpan span) const {
    return with_place(reason, span, sources_, project_.folder);
  }

  void conclude(ConclusionKind kind, const std::string& component, std::string what,
                std::string reason, Strength strength, SourceSpan span) {
    result_.conclusions.push_back(
        {kind, component, std::move(what), std::move(reason), strength, span});
  }

  // ---- components

  DraftComponent& add_component(const std::string& name, std::string_view kind, SourceSpan span) {
    DraftComponent component;
    component.name = {name, span};
    component.kind = given_at(std::string(kind), span);
    result_.draft.components.push_back(std::move(component));
    return result_.draft.components.back();
  }

  void add_service(std::size_t index) {
    Service& service = services_[index];
    DraftComponent& component = add_component(service.name, service.kind, service.span);
    for (const std::size_t node : layout_.nodes_of(index)) {
      component.runs_on.names.push_back({layout_.nodes[node].name, service.span});
    }
    if (!service.image.empty()) {
      component.labels.emplace_back(WrittenName{"image", service.span},
                                    WrittenName{std::move(service.image), service.span});
    }
    component.restart = std::move(service.restart);
    component.health_check = std::move(service.health_check);
    if (service.known.row != nullptr && !service.is_external) {
      conclude(ConclusionKind::kind, service.name, std::string(service.kind), service.known.reason,
               service.known.strength, service.span);
    }
    add_instances(index, component);
    add_needs(index, component);
    if (component.depends_on.empty() && !is_store_kind(service.kind) && !service.is_external &&
        service.external_links.empty()) {
      component.dependencies_known = given_at(false, service.span);
    }
  }

  void add_instances(std::size_t index, DraftComponent& component) {
    const Service& service = services_[index];
    const std::uint32_t instances = std::max(layout_.instances[index], 1U);
    if (instances < 2) return;
    component.replicas = given_at(instances, service.span);
    const std::uint32_t needed = instances_needed(service, instances);
    if (needed > 1) component.at_least = given_at(needed, service.span);
    conclude(ConclusionKind::instances, service.name, fmt::format("{} of {}", needed, instances),
             service.is_global ? "once on every node" : "replicas", Strength::declared,
             service.span);
  }

  /// About: kinds, and one for each need.
  [[nodiscard]] std::size_t number_of_conclusions() const {
    std::size_t number = services_.size();
    for (const auto& needs : dependencies_.needs) number += needs.size();
    return number;
  }

  void add_needs(std::size_t index, DraftComponent& component) {
    const std::string& name = services_[index].name;
    component.depends_on.reserve(dependencies_.needs[index].size() +
                                 dependencies_.groups[index].size() + mounted_[index]);
    for (const Need& need : dependencies_.needs[index]) {
      const std::string& target = services_[need.target].name;
      DraftRequirement entry = plain_need(target, need.span);
      if (need.soft) entry.soft = given_at(true, need.span);
      const std::string reason = need.inferred.empty() ? "depends_on" : need.inferred;
      if (!need.inferred.empty()) {
        entry.inferred = given_at(placed(need.inferred, need.span), need.span);
      }
      conclude(ConclusionKind::need, name,
               fmt::format("{} {}", need.soft ? "goes on without" : "needs", target), reason,
               need.inferred.empty() ? Strength::declared : Strength::inferred, need.span);
      component.depends_on.push_back(std::move(entry));
    }
    for (const ServiceGroup& group : dependencies_.groups[index]) {
      component.depends_on.push_back(requirement_of(group));
      std::string members;
      for (const std::size_t member : group.members) {
        members += (members.empty() ? "" : ", ") + services_[member].name;
      }
      conclude(ConclusionKind::group, name, fmt::format("needs {} of {}", group.at_least, members),
               fmt::format("{}; {}", group.inferred, group.why), Strength::inferred, group.span);
    }
  }

  [[nodiscard]] DraftRequirement requirement_of(const ServiceGroup& group) const {
    DraftRequirement entry;
    entry.span = group.span;
    entry.form = DraftRequirement::Form::any_of;
    if (group.at_least > 1) {
      entry.form = DraftRequirement::Form::at_least;
      entry.at_least = given_at(group.at_least, group.span);
    }
    entry.members.span = group.span;
    for (const std::size_t member : group.members) {
      entry.members.entries.push_back(plain_need(services_[member].name, group.span));
    }
    entry.inferred = given_at(placed(group.inferred, group.span), group.span);
    return entry;
  }

  void need(std::size_t from, const std::string& to, SourceSpan span) {
    component_of(from).depends_on.push_back(plain_need(to, span));
  }

  /// Services are drafted first, in their order.
  DraftComponent& component_of(std::size_t service) { return result_.draft.components[service]; }

  // ---- what stands beside services

  void add_volumes(const std::vector<UsedVolume>& volumes) {
    for (const UsedVolume& volume : volumes) {
      const bool taken = names_.contains(volume.name);
      const std::string name = names_.take(taken ? volume.name + "-volume" : volume.name);
      const bool remote = !volume.server.empty();
      DraftComponent& component = add_component(name, remote ? "external" : "volume", volume.span);
      component.description = given_at(volume.description, volume.span);
      if (remote) {
        result_.unmet.push_back({services_[volume.users.front()].name, volume.server, 0,
                                 "volume " + volume.name, false, volume.span});
      } else if (!layout_.nodes.empty()) {
        const auto& nodes = layout_.nodes_of(volume.users.front());
        const std::size_t node = nodes.empty() ? 0 : nodes.front();
        component.runs_on.names.push_back({layout_.nodes[node].name, volume.span});
      }
      for (const std::size_t user : volume.users) {
        need(user, name, services_[user].span);
        conclude(ConclusionKind::need, services_[user].name, "needs " + name,
                 "volume " + volume.name, Strength::declared, volume.span);
      }
    }
  }

  void add_gpus() {
    std::map<std::string, std::string> names;
    for (std::size_t i = 0; i < services_.size(); ++i) {
      const Service& service = services_[i];
      const std::set<std::string> own(service.gpus.begin(), service.gpus.end());
      for (const std::string& id : own) {
        const std::string wanted = id.empty() ? "gpu" : "gpu-" + id;
        const auto [known, added] = names.emplace(wanted, "");
        if (added) {
          known->second = names_.take(wanted);
          DraftComponent& gpu = add_component(known->second, "gpu", service.span);
          if (!layout_.nodes_of(i).empty()) {
            gpu.runs_on.names.push_back(
                {layout_.nodes[layout_.nodes_of(i).front()].name, service.span});
          }
        }
        // A device is a place: what runs on it fails with it. A second one is needed besides.
        DraftComponent& user = component_of(i);
        const bool on_host = own.size() == 1 && user.runs_on.names.size() == 1;
        if (on_host) {
          user.runs_on.names.front() = {known->second, service.span};
        } else {
          need(i, known->second, service.span);
        }
      }
    }
  }

  void add_models() {
    std::map<std::string, std::string> names;
    for (std::size_t i = 0; i < services_.size(); ++i) {
      const Service& service = services_[i];
      for (const DeclaredEdge& edge : service.declared) {
        if (edge.kind != DeclaredEdge::Kind::model) continue;
        const auto [known, added] = names.emplace(edge.target, "");
        if (added) add_model(edge, known->second);
        need(i, known->second, edge.span);
        conclude(ConclusionKind::need, service.name, "needs " + known->second, "models",
                 Strength::declared, edge.span);
      }
    }
  }

  void add_model(const DeclaredEdge& edge, std::string& name) {
    name = names_.take(edge.target);
    const Value* declared = project_.models.find(edge.target);
    const std::string model = declared != nullptr ? declared->text_of("model") : "";
    DraftComponent& component = add_component(name, "model_server", edge.span);
    component.description = given_at(
        model.empty() ? std::string("A model that the platform runs") : "Runs the model " + model,
        edge.span);
    if (!layout_.nodes.empty()) {
      component.runs_on.names.push_back({layout_.nodes.front().name, edge.span});
    }
  }

  void add_external_links() {
    std::map<std::string, std::string> names;
    for (std::size_t i = 0; i < services_.size(); ++i) {
      const Service& service = services_[i];
      for (const std::string& link : service.external_links) {
        const auto [known, added] = names.emplace(link, "");
        if (added) {
          known->second = names_.take(link);
          add_component(known->second, "external", service.span).description =
              given_at<std::string>("Container outside this project", service.span);
        }
        need(i, known->second, service.span);
      }
    }
  }

  void add_node(const NodeLayout::Node& node) {
    add_component(node.name, "host", node.span).description = given_at(node.description, node.span);
    conclude(ConclusionKind::placement, node.name, "a host", node.description, Strength::assumed,
             node.span);
  }

  // ---- the rest

  void add_journeys(Journeys journeys) {
    result_.draft.journeys = std::move(journeys.journeys);
    result_.conclusions.append(std::move(journeys.conclusions));
    for (const PerhapsCalled& call : journeys.perhaps) add_perhaps_called(call);
    remark_on_perhaps_called(journeys.perhaps, services_, diagnostics_);
    std::string names;
    for (const std::size_t i : journeys.background) {
      names += (names.empty() ? "" : ", ") + services_[i].name;
      conclude(ConclusionKind::left_out, services_[i].name, "in no journey",
               services_[i].takes_work ? "no way in needs it: background work"
                                       : "no way in needs it, as far as the files say",
               Strength::inferred, services_[i].span);
    }
    if (names.empty()) return;
    diagnostics_
        .info("background-work", services_[journeys.background.front()].span,
              fmt::format("no way in needs them, so they stand in no journey: {}", names))
        .help = "add a journey for what users notice when they stop";
  }

  /// A guess that is seen: it stops nobody, and an overlay says what holds.
  void add_perhaps_called(const PerhapsCalled& call) {
    const Service& front = services_[call.front];
    const Service& back = services_[call.back];
    const std::string reason =
        fmt::format("perhaps: published beside {}, whose calls the files do not show", front.name);
    DraftComponent& component = component_of(call.front);
    DraftRequirement entry = plain_need(back.name, back.span);
    entry.soft = given_at(true, back.span);
    entry.inferred = given_at(placed(reason, back.span), back.span);
    component.depends_on.push_back(std::move(entry));
    component.dependencies_known.reset();
    conclude(ConclusionKind::need, front.name, "goes on without " + back.name, reason,
             Strength::assumed, back.span);
  }

  /// Names that hold outside of the project's own networks.
  void add_addresses() {
    for (const Service& service : services_) {
      const bool shared = std::any_of(
          service.networks.begin(), service.networks.end(), [this](const std::string& name) {
            const Value* network = project_.networks.find(name);
            return network != nullptr && means_true(network->text_of("external"));
          });
      const auto answer = [&](const std::string& address) {
        result_.answers.push_back({normalised_host(address), service.name});
      };
      if (shared) answer(service.name);
      for (const std::string& alias : service.aliases) {
        if (shared || alias.find('.') != std::string::npos) answer(alias);
      }
      for (const std::string& address : service.fixed_addresses) answer(address);
    }
    for (const LabelRoute& route : dependencies_.routes) {
      if (route.address.find('.') == std::string::npos) continue;
      result_.answers.push_back({normalised_host(route.address), services_[route.target].name});
    }
    for (const UnknownHost& host : dependencies_.unknown) {
      result_.unmet.push_back({services_[host.from].name, host.address.host, host.address.port,
                               host.source, host.soft, host.span});
    }
  }

  void add_left_out() {
    for (const StartOrder& start : dependencies_.starts) {
      conclude(ConclusionKind::left_out, services_[start.from].name,
               "starts after " + services_[start.to].name + ", and does not need it then",
               start.why, Strength::inferred, start.span);
    }
    for (const SwitchedOff& service : project_.switched_off) {
      conclude(ConclusionKind::left_out, service.name, "left out", "its profiles are off",
               Strength::declared, service.span);
    }
  }

  const Project& project_;
  std::vector<Service> services_;
  Dependencies dependencies_;
  const SourceFiles& sources_;
  Diagnostics& diagnostics_;
  UsedNames names_;
  SourceSpan start_;
  NodeLayout layout_;
  std::vector<std::uint32_t> mounted_;  ///< by service: volumes that it needs
  Imported result_;
};

}  // namespace

Imported draft_of(const Project& project, const std::string& name, std::vector<Service> services,
                  Dependencies dependencies, const SourceFiles& sources, bool explains,
                  Diagnostics& diagnostics) {
  return DraftBuilder(project, std::move(services), std::move(dependencies), sources, explains,
                      diagnostics)
      .run(name);
}

}  // namespace cutpoint::compose
