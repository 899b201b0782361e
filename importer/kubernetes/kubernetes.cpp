// Kubernetes manifests and dumps: https://kubernetes.io/docs/reference/
#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "importer/evidence/draft_parts.hpp"
#include "importer/importing.hpp"
#include "importer/kubernetes/journeys.hpp"
#include "importer/kubernetes/needs.hpp"
#include "importer/kubernetes/objects/read_kinds.hpp"
#include "importer/kubernetes/planned_downtime.hpp"
#include "importer/kubernetes/reports.hpp"
#include "importer/kubernetes/scheduling/placement.hpp"
#include "importer/kubernetes/scheduling/volumes.hpp"
#include "importer/kubernetes/shared_parts.hpp"
#include "importer/kubernetes/workloads/custom_resources.hpp"
#include "importer/kubernetes/workloads/probes.hpp"
#include "importer/kubernetes/workloads/thresholds.hpp"
#include "model/base/name_list.hpp"

namespace cutpoint {

namespace {

using namespace kubernetes;

class KubernetesImport {
 public:
  KubernetesImport(const ImportInput& input, const SourceFiles& sources, Diagnostics& diagnostics)
      : input_(input), sources_(sources), diagnostics_(diagnostics) {}

  Imported run(const Objects& objects) {
    result_.conclusions = Conclusions(input_.explains);
    result_.draft.files = objects.files();
    const SourceSpan start =
        objects.files().empty() ? SourceSpan() : SourceSpan{objects.files().front(), 1, 1, 1};
    result_.draft.version = given_at<std::uint32_t>(1, start);
    if (std::string name = system_name(); !name.empty())
      result_.draft.name = given_at(std::move(name), start);
    FoundWorkloads found = find_workloads(objects, result_.conclusions, diagnostics_);
    add_custom_workloads(objects, found);
    workloads_ = std::move(found.all);
    name_workloads(workloads_);
    tell_left_out(objects, result_.conclusions, diagnostics_);
    if (workloads_.empty()) {
      if (!diagnostics_.has_errors()) tell_empty(objects, start);
      return std::move(result_);
    }
    const ServiceTable services(objects, workloads_, result_.conclusions, diagnostics_);
    Needs needs = find_needs(workloads_, services, objects);
    const Routes routes = find_routes(objects, services);
    Journeys journeys = find_journeys(workloads_, services, routes, needs);
    add_behind(journeys.behind, needs);
    const Placement placement = place_workloads(workloads_, objects);
    for (const Workload& workload : workloads_) names_.insert(workload.name);
    name_places(placement);
    planned_.emplace(workloads_, objects, result_.conclusions);
    for (std::size_t i = 0; i < workloads_.size(); ++i)
      add_workload(i, needs.of[i], placement.seats[i], services);
    add_shared_claims();
    add_outside();
    add_places(placement);
    result_.draft.journeys = std::move(journeys.drafts);
    result_.conclusions.append(std::move(journeys.conclusions));
    for (const KnownAddress& answer : services.answers()) result_.answers.push_back(answer);
    add_shared_parts({workloads_, services, needs, routes, objects,
                      [this](std::string name) { return unused_name(std::move(name)); }},
                     result_, diagnostics_);
    report_import({workloads_, needs, routes, placement, objects}, result_, diagnostics_);
    return std::move(result_);
  }

 private:
  /// Standard input has none.
  [[nodiscard]] std::string system_name() const {
    if (input_.paths.empty() || input_.paths.front() == "-") return {};
    std::error_code unknown;
    const std::filesystem::path path = std::filesystem::absolute(input_.paths.front(), unknown);
    if (input_.paths.size() > 1 && path.has_parent_path())
      return path.parent_path().filename().string();
    return path.stem().string();
  }

  /// Files of names and routes alone are a part of a system: what they lead to stands elsewhere.
  void tell_empty(const Objects& objects, SourceSpan start) {
    std::set<std::string> kinds;
    for (const Object& object : objects.all()) {
      if (gives_names(object)) kinds.insert(object.kind);
    }
    constexpr std::size_t most_told = 6;
    if (kinds.empty()) {
      nothing_to_import(input_, start, "there is no workload to import", diagnostics_).help =
          "Deployments, StatefulSets, DaemonSets, Jobs, Pods and custom resources of known "
          "operators are";
    } else {
      nothing_to_import(
          input_, start,
          fmt::format("there is no workload to import: what is here leads to workloads that stand "
                      "in other files ({})",
                      first_names({kinds.begin(), kinds.end()}, most_told)),
          diagnostics_)
          .help = "import these files together with those of the workloads";
    }
  }

  [[nodiscard]] std::string unused_name(std::string name) {
    while (!names_.insert(name).second) name += "-1";
    return name;
  }

  DraftComponent& add_component(const std::string& name, std::string_view kind, SourceSpan span) {
    DraftComponent component;
    component.name = {name, span};
    component.kind = given_at(std::string(kind), span);
    result_.draft.components.push_back(std::move(component));
    return result_.draft.components.back();
  }

