// Docker Compose: https://compose-spec.io
#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>

#include "importer/compose/dependencies.hpp"
#include "importer/compose/journeys.hpp"
#include "importer/compose/project.hpp"
#include "importer/compose/service.hpp"
#include "importer/importing.hpp"

namespace cutpoint {

namespace {

using compose::Service;

template <class T>
Given<T> given(T value, SourceSpan span) {
  return Spanned<T>{std::move(value), span};
}

DraftRequirement need_of(const std::string& name, SourceSpan span) {
  DraftRequirement need;
  need.span = span;
  need.component = {name, span};
  return need;
}

class ComposeImport {
 public:
  ComposeImport(const ImportInput& input, Diagnostics& diagnostics)
      : input_(input), diagnostics_(diagnostics) {}

  Draft run(const compose::Project& project) {
    draft_.files = project.files;
    const SourceSpan start =
        project.files.empty() ? SourceSpan() : SourceSpan{project.files.front(), 1, 1, 1};
    draft_.version = given<std::uint32_t>(1, start);
    draft_.name = given(project_name(project), start);
    collect(project);
    if (services_.empty()) {
      if (!diagnostics_.has_errors()) {
        diagnostics_.error("empty-document", start, "there is no service to import").help =
            "profiles may have switched all of them off: --profile '*'";
      }
      return std::move(draft_);
    }
    dependencies_ = compose::find_dependencies(services_, diagnostics_);
    host_ = unused_name("docker-host");
    for (std::size_t i = 0; i < services_.size(); ++i) add_service(i);
    add_shared_volumes();
    add_gpus();
    add_external_links();
    add_host(start);
    draft_.journeys = compose::find_journeys(services_, dependencies_);
    report(start);
    return std::move(draft_);
  }

 private:
  [[nodiscard]] std::string project_name(const compose::Project& project) const {
    if (!project.name.empty()) return project.name;
    if (input_.paths.empty()) return {};
    // "docker-compose.yml" alone lies in the present folder, which has a name too.
    std::error_code unknown;
    std::filesystem::path path = std::filesystem::absolute(input_.paths.front(), unknown);
    if (unknown) path = input_.paths.front();
    const std::string folder = path.lexically_normal().parent_path().filename().string();
    const std::string stem = path.stem().string();
    const bool plain = stem == "docker-compose" || stem == "compose";
    return plain && !folder.empty() && folder != "." ? folder : stem;
  }

  void collect(const compose::Project& project) {
    for (const auto& [name, value] : project.services.entries) {
      if (name.rfind("x-", 0) == 0 || !value.is_mapping()) continue;
      Service service = compose::read_service(name, value);
      if (service.replicas == 0) {
        diagnostics_.info("no-instances", service.span,
                          fmt::format("`{}` has no replicas and is left out", name));
        continue;
      }
      if (service.is_global) {
        diagnostics_.info("mode-global", service.span,
                          fmt::format("`{}` runs once on every node; the model has one node, so it "
                                      "has one instance",
                                      name));
        service.replicas = 1;
      }
      services_.push_back(std::move(service));
    }
  }

  [[nodiscard]] bool is_used(const std::string& name) const {
    return std::any_of(services_.begin(), services_.end(),
                       [&name](const Service& service) { return service.name == name; }) ||
           std::any_of(draft_.components.begin(), draft_.components.end(),
                       [&name](const DraftComponent& c) { return c.name.value == name; });
  }

  [[nodiscard]] std::string unused_name(std::string name) const {
    while (is_used(name)) name += "-1";
    return name;
  }

  DraftComponent& add_component(const std::string& name, const char* kind, SourceSpan span) {
    DraftComponent component;
    component.name = {name, span};
    component.kind = given(std::string(kind), span);
    draft_.components.push_back(std::move(component));
    return draft_.components.back();
  }

  void add_service(std::size_t index) {
    const Service& service = services_[index];
    DraftComponent& component = add_component(service.name, service.kind.c_str(), service.span);
    component.runs_on.names.push_back({host_, service.span});
    if (!service.image.empty()) {
      component.labels.emplace_back(WrittenName{"image", service.span},
                                    WrittenName{service.image, service.span});
    }
    if (service.replicas > 1) component.replicas = given(service.replicas, service.span);
    component.restart = service.restart;
    component.health_check = service.health_check;
    for (const compose::Need& need : dependencies_.needs[index]) {
      DraftRequirement entry = need_of(services_[need.target].name, need.span);
      if (need.soft) entry.soft = given(true, need.span);
      if (!need.inferred.empty()) entry.inferred = given(need.inferred, need.span);
      component.depends_on.push_back(std::move(entry));
    }
    for (const compose::SiblingGroup& group : dependencies_.groups[index]) {
      component.depends_on.push_back(requirement_of(group));
    }
    if (component.depends_on.empty() && !compose::is_store(service.kind) &&
        service.external_links.empty()) {
      component.dependencies_known = given(false, service.span);
    }
  }

