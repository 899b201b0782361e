#include "importer/compose/clusters.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <numeric>

#include <fmt/format.h>

#include "importer/evidence/variables.hpp"

namespace cutpoint::compose {

namespace {

std::string upper_setting(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return result;
}

/// The value of the first variable whose name contains `words`.
const Setting* setting_named(const Service& service, std::string_view words) {
  for (const Setting& setting : service.settings) {
    if (upper_setting(setting.name).find(words) != std::string::npos) return &setting;
  }
  return nullptr;
}

bool is_joining(const Setting& setting) {
  if (setting.kind != Setting::Kind::command) return is_joining_variable(setting.name);
  const std::vector<FlagValue> flags = flag_values(setting.text);
  return std::any_of(flags.begin(), flags.end(),
                     [](const FlagValue& flag) { return is_joining_variable(flag.flag); });
}

/// Those that a variable lets vote for the first leader go on while most of them do.
bool votes(const Service& service) {
  return setting_named(service, "INITIAL_MASTER_NODES") != nullptr ||
         setting_named(service, "INITIAL_CLUSTER_MANAGER_NODES") != nullptr;
}

bool contains(const std::vector<std::size_t>& list, std::size_t value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

Clusters::Clusters(const std::vector<Service>& services, const AllReferences& references)
    : services_(services), parent_(services.size()), named_(services.size()) {
  std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  for (std::size_t i = 0; i < services.size(); ++i) {
    if (services[i].is_job || services[i].program().empty()) continue;
    for (std::size_t s = 0; s < services[i].settings.size(); ++s) {
      join_by(i, services[i].settings[s], references[i][s]);
    }
  }
  settle();
}

void Clusters::join_by(std::size_t service, const Setting& setting, const References& references) {
  const Service& own = services_[service];
  const std::string program = own.variant();
  std::vector<std::size_t> same;
  for (const std::size_t target : references.targets) {
    if (services_[target].variant() == program && !services_[target].is_job) same.push_back(target);
  }
  if (same.empty()) return;
  const bool joining = is_joining(setting);
  const bool names_itself = contains(same, service);
  const bool is_known = own.known.life() != ClusterLife::unknown;
  const bool is_single = own.known.life() == ClusterLife::single;
  if (is_single) return;
  // Services of one image of a shop may well list each other as what they are: different programs.
  if (names_itself && same.size() > 1 && (is_known || joining)) {
    for (const std::size_t member : same) unite(service, member);
  }
  if (is_known || joining) named_[service].insert(named_[service].end(), same.begin(), same.end());
  if (joining && is_known) joining_.emplace_back(service, same);
}

void Clusters::settle() {
  for (std::size_t i = 0; i < named_.size(); ++i) {
    for (const std::size_t other : named_[i]) {
      if (other != i && contains(named_[other], i)) unite(i, other);
    }
  }
  // Who joins one member joins the cluster; who lists several that are one without it may be a
  // client of theirs.
  for (const auto& [service, targets] : joining_) {
    const bool any = services_[service].known.life() == ClusterLife::any;
    if (!any && targets.size() > 1) continue;
    for (const std::size_t target : targets) unite(service, target);
  }
  for (std::size_t i = 0; i < parent_.size(); ++i) members_[root_of(i)].push_back(i);
}

std::size_t Clusters::root_of(std::size_t service) const {
  while (parent_[service] != service) service = parent_[service];
  return service;
}

void Clusters::unite(std::size_t a, std::size_t b) {
  a = root_of(a);
  b = root_of(b);
  // The smaller index leads; members then stand in the order of the file.
  if (a != b) parent_[std::max(a, b)] = std::min(a, b);
}

std::vector<std::size_t> Clusters::members_with(std::size_t service) const {
  return members_.at(root_of(service));
}

bool Clusters::together(std::size_t a, std::size_t b) const {
  return root_of(a) == root_of(b);
}

std::optional<GroupLife> Clusters::kafka_life(const std::vector<std::size_t>& members,
                                              const std::string& variable) const {
  const auto majority = static_cast<std::uint32_t>(members.size() / 2 + 1);
  if (upper_setting(variable).find("VOTERS") != std::string::npos) {
    return GroupLife{majority, "controllers elect by majority"};
  }
  bool controllers = true;
  for (const std::size_t member : members) {
    const Service& service = services_[member];
    const Setting* roles = setting_named(service, "PROCESS_ROLES");
    controllers =
        controllers && roles != nullptr && roles->text.find("controller") != std::string::npos;
    for (const Setting& setting : service.settings) {
      const bool data = upper_setting(setting.name).find("REPLICATION_FACTOR") != std::string::npos;
      // Each holds data of its own.
      if (data && setting.text == "1") return std::nullopt;
    }
  }
  if (controllers) return GroupLife{majority, "controllers elect by majority"};
  return GroupLife{1, "image kafka: any"};
}

/// Of a cluster of shards how many copies each has besides, where a command says so.
std::optional<std::size_t> Clusters::replicas_of_shards(
    const std::vector<std::size_t>& members) const {
  const bool sharded = std::any_of(members.begin(), members.end(), [this](std::size_t member) {
    const std::string command = services_[member].command();
    return command.find("cluster-enabled yes") != std::string::npos ||
           services_[member].known.life() == ClusterLife::shards;
  });
  if (!sharded) return std::nullopt;
  std::size_t replicas = 0;
  constexpr std::string_view flag = "--cluster-replicas ";
  for (const Service& service : services_) {
    std::string text = service.command();
    const std::size_t at = text.find(flag);
    if (at != std::string::npos) {
      text.erase(0, at + flag.size());
    } else if (const Setting* setting = setting_named(service, "CLUSTER_REPLICAS")) {
      text = setting->text;
    } else {
      continue;
    }
    std::from_chars(text.data(), text.data() + text.size(), replicas);
  }
  return replicas;
}

std::optional<GroupLife> Clusters::life_of(const std::vector<std::size_t>& members,
                                           const std::string& variable) const {
  if (is_shard_variable(variable)) return std::nullopt;
  const Service& first = services_[members.front()];
  const ClusterLife life = first.known.life();
  const std::string_view program =
      first.known.row == nullptr ? std::string_view() : first.known.row->words;
  if ((program == "kafka" || program == "cp-server") && life != ClusterLife::unknown) {
    return kafka_life(members, variable);
  }
  if (const auto replicas = replicas_of_shards(members)) {
    if (*replicas == 0 || *replicas >= members.size()) return std::nullopt;
    return GroupLife{static_cast<std::uint32_t>(members.size() - *replicas),
                     fmt::format("shards of {} copies", *replicas + 1)};
  }
  const Setting* discovery = setting_named(first, "DISCOVERY.TYPE");
  if (discovery != nullptr && discovery->text == "single-node") return std::nullopt;
  if (life == ClusterLife::unknown && votes(first)) {
    return GroupLife{static_cast<std::uint32_t>(members.size() / 2 + 1), "they elect by majority"};
  }
  if (life == ClusterLife::unknown) return GroupLife{1, "one list of the same program"};
  const auto needed = members_needed(life, members.size());
  if (!needed) return std::nullopt;
  return GroupLife{*needed, fmt::format("image {}: {}", first.known.row->words, name_of(life))};
}

}  // namespace cutpoint::compose
