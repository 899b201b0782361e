#include "importer/compose/dependencies.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "importer/compose/addresses.hpp"

namespace cutpoint::compose {

namespace {

/// "kafka" of kafka-1, kafka2 and kafka-03; the name itself where it has no number. The number
/// stands at the end of the first part of a name with dots.
std::string family_of(const std::string& name) {
  const std::size_t dot = std::min(name.find('.'), name.size());
  std::size_t end = dot;
  while (end > 0 && name[end - 1] >= '0' && name[end - 1] <= '9') --end;
  if (end == dot || end == 0) return name;
  while (end > 1 && (name[end - 1] == '-' || name[end - 1] == '_')) --end;
  return name.substr(0, end) + name.substr(dot);
}

class DependencyFinder {
 public:
  DependencyFinder(const std::vector<Service>& services, Diagnostics& diagnostics)
      : services_(services), diagnostics_(diagnostics) {
    result_.needs.resize(services.size());
    result_.groups.resize(services.size());
    named_singly_.resize(services.size());
    for (std::size_t i = 0; i < services.size(); ++i) index_of_.emplace(services[i].name, i);
    std::map<std::string, std::set<std::size_t>> aliases;
    for (std::size_t i = 0; i < services.size(); ++i) {
      for (const std::string& alias : services[i].aliases) aliases[alias].insert(i);
    }
    for (const auto& [alias, owners] : aliases) {
      // What several services answer to names none of them.
      if (owners.size() == 1) {
        index_of_.emplace(alias, *owners.begin());
      } else {
        shared_aliases_.insert(alias);
      }
    }
    std::map<std::string, std::size_t> sizes;
    for (const Service& service : services) ++sizes[family_of(service.name)];
    for (const Service& service : services) {
      const std::string family = family_of(service.name);
      family_.push_back(sizes[family] > 1 ? family : "");
    }
  }

  Dependencies run() {
    for (std::size_t i = 0; i < services_.size(); ++i) add_declared(i);
    settle_jobs();
    for (std::size_t i = 0; i < services_.size(); ++i) add_inferred(i);
    for (std::size_t i = 0; i < services_.size(); ++i) pool_declared(i);
    return std::move(result_);
  }

 private:
  void add_declared(std::size_t from) {
    for (const DeclaredEdge& edge : services_[from].declared) {
      const auto target = index_of_.find(edge.target);
      if (target == index_of_.end()) {
        diagnostics_.info("missing-service", edge.span,
                          fmt::format("`{}` names `{}`, which is not among the services taken",
                                      services_[from].name, edge.target));
        continue;
      }
      if (target->second == from) continue;
      if (edge.completed) {
        completed_.insert(target->second);
      } else {
        running_.insert(target->second);
        add_need(from, {target->second, edge.span, edge.soft, ""});
      }
    }
  }

  /// What others only wait for to end is a job, unless somebody needs it running.
  void settle_jobs() {
    std::string names;
    for (const std::size_t job : completed_) {
      if (running_.contains(job)) continue;
      result_.jobs.insert(job);
      names += (names.empty() ? "" : ", ") + services_[job].name;
    }
    if (names.empty()) return;
    diagnostics_.info(
        "one-shot-job", services_[*result_.jobs.begin()].span,
        fmt::format("run once and end, so nothing needs them to keep running: {}", names));
  }

  void add_need(std::size_t from, Need need) {
    for (Need& known : result_.needs[from]) {
      if (known.target != need.target) continue;
      known.soft = known.soft && need.soft;
      return;
    }
    result_.needs[from].push_back(std::move(need));
  }

  void add_inferred(std::size_t from) {
    for (const Setting& setting : services_[from].settings) {
      if (is_own_address_variable(setting.name)) continue;
      const std::string source = setting.name.empty() ? "command" : "environment " + setting.name;
      // A dashboard goes on without what it looks at.
      const bool soft = is_health_check_variable(setting.name);
      std::vector<std::size_t> targets;
      for (const std::size_t target : targets_in(setting)) {
        if (target == from || result_.jobs.contains(target)) continue;
        // Siblings that name each other form a cluster: none needs each of the others.
        if (!family_[target].empty() && family_[target] == family_[from]) continue;
        targets.push_back(target);
        if (!is_declared(target, from)) add_need(from, {target, setting.span, soft, source});
      }
      if (!soft) pool_listed(from, setting, targets, source);
    }
    for (SiblingGroup& group : result_.groups[from]) finish_group(from, group);
  }

  /// Siblings in one list of addresses are a pool; named one by one they are as different as any
  /// two services.
  void pool_listed(std::size_t from, const Setting& setting,
                   const std::vector<std::size_t>& targets, const std::string& source) {
    std::set<std::size_t> pooled;
    for (const auto& list : address_lists(setting.text, !setting.name.empty())) {
      std::map<std::string, std::vector<std::size_t>> families;
      for (const std::string& host : list) {
        const auto target = find(host);
        if (!target || family_[*target].empty()) continue;
        if (std::find(targets.begin(), targets.end(), *target) == targets.end()) continue;
        auto& members = families[family_[*target]];
        if (std::find(members.begin(), members.end(), *target) == members.end()) {
          members.push_back(*target);
        }
      }
      for (const auto& [family, members] : families) {
        if (members.size() < 2) continue;
        add_group(from, members, setting.span, source);
        pooled.insert(members.begin(), members.end());
      }
    }
    for (const std::size_t target : targets) {
      if (!pooled.contains(target)) named_singly_[from].insert(target);
    }
  }

