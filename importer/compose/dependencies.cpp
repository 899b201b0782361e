#include "importer/compose/dependencies.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "importer/compose/answers_to_callers.hpp"
#include "importer/compose/clusters.hpp"
#include "importer/compose/references.hpp"
#include "importer/compose/start_order.hpp"
#include "importer/evidence/balancer_configuration.hpp"
#include "importer/evidence/variables.hpp"

namespace cutpoint::compose {

namespace {

AllReferences all_references(const std::vector<Service>& services, const ServiceNames& names) {
  AllReferences references(services.size());
  for (std::size_t i = 0; i < services.size(); ++i) {
    for (const Setting& setting : services[i].settings) {
      references[i].push_back(names.references_in(setting, i));
    }
  }
  return references;
}

class DependencyFinder {
 public:
  DependencyFinder(const std::vector<Service>& services, const std::string& project,
                   Diagnostics& diagnostics)
      : services_(services),
        diagnostics_(diagnostics),
        names_(services, project),
        references_(all_references(services, names_)),
        clusters_(services, references_),
        named_singly_(services.size()) {
    result_.needs.resize(services.size());
    result_.groups.resize(services.size());
    result_.is_job.resize(services.size());
    result_.routes_apart.resize(services.size());
  }

  Dependencies run(const std::vector<ConfigurationFile>& files) {
    result_.is_job = find_jobs(services_, names_, diagnostics_);
    for (std::size_t i = 0; i < services_.size(); ++i) add_declared(i);
    for (const ConfigurationFile& file : files) add_file(file);
    for (std::size_t i = 0; i < services_.size(); ++i) add_settings(i);
    add_label_routes();
    for (const std::size_t i : shows_routes_) drop_unrouted(i);
    for (std::size_t i = 0; i < services_.size(); ++i) pool_declared(i);
    drop_answers_to_callers(result_.needs);
    note_clusters();
    return std::move(result_);
  }

 private:
  void note_clusters() {
    for (std::size_t i = 0; i < services_.size(); ++i) {
      const std::vector<std::size_t> members = clusters_.members_with(i);
      if (members.size() < 2 || members.front() != i) continue;
      const auto life = clusters_.life_of(members, "");
      if (!life) continue;
      result_.clusters.push_back(
          {members, life->at_least, services_[i].span, "they name each other", life->why, false});
    }
  }

  // ---- what the file declares

  void add_declared(std::size_t from) {
    for (const DeclaredEdge& edge : services_[from].declared) {
      if (edge.kind == DeclaredEdge::Kind::model) continue;
      const auto target = names_.find_service(edge.target);
      if (!target) {
        diagnostics_.info("missing-service", edge.span,
                          fmt::format("`{}` names `{}`, which is not among the services taken",
                                      services_[from].name, edge.target));
        continue;
      }
      if (*target == from) continue;
      const std::string why =
          why_no_need(services_[from], services_[*target], edge.kind, result_.is_job[*target]);
      if (!why.empty()) {
        result_.starts.push_back({from, *target, edge.span, why});
        continue;
      }
      const bool telemetry = is_softly_needed(from, *target);
      add_need(from, {*target, edge.span, edge.soft || telemetry, telemetry ? "telemetry" : ""});
    }
  }

  [[nodiscard]] bool is_softly_needed(std::size_t from, std::size_t to) const {
    return goes_on_without(services_[from], services_[to]);
  }

  void add_need(std::size_t from, Need need) {
    for (Need& known : result_.needs[from]) {
      if (known.target != need.target) continue;
      // What is declared soft stays so, whatever names it; inferred twice, the harder counts.
      const bool declared = known.inferred.empty();
      known.soft =
          declared ? known.soft && (need.soft || !need.inferred.empty()) : known.soft && need.soft;
      return;
    }
    result_.needs[from].push_back(std::move(need));
  }

  // ---- what settings name

  void add_settings(std::size_t from) {
    for (std::size_t s = 0; s < services_[from].settings.size(); ++s) {
      const Setting& setting = services_[from].settings[s];
      add_references(from, setting, references_[from][s]);
    }
    for (ServiceGroup& group : result_.groups[from]) finish_group(from, group);
  }