  void conclude(ConclusionKind kind, const Workload& workload, std::string what, std::string reason,
                Strength strength, SourceSpan span) {
    result_.conclusions.push_back(
        {kind, workload.name, std::move(what), std::move(reason), strength, span});
  }

  void add_workload(std::size_t index, const std::vector<Need>& needs, const Seats& seats,
                    const ServiceTable& services) {
    const Workload& workload = workloads_[index];
    DraftComponent& component =
        add_component(workload.name, workload.component_kind, workload.span);
    add_labels(component, workload);
    if (workload.recognition.row != nullptr)
      conclude(ConclusionKind::kind, workload, "is a " + workload.component_kind,
               workload.recognition.reason, workload.recognition.strength,
               workload.image_span.known() ? workload.image_span : workload.span);
    add_instances(component, index, seats, services);
    component.restart = restart_of(workload);
    component.health_check = health_check_of(workload);
    for (const Need& need : needs) add_need(component, workload, need);
    const bool is_base = keeps_data(workload.role) || workload.role == Role::control;
    if (component.depends_on.empty() && !is_base && !is_beside(workload.role))
      component.dependencies_known = given_at(false, workload.span);
  }

  static void add_labels(DraftComponent& component, const Workload& workload) {
    const auto add = [&](const char* key, const std::string& value) {
      if (value.empty()) return;
      component.labels.emplace_back(WrittenName{key, workload.span},
                                    WrittenName{value, workload.span});
    };
    add("workload", workload.kind);
    add("namespace", workload.name_space);
    add("image", workload.image);
  }

  void add_instances(DraftComponent& component, std::size_t index, const Seats& seats,
                     const ServiceTable& services) {
    const Workload& workload = workloads_[index];
    const std::uint32_t instances = seats.instances;
    const SourceSpan span = workload.instances.span;
    std::string what = fmt::format("{} instance{}", instances, instances == 1 ? "" : "s");
    if (workload.scales_to_zero) what = "none at rest, one on demand";
    if (instances > 1) {
      const Count needed = needed_instances(workload, instances, services.is_balanced(index));
      component.replicas = given_at(instances, span);
      if (needed.value > 1) component.at_least = given_at(needed.value, span);
      conclude(ConclusionKind::group, workload,
               fmt::format("{} of {} must work", needed.value, instances), needed.reason,
               needed.strength, needed.span.known() ? needed.span : workload.span);
    }
    conclude(ConclusionKind::instances, workload, what, workload.instances.reason,
             workload.instances.strength, span);
    planned_->add(index, seats, component.at_least ? component.at_least->value : 1, component);
    place(component, workload, seats);
  }

  void place(DraftComponent& component, const Workload& workload, const Seats& seats) {
    for (const std::string& node : round_robin(seats.nodes))
      component.runs_on.names.push_back({place_names_.at(node), workload.span});
    component.runs_on.span = workload.span;
    if (seats.instances > 1 && component.runs_on.names.size() > 1)
      component.placement = given_at(Seating::spread, workload.span);
  }

  /// Instances are dealt to the list in turn, so equal shares need each name once.
  [[nodiscard]] static std::vector<std::string> round_robin(const std::vector<std::string>& nodes) {
    std::map<std::string, std::size_t> loads;
    std::vector<std::string> distinct;
    for (const std::string& node : nodes) {
      if (++loads[node] == 1) distinct.push_back(node);
    }
    const bool even = std::all_of(loads.begin(), loads.end(), [&](const auto& load) {
      return load.second == loads.begin()->second;
    });
    return even ? distinct : nodes;
  }

  void add_need(DraftComponent& component, const Workload& workload, const Need& need) {
    if (!need.outside.empty()) {
      outside_users_[need.outside].emplace_back(result_.draft.components.size() - 1, need);
      return;
    }
    DraftRequirement entry;
    entry.span = need.span;
    std::string what;
    if (need.targets.size() == 1) {
      what = workloads_[need.targets.front()].name;
      entry.component = {what, need.span};
    } else {
      entry.form = DraftRequirement::Form::any_of;
      if (need.at_least > 1) {
        entry.form = DraftRequirement::Form::at_least;
        entry.at_least = given_at(need.at_least, need.span);
      }
      entry.members.span = need.span;
      for (const std::size_t target : need.targets) {
        entry.members.entries.push_back(plain_need(workloads_[target].name, need.span));
        what += (what.empty() ? "" : ", ") + workloads_[target].name;
      }
      what = fmt::format("{} of {}", need.at_least, what);
    }
    std::string reason = need.reason;
    if (need.strength == NeedStrength::start_order) reason += "; only to start";
    if (need.strength == NeedStrength::telemetry) reason += "; telemetry";
    if (need.strength != NeedStrength::hard) entry.soft = given_at(true, need.span);
    entry.inferred = given_at(with_place(reason, need.span, sources_), need.span);
    conclude(ConclusionKind::need, workload,
             (need.strength == NeedStrength::hard ? "needs " : "uses ") + what, reason,
             need.is_declared ? Strength::declared : Strength::inferred, need.span);
    component.depends_on.push_back(std::move(entry));
  }

