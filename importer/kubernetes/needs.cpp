#include "importer/kubernetes/needs.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "importer/evidence/balancer_configuration.hpp"
#include "importer/evidence/variables.hpp"
#include "importer/kubernetes/named_hosts.hpp"

namespace cutpoint::kubernetes {

namespace {

/// "kafka" of kafka-1 and kafka2: the name of what is numbered.
std::string_view unnumbered(std::string_view name) {
  const std::size_t end = name.find_last_not_of("0123456789");
  if (end == std::string_view::npos) return name;
  name = name.substr(0, end + 1);
  const std::size_t mark = name.find_last_not_of('-');
  return mark == std::string_view::npos ? name : name.substr(0, mark + 1);
}

bool is_local_host(std::string_view host) {
  return host.starts_with("localhost") || host.starts_with("127.") || host == "0.0.0.0" ||
         host == "::1" || host.find_first_not_of("0123456789.") == std::string_view::npos;
}

class NeedFinder {
 public:
  NeedFinder(const std::vector<Workload>& workloads, const ServiceTable& services,
             const Objects& objects)
      : workloads_(workloads), services_(services), objects_(objects) {
    result_.of.resize(workloads.size());
    candidates_.resize(workloads.size());
  }

  Needs run() {
    for (std::size_t i = 0; i < workloads_.size(); ++i) read_workload(i);
    for (std::size_t i = 0; i < workloads_.size(); ++i) settle(i);
    return std::move(result_);
  }

 private:
  struct Candidate {
    Need need;
    const Object* whole_of = nullptr;
  };

  void read_workload(std::size_t from) {
    add_declared(from);
    Settings settings = find_settings(workloads_[from], objects_);
    for (const Setting& setting : settings.all) {
      if (setting.whole_of != nullptr) users_[setting.whole_of].insert(from);
      read_setting(from, setting);
    }
    for (MissingSource& missing : settings.missing) result_.missing.push_back(std::move(missing));
  }

  /// What a custom resource consists of, and other resources that it names.
  void add_declared(std::size_t from) {
    const Workload& workload = workloads_[from];
    const auto declare = [&](const PartGroup& group, std::string reason,
                             NeedStrength strength = NeedStrength::hard) {
      Need need;
      need.targets = group.members;
      need.at_least = group.at_least;
      need.strength = strength;
      need.reason = std::move(reason);
      need.span = workload.span;
      need.is_declared = true;
      candidates_[from].push_back({std::move(need), nullptr});
    };
    for (const PartGroup& group : workload.parts) declare(group, "part of " + workload.kind);
    for (const std::size_t part : workload.soft_parts)
      declare({{part}, 1}, "part of " + workload.kind + "; it goes on without",
              NeedStrength::beside);
    if (workload.references.empty()) return;
    for (std::size_t i = 0; i < workloads_.size(); ++i) {
      const Workload& other = workloads_[i];
      if (i == from || !other.is_whole) continue;
      const std::string own =
          fmt::format("{}\n{}\n{}", other.kind, other.name_space, other.object->name);
      if (std::find(workload.references.begin(), workload.references.end(), own) !=
          workload.references.end())
        declare({{i}, 1}, workload.kind + " names it");
    }
  }

  void read_setting(std::size_t from, const Setting& setting) {
    const std::string& name_space = workloads_[from].name_space;
    if (setting.is_file) {
      const BalancerConfiguration balancer = balancer_configuration(setting.text);
      for (const BalancedRoute& route : balancer.routes) add_route(from, setting, route);
      if (!balancer.routes.empty() && !balancer.names_others) return;
    }
    std::vector<std::size_t> alone;  // single workloads that the setting names
    for (const NamedHost& host : named_hosts(setting)) {
      if (is_local_host(host.address.host)) continue;
      const auto found = services_.resolve(host.address.host, name_space);
      if (found) {
        add(from, *found, setting, host.name);
        if (found->workloads.size() == 1) alone.push_back(found->workloads.front());
      } else if (host.is_certain && !setting.is_secret) {
        note_unknown(from, setting, host);
      }
    }
    for (const std::string& variable : service_variables(setting.text)) {
      if (const auto found = services_.of_variable(variable, name_space))
        add(from, *found, setting, "");
    }
    if (alone.size() > 1) join_listed(from, setting);
  }