  void add_references(std::size_t from, const Setting& setting, const References& found) {
    if (is_own_address_variable(setting.name) || is_public_address_variable(setting.name)) return;
    const bool soft =
        is_health_check_variable(setting.name) || is_optional_import(setting.text) ||
        (is_telemetry_variable(setting.name) && services_[from].role != Role::telemetry &&
         services_[from].role != Role::agent);
    if (is_waiting_variable(setting.name)) {
      for (const std::size_t target : found.targets) {
        result_.starts.push_back({from, target, setting.span, setting.source()});
      }
      return;
    }
    std::vector<std::size_t> targets;
    for (const std::size_t target : found.targets) {
      if (is_needed_by(from, target, setting, found)) targets.push_back(target);
    }
    std::set<std::size_t> pooled;
    if (!soft) pooled = add_groups(from, setting, found, targets);
    for (const std::size_t target : targets) {
      if (pooled.contains(target) || add_watched(from, target, setting)) continue;
      named_singly_[from].insert(target);
      add_need(from,
               {target, setting.span, soft || is_softly_needed(from, target), setting.source()});
    }
    for (const Address& address : found.unknown) note_unknown(from, setting, address, soft);
  }

  /// Sentinels watch a primary with its replicas, and make one of them the primary when it falls.
  bool add_watched(std::size_t from, std::size_t target, const Setting& setting) {
    const KnownImage* own = services_[from].known.row;
    if (own == nullptr || !own->words.ends_with("sentinel")) return false;
    std::vector<std::size_t> members = clusters_.members_with(target);
    if (members.size() < 2) return false;
    add_group(from, {std::move(members), 1, setting.span, setting.source(),
                     "sentinels switch over among them", false});
    return true;
  }

  [[nodiscard]] bool is_needed_by(std::size_t from, std::size_t target, const Setting& setting,
                                  const References& found) const {
    if (target == from || result_.is_job[target]) return false;
    if (declares(target, from)) return false;
    if (clusters_.together(from, target)) return false;
    const Service& own = services_[from];
    const Service& other = services_[target];
    const bool same = !own.program().empty() && own.program() == other.program();
    const bool store = keeps_data(own.role) || own.role == Role::control;
    // A replica names its primary, and serves without it.
    return !(same && store && found.targets.size() == 1 && is_joining_variable(setting.name));
  }

  /// A declared edge the other way says who needs whom; what is inferred against it is a mere
  /// mention.
  [[nodiscard]] bool declares(std::size_t from, std::size_t to) const {
    const auto& needs = result_.needs[from];
    return std::any_of(needs.begin(), needs.end(), [to](const Need& need) {
      return need.target == to && need.inferred.empty();
    });
  }

  /// Members of one list, of one program: one service, if it can do with fewer of them.
  std::set<std::size_t> add_groups(std::size_t from, const Setting& setting,
                                   const References& found,
                                   const std::vector<std::size_t>& targets) {
    std::set<std::size_t> pooled;
    if (result_.is_job[from]) return pooled;
    std::vector<std::vector<std::size_t>> lists = found.lists;
    lists.insert(lists.end(), found.shared.begin(), found.shared.end());
    for (const auto& list : lists) {
      std::map<std::string, std::vector<std::size_t>> programs;
      for (const std::size_t member : list) {
        const bool taken = std::find(targets.begin(), targets.end(), member) != targets.end();
        const std::string program = services_[member].variant();
        if (taken && !program.empty()) programs[program].push_back(member);
      }
      for (auto& [program, members] : programs) {
        if (add_group_of(from, setting, std::move(members))) {
          const auto& all = result_.groups[from].back().members;
          pooled.insert(all.begin(), all.end());
          for (const ServiceGroup& group : result_.groups[from]) {
            pooled.insert(group.members.begin(), group.members.end());
          }
        }
      }
    }
    return pooled;
  }