  [[nodiscard]] DraftRequirement requirement_of(const compose::SiblingGroup& group) const {
    DraftRequirement entry;
    entry.span = group.span;
    entry.form = DraftRequirement::Form::any_of;
    if (group.at_least > 1) {
      entry.form = DraftRequirement::Form::at_least;
      entry.at_least = given(group.at_least, group.span);
    }
    entry.members.span = group.span;
    for (const std::size_t member : group.members) {
      entry.members.entries.push_back(need_of(services_[member].name, group.span));
    }
    entry.inferred = given(group.inferred, group.span);
    return entry;
  }

  DraftComponent& component_of(const Service& service) {
    return *std::find_if(draft_.components.begin(), draft_.components.end(),
                         [&](const DraftComponent& c) { return c.name.value == service.name; });
  }

  void need(const Service& service, const std::string& name) {
    DraftComponent& component = component_of(service);
    component.depends_on.push_back(need_of(name, service.span));
  }

  /// A named volume of one service fails with it; one that several mount is shared by all of them.
  void add_shared_volumes() {
    std::map<std::string, std::vector<const Service*>> users;
    for (std::size_t i = 0; i < services_.size(); ++i) {
      if (dependencies_.jobs.contains(i)) continue;
      for (const std::string& volume : services_[i].named_volumes) {
        users[volume].push_back(&services_[i]);
      }
    }
    for (const auto& [volume, services] : users) {
      if (services.size() < 2) continue;
      const std::string name = is_used(volume) ? unused_name(volume + "-volume") : volume;
      DraftComponent& component = add_component(name, "volume", services.front()->span);
      component.runs_on.names.push_back({host_, services.front()->span});
      component.description =
          given<std::string>("Named volume that several services mount", services.front()->span);
      for (const Service* service : services) need(*service, name);
    }
  }

  void add_gpus() {
    std::set<std::string> known;
    for (const Service& service : services_) {
      const std::set<std::string> own(service.gpus.begin(), service.gpus.end());
      for (const std::string& id : own) {
        const std::string wanted = id.empty() ? "gpu" : "gpu-" + id;
        if (known.insert(wanted).second) {
          gpu_names_[wanted] = unused_name(wanted);
          DraftComponent& gpu = add_component(gpu_names_[wanted], "gpu", service.span);
          gpu.runs_on.names.push_back({host_, service.span});
        }
        need(service, gpu_names_[wanted]);
      }
    }
  }

  void add_external_links() {
    std::map<std::string, std::string> names;
    for (const Service& service : services_) {
      for (const std::string& link : service.external_links) {
        auto [place, added] = names.emplace(link, "");
        if (added) {
          place->second = unused_name(link);
          add_component(place->second, "external", service.span).description =
              given<std::string>("Container outside this project", service.span);
        }
        need(service, place->second);
      }
    }
  }

  void add_host(SourceSpan start) {
    const bool pools = std::any_of(services_.begin(), services_.end(),
                                   [](const Service& service) { return service.replicas > 1; });
    std::string description = "All services of a Compose file run on one host";
    if (pools) description += ", all instances of a service too";
    add_component(host_, "host", start).description = given(std::move(description), start);
  }

  void report(SourceSpan start) {
    const auto has_edges = [](const DraftComponent& c) { return !c.depends_on.empty(); };
    if (std::none_of(draft_.components.begin(), draft_.components.end(), has_edges)) {
      diagnostics_
          .warning(
              "no-dependency-information", start,
              "the file says nothing of who needs whom: every service stands alone in the model")
          .help = "add what each needs under `depends_on` in the result";
    }
    if (std::any_of(services_.begin(), services_.end(),
                    [](const Service& service) { return service.restart.has_value(); })) {
      diagnostics_
          .info("assumed-restart", start,
                "restart policies are taken over with an assumed time of 20 s that cures 90 %")
          .help = "set `time` and `cures` to what you measure";
    }
    if (dependencies_.outside.empty()) return;
    std::string names;
    std::size_t count = 0;
    for (const std::string& host : dependencies_.outside) {
      if (++count <= 6) names += (names.empty() ? "" : ", ") + host;
    }
    if (count > 6) names += fmt::format(" and {} more", count - 6);
    diagnostics_
        .info("outside-hosts", start,
              fmt::format("hosts that are no service are named but not modelled: {}", names))
        .help = "add those that matter as components of kind `external`";
  }

  const ImportInput& input_;
  Diagnostics& diagnostics_;
  std::vector<Service> services_;
  compose::Dependencies dependencies_;
  std::map<std::string, std::string> gpu_names_;
  std::string host_;
  Draft draft_;
};

Draft import(const ImportInput& input, FileAccess& access, SourceFiles& sources,
             Diagnostics& diagnostics) {
  const compose::Project project = compose::load_project(input, access, sources, diagnostics);
  return ComposeImport(input, diagnostics).run(project);
}

}  // namespace

const Importer& compose_importer() {
  static const Importer importer{"compose", "Docker Compose files; several overlay each other",
                                 import};
  return importer;
}

}  // namespace cutpoint