  /// Siblings that somebody addresses together are one pool for everybody: whoever declares several
  /// of them orders its start, but needs only the pool.
  void pool_declared(std::size_t from) {
    std::map<std::string, std::vector<std::size_t>> members;
    for (const Need& need : result_.needs[from]) {
      const std::string& family = family_[need.target];
      const bool declared = need.inferred.empty() && !need.soft;
      if (declared && pooled_.contains(family) && family != family_[from]) {
        members[family].push_back(need.target);
      }
    }
    for (const auto& [family, targets] : members) {
      // Who names several of them one by one tells them apart.
      const auto singly = std::count_if(targets.begin(), targets.end(), [&](std::size_t target) {
        return named_singly_[from].contains(target);
      });
      if (targets.size() < 2 || singly > 1) continue;
      add_group(from, targets, services_[from].span,
                "depends_on; " + pooled_.at(family) + " addresses them together", true);
      for (SiblingGroup& group : result_.groups[from]) finish_group(from, group);
    }
  }

  /// A declared edge the other way says who needs whom; what is inferred against it is a mere
  /// mention.
  [[nodiscard]] bool is_declared(std::size_t from, std::size_t to) const {
    return std::any_of(
        result_.needs[from].begin(), result_.needs[from].end(),
        [to](const Need& need) { return need.target == to && need.inferred.empty(); });
  }

  std::vector<std::size_t> targets_in(const Setting& setting) {
    std::vector<std::size_t> targets;
    const auto add = [&](const std::string& host) {
      const auto found = find(host);
      if (found && std::find(targets.begin(), targets.end(), *found) == targets.end()) {
        targets.push_back(*found);
      }
      return found.has_value();
    };
    for (const std::string& host : addresses_in(setting.text)) {
      if (!add(host)) note_outside(setting, host);
    }
    if (setting.name.empty()) {
      for (const FlagValue& flag : flag_values(setting.text)) {
        if (!is_connection_flag(flag.flag)) continue;
        for (const std::string& word : listed_words(flag.value)) add(word);
      }
    } else if (is_connection_variable(setting.name)) {
      for (const std::string& word : listed_words(setting.text)) add(word);
    }
    return targets;
  }

  [[nodiscard]] std::optional<std::size_t> find(std::string host) const {
    while (!host.empty() && host.back() == '.') host.pop_back();
    if (host.rfind("tasks.", 0) == 0) host.erase(0, 6);
    const auto found = index_of_.find(host);
    if (found == index_of_.end()) return std::nullopt;
    return found->second;
  }

  void note_outside(const Setting& setting, const std::string& host) {
    const bool is_address = host.find_first_not_of("0123456789.") == std::string::npos;
    const bool is_local = host == "host.docker.internal" || host.rfind("localhost", 0) == 0;
    if (setting.name.empty() || !is_connection_variable(setting.name) || is_address || is_local ||
        shared_aliases_.contains(host)) {
      return;
    }
    result_.outside.insert(host);
  }

  void add_group(std::size_t from, const std::vector<std::size_t>& members, SourceSpan span,
                 const std::string& source, bool declared = false) {
    pooled_.emplace(family_[members.front()], services_[from].name);
    for (SiblingGroup& group : result_.groups[from]) {
      // Two lists without a common member are two pools.
      const bool overlaps = std::any_of(members.begin(), members.end(), [&](std::size_t member) {
        const auto& known = group.members;
        return std::find(known.begin(), known.end(), member) != known.end();
      });
      if (!overlaps) continue;
      group.members.insert(group.members.end(), members.begin(), members.end());
      return;
    }
    result_.groups[from].push_back({members, 1, span, source, declared});
  }

  /// The group stands for all edges to its members, declared ones too: they order the start.
  void finish_group(std::size_t from, SiblingGroup& group) {
    std::sort(group.members.begin(), group.members.end());
    group.members.erase(std::unique(group.members.begin(), group.members.end()),
                        group.members.end());
    std::erase_if(result_.needs[from], [&group](const Need& need) {
      return std::binary_search(group.members.begin(), group.members.end(), need.target);
    });
    const Service& first = services_[group.members.front()];
    if (needs_majority(first.image, first.name)) {
      group.at_least = static_cast<std::uint32_t>(group.members.size() / 2 + 1);
    }
  }

  const std::vector<Service>& services_;
  Diagnostics& diagnostics_;
  Dependencies result_;
  std::map<std::string, std::size_t> index_of_;
  std::vector<std::string> family_;            ///< by service; empty where it has no siblings
  std::map<std::string, std::string> pooled_;  ///< family, and a service that addresses it as one
  std::set<std::string> shared_aliases_;
  std::vector<std::set<std::size_t>> named_singly_;  ///< by service: what it names outside of lists
  std::set<std::size_t> completed_;
  std::set<std::size_t> running_;
};

}  // namespace

Dependencies find_dependencies(const std::vector<Service>& services, Diagnostics& diagnostics) {
  return DependencyFinder(services, diagnostics).run();
}

}  // namespace cutpoint::compose