  bool add_group_of(std::size_t from, const Setting& setting, std::vector<std::size_t> members) {
    if (members.size() < 2) return false;
    const std::vector<std::size_t> cluster = clusters_.members_with(members.front());
    const bool one_cluster = std::all_of(members.begin(), members.end(), [&](std::size_t member) {
      return clusters_.together(member, members.front());
    });
    // A tool lists what it looks at, which need not belong together.
    if (is_beside(services_[from].role) && !one_cluster) return false;
    if (one_cluster) members = cluster;
    const auto life = clusters_.life_of(members, setting.name);
    if (!life) return false;
    add_group(from, {std::move(members), life->at_least, setting.span, setting.source(), life->why,
                     false});
    return true;
  }

  void add_group(std::size_t from, ServiceGroup added) {
    std::sort(added.members.begin(), added.members.end());
    added.members.erase(std::unique(added.members.begin(), added.members.end()),
                        added.members.end());
    for (ServiceGroup& group : result_.groups[from]) {
      // Two lists without a common member are two groups; of two lists of one group the longer
      // counts.
      const bool overlaps =
          std::any_of(added.members.begin(), added.members.end(), [&](std::size_t member) {
            return std::binary_search(group.members.begin(), group.members.end(), member);
          });
      if (!overlaps) continue;
      if (added.members.size() > group.members.size()) group = std::move(added);
      return;
    }
    for (const std::size_t member : added.members) grouped_[member].push_back(added.members);
    result_.groups[from].push_back(std::move(added));
  }

  /// The group stands for all edges to its members, declared ones too: they order the start.
  void finish_group(std::size_t from, const ServiceGroup& group) {
    std::erase_if(result_.needs[from], [&group](const Need& need) {
      return std::binary_search(group.members.begin(), group.members.end(), need.target);
    });
  }

  void note_unknown(std::size_t from, const Setting& setting, const Address& address, bool soft) {
    const std::string host = normalised_host(address.host);
    const bool is_local = host == "host.docker.internal" || host.rfind("localhost", 0) == 0;
    const bool is_file = host.size() > 4 && (host.ends_with(".yml") || host.ends_with(".yaml") ||
                                             host.ends_with(".json") || host.ends_with(".conf") ||
                                             host.ends_with(".xml") || host.ends_with(".sock"));
    if (is_local || is_file || host.rfind("0.0.0.0", 0) == 0 || host.rfind("127.", 0) == 0) return;
    result_.unknown.push_back({from, {host, address.port}, setting.source(), soft, setting.span});
  }

  // ---- configuration that is mounted

  void add_file(const ConfigurationFile& file) {
    const std::size_t from = file.service;
    const BalancerConfiguration balancer = balancer_configuration(file.text);
    for (const BalancedRoute& route : balancer.routes) add_route(file, route);
    if (!balancer.routes.empty()) shows_routes_.insert(from);
    if (balancer.routes.empty() || balancer.names_others) add_mentions(file);
    for (const ServiceGroup& group : result_.groups[from]) finish_group(from, group);
  }

  /// What a balancer starts after, does not pass requests on to, and that stands open itself.
  void drop_unrouted(std::size_t from) {
    if (services_[from].role != Role::balancer) return;
    std::erase_if(result_.needs[from], [&](const Need& need) {
      const bool is_other = need.inferred.empty() && services_[need.target].publishes_ports() &&
                            !named_in_files_[from].contains(need.target);
      if (is_other) {
        result_.starts.push_back({from, need.target, need.span, "no route leads to it"});
      }
      return is_other;
    });
  }

  /// What a file names that is no balancer's, or beside its routes.
  void add_mentions(const ConfigurationFile& file) {
    const std::size_t from = file.service;
    Setting setting{Setting::Kind::file, file.name, without_comments(file.text), place_of(file, 0)};
    const References found = names_.references_in(setting, from);
    for (const std::size_t target : found.targets) {
      if (target == from || result_.is_job[target] || clusters_.together(from, target)) continue;
      const bool soft = is_softly_needed(from, target);
      named_in_files_[from].insert(target);
      add_need(from, {target, setting.span, soft, setting.source()});
    }
  }