  /// What a balancer's configuration passes requests on to: one of several where it names several.
  void add_route(std::size_t from, const Setting& setting, const BalancedRoute& route) {
    std::vector<std::size_t> members;
    for (const Address& address : route.members) {
      if (is_local_host(address.host)) continue;
      const auto found = services_.resolve(address.host, workloads_[from].name_space);
      if (!found) {
        note_unknown(from, setting, {address, true, ""});
      } else if (found->workloads.size() == 1 && found->outside.empty()) {
        if (found->workloads.front() != from) members.push_back(found->workloads.front());
      } else {
        add(from, *found, setting, "");
      }
    }
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    if (members.empty()) return;
    Need need;
    need.reason = setting.source;
    if (members.size() > 1) need.reason += "; a balancer passes on to one of them";
    need.targets = std::move(members);
    need.span = setting.span;
    if (setting.starts_only) need.strength = NeedStrength::start_order;
    candidates_[from].push_back({std::move(need), nullptr});
  }

  [[nodiscard]] std::string reason_of(const Setting& setting, const std::string& key) const {
    return key.empty() ? setting.source : fmt::format("{}, {}", setting.source, key);
  }

  void add(std::size_t from, const Destination& destination, const Setting& setting,
           const std::string& key) {
    Need need;
    need.reason = reason_of(setting, key);
    need.span = setting.span;
    need.strength = setting.starts_only ? NeedStrength::start_order : NeedStrength::hard;
    if (need.strength == NeedStrength::hard && is_optional_import(setting.text)) {
      need.strength = NeedStrength::beside;
      need.reason += "; it goes on without";
    }
    if (is_health_check_variable(setting.name) || sends_measures(from, setting))
      need.strength = NeedStrength::telemetry;
    if (!destination.outside.empty()) {
      need.outside = destination.outside;
      candidates_[from].push_back({std::move(need), setting.whole_of});
      return;
    }
    std::vector<std::size_t> targets;
    for (const std::size_t target : destination.workloads) {
      if (target != from && !are_peers(from, target)) targets.push_back(target);
    }
    if (targets.empty()) return;
    // Stores behind one Service differ in what they hold: each is needed.
    const bool differ = std::any_of(targets.begin(), targets.end(), [this](std::size_t target) {
      return keeps_data(workloads_[target].role);
    });
    if (!differ && !destination.is_split) {
      need.targets = std::move(targets);
      if (need.targets.size() > 1)
        need.reason += fmt::format("; Service {} selects them", destination.service);
      candidates_[from].push_back({std::move(need), setting.whole_of});
      return;
    }
    for (const std::size_t target : targets) {
      need.targets = {target};
      candidates_[from].push_back({need, setting.whole_of});
    }
  }

  /// `OTEL_EXPORTER_OTLP_ENDPOINT`: nobody stops where his traces do not arrive.
  [[nodiscard]] bool sends_measures(std::size_t from, const Setting& setting) const {
    const Role role = workloads_[from].role;
    if (setting.is_file && passes_measures_on(setting.text)) return role == Role::telemetry;
    return !setting.is_file && is_telemetry_variable(setting.name) && role != Role::telemetry &&
           role != Role::agent;
  }

  /// Numbered workloads of one image that name each other are one cluster.
  [[nodiscard]] bool are_peers(std::size_t a, std::size_t b) const {
    const Workload& one = workloads_[a];
    const Workload& other = workloads_[b];
    return !one.image.empty() && one.image == other.image && one.own_name != other.own_name &&
           unnumbered(one.own_name) == unnumbered(other.own_name);
  }

