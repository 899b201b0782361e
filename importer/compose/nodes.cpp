#include "importer/compose/nodes.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace cutpoint::compose {

namespace {

/// "node.labels.rack", "r1" as "node-rack-r1".
std::string node_name(const std::pair<std::string, std::string>& constraint) {
  std::string key = constraint.first;
  for (const char* prefix : {"node.labels.", "engine.labels.", "node."}) {
    if (key.rfind(prefix, 0) == 0) {
      key.erase(0, std::string_view(prefix).size());
      break;
    }
  }
  if (key == "hostname" || key == "role" || key == "id") return "node-" + constraint.second;
  return "node-" + key + "-" + constraint.second;
}

bool is_constrained(const Service& service) {
  return service.placement && !service.placement->required.empty();
}

class NodeFinder {
 public:
  NodeFinder(const std::vector<Service>& services, SourceSpan start, Diagnostics& diagnostics)
      : services_(services), start_(start), diagnostics_(diagnostics) {
    layout_.list_of.resize(services.size());
    layout_.instances.resize(services.size());
  }

  NodeLayout run() {
    for (std::size_t i = 0; i < services_.size(); ++i) place_constrained(i);
    for (std::size_t i = 0; i < services_.size(); ++i) {
      if (layout_.nodes_of(i).empty() && !services_[i].is_global && !services_[i].is_external) {
        place_free(i);
      }
    }
    for (std::size_t i = 0; i < services_.size(); ++i) {
      if (services_[i].is_global) place_global(i);
    }
    describe_only_node();
    report();
    return std::move(layout_);
  }

 private:
  void describe_only_node() {
    if (layout_.nodes.size() != 1 || index_.count("docker-host") == 0) return;
    const bool pools = std::any_of(services_.begin(), services_.end(),
                                   [](const Service& service) { return service.replicas > 1; });
    layout_.nodes.front().description = pools ? "All services of a Compose file run on one host, "
                                                "all instances of a service too"
                                              : "All services of a Compose file run on one host";
  }

  void place(std::size_t service, std::vector<std::size_t> nodes) {
    const auto number = static_cast<std::uint32_t>(layout_.lists.size());
    const auto [known, added] = lists_.emplace(nodes, number);
    if (added) layout_.lists.push_back(std::move(nodes));
    layout_.list_of[service] = known->second;
  }

  std::size_t node(const std::string& name, std::string description, SourceSpan span,
                   const std::string& key) {
    const auto [known, added] = index_.emplace(name, layout_.nodes.size());
    if (added) layout_.nodes.push_back({name, std::move(description), span, key});
    return known->second;
  }

  std::size_t shared_node(std::size_t number) {
    const std::string name =
        number == 0 ? "docker-host" : fmt::format("docker-host-{}", number + 1);
    return node(name,
                number == 0 ? "All services that nothing places elsewhere run on one host"
                            : "A further node, as no node may hold all instances",
                start_, "");
  }

  /// A node of each label may be one of another label too; that they differ is known within one.
  void place_constrained(std::size_t i) {
    const Service& service = services_[i];
    layout_.instances[i] = service.replicas;
    if (!is_constrained(service) || service.is_external || service.is_global) return;
    const auto& constraint = service.placement->required.front();
    const std::string description =
        fmt::format("The node where {} is {}", constraint.first, constraint.second);
    place(i, {node(node_name(constraint), description, service.placement->span, constraint.first)});
  }

  void place_free(std::size_t i) {
    const Service& service = services_[i];
    std::size_t needed = 1;
    if (service.placement && service.placement->most_per_node > 0) {
      const std::uint32_t most = service.placement->most_per_node;
      needed = (service.replicas + most - 1) / most;
      spread_ += (spread_.empty() ? "" : ", ") + service.name;
      if (!spread_at_.known()) spread_at_ = service.placement->span;
    }
    constexpr std::size_t most_nodes = 1000;
    std::vector<std::size_t> nodes;
    for (std::size_t n = 0; n < std::min(needed, most_nodes); ++n) nodes.push_back(shared_node(n));
    place(i, std::move(nodes));
  }

  /// Once on every node that is known.
  void place_global(std::size_t i) {
    if (layout_.nodes.empty()) shared_node(0);
    const Service& service = services_[i];
    if (is_constrained(service)) {
      const auto& constraint = service.placement->required.front();
      place(i, {node(node_name(constraint), "Where the constraint holds", service.placement->span,
                     constraint.first)});
      layout_.instances[i] = 1;
      return;
    }
    std::vector<std::size_t> nodes = surely_different_nodes();
    // What serves its own node alone is no redundancy of the others.
    if (is_beside(service.role)) nodes.resize(1);
    layout_.instances[i] = static_cast<std::uint32_t>(nodes.size());
    place(i, std::move(nodes));
    globals_ += (globals_.empty() ? "" : ", ") + service.name;
    if (!global_at_.known()) global_at_ = service.span;
  }

  /// The most nodes of one key: those of different keys may be one machine.
  [[nodiscard]] std::vector<std::size_t> surely_different_nodes() const {
    std::map<std::string, std::vector<std::size_t>> by_key;
    for (std::size_t n = 0; n < layout_.nodes.size(); ++n) {
      by_key[layout_.nodes[n].key].push_back(n);
    }
    std::vector<std::size_t> most;
    for (auto& [key, nodes] : by_key) {
      if (nodes.size() > most.size()) most = std::move(nodes);
    }
    return most;
  }

  void report() {
    if (!globals_.empty()) {
      diagnostics_.info("mode-global", global_at_,
                        fmt::format("once on every node, of which the model has {}: {}",
                                    layout_.nodes.size(), globals_));
    }
    if (!spread_.empty()) {
      diagnostics_.info("placement", spread_at_,
                        fmt::format("placement allows no more instances on one node than so many; "
                                    "the model has as many nodes as that takes: {}",
                                    spread_));
    }
    for (const Service& service : services_) {
      if (!service.placement) continue;
      const PlacementRules& rules = *service.placement;
      if (rules.has_preferences) {
        diagnostics_.info("placement", rules.span,
                          fmt::format("`{}` is only preferred to be spread, which guarantees "
                                      "nothing: its placement is modelled without",
                                      service.name));
      }
      if (rules.required.size() > 1 || !rules.others.empty()) {
        diagnostics_.info(
            "placement", rules.span,
            fmt::format("of the placement of `{}` the first `==` alone is modelled", service.name));
      }
    }
  }

  const std::vector<Service>& services_;
  SourceSpan start_;
  Diagnostics& diagnostics_;
  NodeLayout layout_;
  std::map<std::string, std::size_t> index_;
  std::map<std::vector<std::size_t>, std::uint32_t> lists_ = {{{}, 0}};
  std::string globals_;
  SourceSpan global_at_;
  std::string spread_;
  SourceSpan spread_at_;
};

}  // namespace

NodeLayout lay_out_nodes(const std::vector<Service>& services, SourceSpan start,
                         Diagnostics& diagnostics) {
  return NodeFinder(services, start, diagnostics).run();
}

}  // namespace cutpoint::compose