  static SourceSpan place_of(const ConfigurationFile& file, std::size_t line) {
    if (!file.file.valid()) return file.span;
    return {file.file, static_cast<std::uint32_t>(std::max<std::size_t>(line, 1)), 1, 1};
  }

  void add_route(const ConfigurationFile& file, const BalancedRoute& route) {
    const std::size_t from = file.service;
    std::vector<std::size_t> members;
    for (const Address& address : route.members) {
      const auto target = names_.find(address, from);
      if (target && *target != from) members.push_back(*target);
    }
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    named_in_files_[from].insert(members.begin(), members.end());
    const SourceSpan span = place_of(file, route.line);
    const std::string source = "configuration " + file.name;
    if (members.size() == 1) {
      add_need(from, {members.front(), span, is_softly_needed(from, members.front()), source});
    } else if (members.size() > 1) {
      std::uint32_t at_least = 1;
      std::string why = "a balancer passes on to one of them";
      const bool one_cluster = clusters_.members_with(members.front()) == members;
      if (const auto life = clusters_.life_of(members, ""); one_cluster && life) {
        at_least = life->at_least;
        why = life->why;
      }
      add_group(from, {std::move(members), at_least, span, source, why, false});
    }
  }

  void add_label_routes() {
    result_.routes = label_routes(services_);
    std::map<std::size_t, std::size_t> programs;
    for (const LabelRoute& route : result_.routes) {
      if (!is_beside(services_[route.target].role)) ++programs[route.proxy];
    }
    for (const auto& [proxy, count] : programs) result_.routes_apart[proxy] = count > 1;
    for (const LabelRoute& route : result_.routes) {
      // Who has several behind it goes on without one of them.
      const bool soft =
          result_.routes_apart[route.proxy] || is_beside(services_[route.target].role);
      add_need(route.proxy, {route.target, route.span, soft, route.source});
    }
  }

  /// Members that somebody addresses together are one for everybody: whoever declares several of
  /// them orders its start, but needs only the group.
  void pool_declared(std::size_t from) {
    std::map<std::vector<std::size_t>, std::vector<std::size_t>> pools;
    for (const Need& need : result_.needs[from]) {
      if (!need.inferred.empty() || need.soft) continue;
      std::vector<std::size_t> members = clusters_.members_with(need.target);
      // Of a primary and its replicas one is enough for who lists them, not by itself.
      if (services_[need.target].known.life() == ClusterLife::primary) members.clear();
      if (members.size() < 2 && !grouped_[need.target].empty()) {
        members = grouped_[need.target].front();
      }
      const bool own = std::find(members.begin(), members.end(), from) != members.end();
      if (members.size() > 1 && !own) pools[members].push_back(need.target);
    }
    for (const auto& [members, declared] : pools) {
      // Who names several of them one by one tells them apart.
      const auto singly = std::count_if(declared.begin(), declared.end(), [&](std::size_t target) {
        return named_singly_[from].contains(target);
      });
      if (declared.size() < 2 || singly > 1) continue;
      const auto life = clusters_.life_of(members, "");
      if (!life) continue;
      ServiceGroup group{members,
                         life->at_least,
                         services_[from].span,
                         "depends_on; they form one service",
                         life->why,
                         true};
      finish_group(from, group);
      add_group(from, std::move(group));
    }
  }

  const std::vector<Service>& services_;
  Diagnostics& diagnostics_;
  ServiceNames names_;
  AllReferences references_;
  Clusters clusters_;
  Dependencies result_;
  /// By service: the groups that somebody addresses it in.
  std::map<std::size_t, std::vector<std::vector<std::size_t>>> grouped_;
  std::vector<std::set<std::size_t>> named_singly_;  ///< by service: what it names outside of lists
  std::set<std::size_t> shows_routes_;               ///< balancers whose configuration was read
  std::map<std::size_t, std::set<std::size_t>> named_in_files_;  ///< by service
};

}  // namespace

Dependencies find_dependencies(const std::vector<Service>& services, const std::string& project,
                               const std::vector<ConfigurationFile>& files,
                               Diagnostics& diagnostics) {
  return DependencyFinder(services, project, diagnostics).run(files);
}

}  // namespace cutpoint::compose