  /// A list of addresses of peers is one need of several, where it is known how they live.
  void join_listed(std::size_t from, const Setting& setting) {
    for (const auto& list : address_lists(setting.text, !setting.name.empty())) {
      std::vector<std::size_t> members;
      for (const Address& address : list) {
        const auto found = services_.resolve(address.host, workloads_[from].name_space);
        if (!found || found->workloads.size() != 1) continue;
        const std::size_t member = found->workloads.front();
        if (!members.empty() && !are_peers(members.front(), member)) continue;
        if (std::find(members.begin(), members.end(), member) == members.end())
          members.push_back(member);
      }
      if (members.size() < 2) continue;
      const auto needed =
          members_needed(workloads_[members.front()].recognition.life(), members.size());
      if (!needed) continue;
      std::sort(members.begin(), members.end());
      std::erase_if(candidates_[from], [&](const Candidate& known) {
        return known.need.targets.size() == 1 && known.need.span == setting.span &&
               std::binary_search(members.begin(), members.end(), known.need.targets.front());
      });
      Need need;
      need.targets = members;
      need.at_least = *needed;
      need.reason = setting.source + " lists them";
      need.span = setting.span;
      candidates_[from].push_back({std::move(need), setting.whole_of});
    }
  }

  void note_unknown(std::size_t from, const Setting& setting, const NamedHost& host) {
    UnknownHost unknown;
    unknown.workload = from;
    unknown.host = normalised_host(host.address.host);
    unknown.port = host.address.port;
    unknown.reason = reason_of(setting, host.name);
    unknown.is_cluster_name =
        ServiceTable::is_cluster_name(unknown.host) || unknown.host.find('.') == std::string::npos;
    unknown.soft = setting.starts_only || setting.is_file;
    unknown.span = setting.span;
    result_.unknown.push_back(std::move(unknown));
  }

  /// Weighs what was found, and keeps of several mentions the strongest.
  void settle(std::size_t from) {
    std::map<const Object*, std::set<std::vector<std::size_t>>> of_whole;
    for (const Candidate& candidate : candidates_[from]) {
      if (candidate.whole_of != nullptr)
        of_whole[candidate.whole_of].insert(candidate.need.targets);
    }
    for (Candidate& candidate : candidates_[from]) {
      Need& need = candidate.need;
      const bool shared = candidate.whole_of != nullptr && users_[candidate.whole_of].size() > 1 &&
                          of_whole[candidate.whole_of].size() > 1;
      if (need.strength == NeedStrength::hard && shared) {
        need.strength = NeedStrength::perhaps;
        need.reason +=
            fmt::format("; one of {} addresses that {} workloads get with it",
                        of_whole[candidate.whole_of].size(), users_[candidate.whole_of].size());
      }
      // What a resource names is what it works on, also where it is a tool.
      if (need.strength != NeedStrength::start_order && !need.is_declared &&
          is_telemetry_edge(from, need))
        need.strength = NeedStrength::telemetry;
      keep(from, std::move(need));
    }
  }

  /// Nothing waits for those who look at it, nor they for what they look at.
  [[nodiscard]] bool is_telemetry_edge(std::size_t from, const Need& need) const {
    const bool looks = workloads_[from].role == Role::telemetry;
    return !need.targets.empty() &&
           std::all_of(need.targets.begin(), need.targets.end(), [&](std::size_t target) {
             const bool looked_at = workloads_[target].role == Role::telemetry;
             return looks != looked_at;
           });
  }

  void keep(std::size_t from, Need need) {
    for (Need& known : result_.of[from]) {
      if (known.targets != need.targets || known.outside != need.outside) continue;
      if (!known.is_declared && need.strength < known.strength) known = std::move(need);
      return;
    }
    result_.of[from].push_back(std::move(need));
  }

  const std::vector<Workload>& workloads_;
  const ServiceTable& services_;
  const Objects& objects_;
  Needs result_;
  std::vector<std::vector<Candidate>> candidates_;
  std::map<const Object*, std::set<std::size_t>> users_;  ///< who takes it as a whole
};

}  // namespace

Needs find_needs(const std::vector<Workload>& workloads, const ServiceTable& services,
                 const Objects& objects) {
  return NeedFinder(workloads, services, objects).run();
}

}  // namespace cutpoint::kubernetes
