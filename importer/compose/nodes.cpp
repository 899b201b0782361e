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

class NodeFinder {
 public:
  NodeFinder(const std::vector<Service>& services, SourceSpan start, Diagnostics& diagnostics)
      : services_(services), start_(start), diagnostics_(diagnostics) {
    layout_.nodes_of.resize(services.size());
    layout_.instances.resize(services.size());
  }

  NodeLayout run() {
    for (std::size_t i = 0; i < services_.size(); ++i) place_constrained(i);
    for (std::size_t i = 0; i < services_.size(); ++i) {
      if (layout_.nodes_of[i].empty() && !services_[i].is_global && !services_[i].is_external) {
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
    if (service.placement.required.empty() || service.is_external || service.is_global) return;
    const auto& constraint = service.placement.required.front();
    const std::string description =
        fmt::format("The node where {} is {}", constraint.first, constraint.second);
    layout_.nodes_of[i].push_back(
        node(node_name(constraint), description, service.placement.span, constraint.first));
  }

  void place_free(std::size_t i) {
    const Service& service = services_[i];
    std::size_t needed = 1;
    if (service.placement.most_per_node > 0) {
      needed = (service.replicas + service.placement.most_per_node - 1) /
               service.placement.most_per_node;
      spread_ += (spread_.empty() ? "" : ", ") + service.name;
      if (!spread_at_.known()) spread_at_ = service.placement.span;
    }
    constexpr std::size_t most_nodes = 1000;
    for (std::size_t n = 0; n < std::min(needed, most_nodes); ++n) {
      layout_.nodes_of[i].push_back(shared_node(n));
    }
  }

  /// Once on every node that is known.
  void place_global(std::size_t i) {
    if (layout_.nodes.empty()) shared_node(0);
    const Service& service = services_[i];
    if (!service.placement.required.empty()) {
      const std::string name = node_name(service.placement.required.front());
      layout_.nodes_of[i].push_back(node(name, "Where the constraint holds", service.placement.span,
                                         service.placement.required.front().first));
      layout_.instances[i] = 1;
      return;
    }
    layout_.nodes_of[i] = surely_different_nodes();
    // What serves its own node alone is no redundancy of the others.
    if (is_beside(service.role)) layout_.nodes_of[i].resize(1);
    layout_.instances[i] = static_cast<std::uint32_t>(layout_.nodes_of[i].size());
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
      if (service.placement.has_preferences) {
        diagnostics_.info("placement", service.placement.span,
                          fmt::format("`{}` is only preferred to be spread, which guarantees "
                                      "nothing: its placement is modelled without",
                                      service.name));
      }
      const bool more = service.placement.required.size() > 1 || !service.placement.others.empty();
      if (more) {
        diagnostics_.info(
            "placement", service.placement.span,
            fmt::format("of the placement of `{}` the first `==` alone is modelled", service.name));
      }
    }
  }

  const std::vector<Service>& services_;
  SourceSpan start_;
  Diagnostics& diagnostics_;
  NodeLayout layout_;
  std::map<std::string, std::size_t> index_;
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
