#include "importer/kubernetes/scheduling/scheduling.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "importer/kubernetes/objects/selectors.hpp"
#include "importer/kubernetes/scheduling/volumes.hpp"
#include "importer/kubernetes/workloads/label_index.hpp"

namespace cutpoint::kubernetes {

namespace {

constexpr std::array zone_keys = {std::string_view("topology.kubernetes.io/zone"),
                                  std::string_view("failure-domain.beta.kubernetes.io/zone")};
constexpr std::array region_keys = {std::string_view("topology.kubernetes.io/region"),
                                    std::string_view("failure-domain.beta.kubernetes.io/region")};

/// What is apart in regions is apart in zones.
bool is_zone_key(std::string_view key) {
  return names_zone(key) ||
         std::find(region_keys.begin(), region_keys.end(), key) != region_keys.end();
}

/// A domain of an unknown kind, such as a rack, holds at least one node: what is kept apart there
/// is apart on nodes, and no more is known.
DomainLevel level_of(std::string_view key) {
  return is_zone_key(key) ? DomainLevel::zone : DomainLevel::node;
}

/// The selector with those labels of the pod itself that `matchLabelKeys` names. A label that all
/// pods of the workload have narrows nothing among them, so only the selector is asked.
bool selects_own(const Value& term, const Workload& workload) {
  const Value selector = term.find("labelSelector");
  if (!workload.labels_known) return selector.is_mapping();
  return selects_labels(selector, workload.labels);
}

/// Namespaces whose pods a term is about; nothing: all of them.
std::optional<std::vector<std::string_view>> concerned_spaces(const Value& term,
                                                              std::string_view own) {
  const Value selector = term.find("namespaceSelector");
  if (selector.is_mapping() && selector.size() == 0) return std::nullopt;
  std::vector<std::string_view> spaces;
  for (const Value name : term.find("namespaces").items()) spaces.push_back(name.text());
  if (spaces.empty()) spaces.push_back(own);
  return spaces;
}

bool concerns_own_space(const Value& term, std::string_view own) {
  const auto spaces = concerned_spaces(term, own);
  return !spaces || std::any_of(spaces->begin(), spaces->end(), [own](std::string_view space) {
    return namespace_or_default(space) == namespace_or_default(own);
  });
}

class SchedulingReader {
 public:
  SchedulingReader(const Workload& workload, const Objects& objects)
      : workload_(workload), objects_(objects) {}

  Scheduling run() {
    result_.rules = workload_.own_rules;
    if (!workload_.only_zone.empty())
      pin(result_.only_zone, workload_.only_zone, workload_.kind + " names it");
    read_spread();
    read_anti_affinity();
    read_pins();
    const VolumeBinding binding = volume_binding(workload_, objects_);
    if (!binding.zone.empty()) pin(result_.only_zone, binding.zone, binding.reason);
    if (!binding.node.empty()) pin(result_.only_node, binding.node, binding.reason);
    if (binding.one_node && workload_.instances.value > 1) {
      result_.one_node = true;
      result_.bound_by = binding.reason;
    }
    return std::move(result_);
  }

 private:
  void remark(std::string text, const Value& place) {
    result_.remarks.push_back({std::move(text), place.span()});
  }

  void read_spread() {
    for (const Value term : workload_.pod.find("topologySpreadConstraints").items()) {
      const std::string_view key = term.find("topologyKey").text();
      const auto skew = term.find("maxSkew").whole_number();
      const auto fewest = term.find("minDomains").whole_number();
      const std::string what = fmt::format("spread over {}", key);
      if (!selects_own(term, workload_)) {
        remark(fmt::format("the {} selects none of its own pods and spreads nothing", what), term);
        continue;
      }
      if (term.find("whenUnsatisfiable").text() == "ScheduleAnyway") {
        remark(fmt::format("the {} is only preferred", what), term);
        continue;
      }
      SpreadRule rule;
      rule.level = level_of(key);
      rule.max_skew =
          static_cast<std::uint32_t>(std::clamp<std::int64_t>(skew.value_or(1), 1, 1'000'000));
      rule.min_domains =
          static_cast<std::uint32_t>(std::clamp<std::int64_t>(fewest.value_or(1), 1, 1'000'000));
      rule.reason = fmt::format("{}, maxSkew {}{}", what, *rule.max_skew,
                                fewest ? fmt::format(", minDomains {}", *fewest) : "");
      if (!fewest)
        remark(
            fmt::format("the {} holds with a single domain too: nothing says `minDomains`", what),
            term);
      result_.rules.push_back(std::move(rule));
    }
  }

  void read_anti_affinity() {
    const Value own = workload_.pod.at({"affinity", "podAntiAffinity"});
    for (const Value term : own.find("requiredDuringSchedulingIgnoredDuringExecution").items()) {
      const std::string_view key = term.find("topologyKey").text();
      if (!concerns_own_space(term, workload_.name_space) || !selects_own(term, workload_)) {
        if (!term.find("labelSelector").is_mapping())
          remark("an anti-affinity without a selector keeps nothing apart", term);
        else if (workload_.instances.value > 1)
          remark(fmt::format("the anti-affinity on {} selects none of its own pods", key), term);
        continue;
      }
      result_.rules.push_back(
          {level_of(key), std::nullopt, 1, fmt::format("required anti-affinity on {}", key)});
    }
    for (const Value term : own.find("preferredDuringSchedulingIgnoredDuringExecution").items()) {
      remark(fmt::format("the anti-affinity on {} is only preferred",
                         term.at({"podAffinityTerm", "topologyKey"}).text()),
             term);
    }
  }