  /// A claim that several workloads mount fails all of them.
  void add_shared_claims() {
    std::map<std::string, std::vector<std::pair<std::size_t, SourceSpan>>> users;
    for (std::size_t i = 0; i < workloads_.size(); ++i) {
      if (workloads_[i].is_run_to_end()) continue;
      for (const Value& claim : mounted_claims(workloads_[i]))
        users[fmt::format("{}\n{}", workloads_[i].name_space, claim.text())].emplace_back(
            i, claim.span());
    }
    for (const auto& [key, mounts] : users) {
      if (mounts.size() < 2) continue;
      const std::string claim = key.substr(key.find('\n') + 1);
      const std::string name = unused_name(names_.contains(claim) ? claim + "-volume" : claim);
      for (const auto& [index, span] : mounts) {
        DraftRequirement need = plain_need(name, span);
        need.inferred = given_at(with_place("claim " + claim, span, sources_), span);
        result_.draft.components[index].depends_on.push_back(std::move(need));
        result_.draft.components[index].dependencies_known.reset();
        conclude(ConclusionKind::need, workloads_[index], "needs " + name, "claim " + claim,
                 Strength::declared, span);
      }
      add_component(name, "volume", mounts.front().second).description =
          given_at<std::string>("Claim that several workloads mount", mounts.front().second);
    }
  }

  /// Hosts for which the files have an ExternalName or a ServiceEntry.
  void add_outside() {
    for (const auto& [host, users] : outside_users_) {
      const SourceSpan span = users.front().second.span;
      const std::string name = unused_name(host);
      add_component(name, "external", span).description =
          given_at<std::string>("Outside of the cluster", span);
      result_.answers.push_back({host, name});
      for (const auto& [user, need] : users) {
        DraftComponent& own = result_.draft.components[user];
        DraftRequirement entry = plain_need(name, need.span);
        entry.inferred = given_at(with_place(need.reason, need.span, sources_), need.span);
        if (need.strength != NeedStrength::hard) entry.soft = given_at(true, need.span);
        own.depends_on.push_back(std::move(entry));
        own.dependencies_known.reset();
        result_.conclusions.push_back({ConclusionKind::need, own.name.value, "needs " + name,
                                       need.reason, Strength::inferred, need.span});
      }
    }
  }

  /// What a front end perhaps calls is a guess: soft, and told.
  void add_behind(const std::vector<BehindFront>& behind, Needs& needs) {
    for (const auto& [front, back] : behind) {
      Need need;
      need.targets = {back};
      need.strength = NeedStrength::perhaps;
      need.reason =
          fmt::format("perhaps: only {} is for people, and the files do not show its calls",
                      workloads_[front].name);
      need.span = workloads_[front].span;
      needs.of[front].push_back(std::move(need));
    }
    if (behind.empty()) return;
    const Workload& front = workloads_[behind.front().front];
    constexpr std::size_t most_names = 6;
    std::vector<std::string> names;
    names.reserve(behind.size());
    for (const BehindFront& call : behind) names.push_back(workloads_[call.back].name);
    diagnostics_
        .info(
            "perhaps-called", front.span,
            fmt::format("whom `{}` calls the files do not show; perhaps these, which listen inside "
                        "of the cluster: {}",
                        front.name, first_names(names, most_names)))
        .help = "say in a file of your own what it needs; their edges are soft until then";
  }

  void name_places(const Placement& placement) {
    for (const Place& place : placement.places) {
      if (place_names_.contains(place.name)) continue;
      place_names_[place.name] = unused_name(place.name);
    }
  }

  void add_places(const Placement& placement) {
    std::set<std::string> used;
    for (const Seats& seats : placement.seats) used.insert(seats.nodes.begin(), seats.nodes.end());
    for (const Place& place : placement.places) {
      DraftComponent& component =
          add_component(place_names_.at(place.name), place.is_zone ? "zone" : "host", place.span);
      if (!place.zone.empty())
        component.runs_on.names.push_back({place_names_.at(place.zone), place.span});
      if (!place.is_real)
        component.description = given_at<std::string>(
            place.is_zone ? "Stands for any zone: what nothing keeps apart may share it"
                          : "Stands for any node: what nothing keeps apart may share it",
            place.span);
    }
  }

  const ImportInput& input_;
  const SourceFiles& sources_;
  Diagnostics& diagnostics_;
  std::vector<Workload> workloads_;
  std::optional<MaintenanceWindows> planned_;
  std::set<std::string> names_;
  std::map<std::string, std::string> place_names_;
  std::map<std::string, std::vector<std::pair<std::size_t, Need>>> outside_users_;
  Imported result_;
};

Imported import_kubernetes(const ImportInput& input, FileAccess& access, SourceFiles& sources,
                           Diagnostics& diagnostics) {
  Objects objects;
  objects.read(input, access, sources, diagnostics);
  return KubernetesImport(input, sources, diagnostics).run(objects);
}

}  // namespace

const Importer& kubernetes_importer() {
  static const Importer importer{"kubernetes",
                                 "Kubernetes manifests, rendered charts and dumps of a cluster",
                                 import_kubernetes};
  return importer;
}

}  // namespace cutpoint