  void pin(std::string& slot, std::string_view value, std::string reason) {
    slot = value;
    result_.bound_by = std::move(reason);
  }

  /// A selector, or a required affinity whose only term has one value.
  void read_pins() {
    for (const documents::Entry entry : workload_.pod.find("nodeSelector").entries())
      read_pin(entry.key, entry.value.text(), "node selector");
    const std::string_view named = workload_.pod.find("nodeName").text();
    if (!named.empty() && workload_.pods.empty()) pin(result_.only_node, named, "nodeName");
    const Value terms =
        workload_.pod.at({"affinity", "nodeAffinity",
                          "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms"});
    if (terms.size() != 1) return;
    for (const Value expression : terms.first().find("matchExpressions").items()) {
      const Value values = expression.find("values");
      if (expression.find("operator").text() != "In" || values.size() != 1) continue;
      read_pin(expression.find("key").text(), values.first().text(), "required node affinity");
    }
  }

  void read_pin(std::string_view key, std::string_view value, std::string_view how) {
    std::string reason = fmt::format("{} {}", how, key);
    if (key == "kubernetes.io/hostname") {
      pin(result_.only_node, value, std::move(reason));
    } else if (names_zone(key)) {
      pin(result_.only_zone, value, std::move(reason));
    }
  }

  const Workload& workload_;
  const Objects& objects_;
  Scheduling result_;
};

bool tolerates(const Value& pod, const Value& taint) {
  for (const Value toleration : pod.find("tolerations").items()) {
    const std::string_view effect = toleration.find("effect").text();
    const std::string_view key = toleration.find("key").text();
    if (!effect.empty() && effect != taint.find("effect").text()) continue;
    if (toleration.find("operator").text() == "Exists") {
      if (key.empty() || key == taint.find("key").text()) return true;
    } else if (key == taint.find("key").text() &&
               toleration.find("value").text() == taint.find("value").text()) {
      return true;
    }
  }
  return false;
}

bool meets_fields(const Value& fields, std::string_view name) {
  const Labels own = {{"metadata.name", std::string(name)}};
  return meets_expressions(fields, own);
}

}  // namespace

Scheduling scheduling_of(const Workload& workload, const Objects& objects) {
  return SchedulingReader(workload, objects).run();
}

Repulsions find_repulsions(const std::vector<Workload>& workloads) {
  Repulsions repulsions;
  const LabelIndex index(workloads);
  std::set<std::string> all;
  for (const Workload& workload : workloads) all.insert(workload.name_space);
  for (std::size_t i = 0; i < workloads.size(); ++i) {
    const Value terms = workloads[i].pod.at(
        {"affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution"});
    for (const Value term : terms.items()) {
      auto& pairs = level_of(term.find("topologyKey").text()) == DomainLevel::node
                        ? repulsions.nodes
                        : repulsions.zones;
      auto spaces = concerned_spaces(term, workloads[i].name_space);
      if (!spaces) spaces.emplace(all.begin(), all.end());
      for (const std::string_view space : *spaces) {
        for (const std::size_t j : index.selected(term.find("labelSelector"), space)) {
          if (i != j) pairs.insert(std::minmax(i, j));
        }
      }
    }
  }
  return repulsions;
}

std::vector<ClusterNode> find_nodes(const Objects& objects) {
  std::vector<ClusterNode> nodes;
  for (const Object* object : objects.of_kind("Node")) {
    if (!object->group.empty()) continue;
    ClusterNode node{object->name, "", object, labels_of(object->value.at({"metadata", "labels"}))};
    for (const std::string_view key : zone_keys) {
      const auto zone = node.labels.find(key);
      if (zone != node.labels.end() && node.zone.empty()) node.zone = zone->second;
    }
    nodes.push_back(std::move(node));
  }
  return nodes;
}

bool takes_pod(const ClusterNode& node, const Value& pod) {
  for (const documents::Entry wanted : pod.find("nodeSelector").entries()) {
    const auto own = node.labels.find(wanted.key);
    if (own == node.labels.end() || own->second != wanted.value.text()) return false;
  }
  const Value required =
      pod.at({"affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"});
  const Value terms = required.find("nodeSelectorTerms");
  const bool meets =
      std::any_of(terms.items().begin(), terms.items().end(), [&](const Value& term) {
        return meets_expressions(term.find("matchExpressions"), node.labels) &&
               meets_fields(term.find("matchFields"), node.name);
      });
  if (required && !meets) return false;
  for (const Value taint : node.object->spec().find("taints").items()) {
    if (taint.find("effect").text() != "PreferNoSchedule" && !tolerates(pod, taint)) return false;
  }
  return true;
}

}  // namespace cutpoint::kubernetes
