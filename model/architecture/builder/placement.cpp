#include "model/architecture/builder/placement.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "model/architecture/builder/thresholds.hpp"

namespace cutpoint {

void resolve_pool(const DraftComponent& written, Component& component, Diagnostics& diagnostics) {
  constexpr std::uint32_t most_replicas = 1'000'000;
  if (written.replicas) {
    component.replicas = written.replicas->value;
    if (component.replicas < 1 || component.replicas > most_replicas) {
      diagnostics
          .error("invalid-number", written.replicas->span,
                 fmt::format("`replicas` must lie between 1 and {}", most_replicas))
          .help = "leave the component out if it has no instance";
      component.replicas = 1;
    }
  }
  if (written.marks.has("replicas", KeyMark::unread)) return;
  if (written.quorum) {
    component.majority = true;
    component.at_least = majority_of(component.replicas);
    if (written.at_least) {
      refuse_two_thresholds(*written.quorum, *written.at_least, component.replicas, diagnostics);
    }
    return;
  }
  if (!written.at_least) return;
  component.at_least = written.at_least->value;
  if (component.at_least >= 1 && component.at_least <= component.replicas) return;
  diagnostics
      .error("invalid-number", written.at_least->span,
             fmt::format("`at_least` is {}, but must lie between 1 and the number of instances, {}",
                         component.at_least, component.replicas))
      .help = written.replicas ? "" : "set `replicas` to the number of instances";
  component.at_least = 1;
}

bool has_one_instance(const DraftComponent& written, const Component& component) {
  return !component.is_pool() && !written.marks.has("replicas", KeyMark::unread);
}

std::vector<ComponentId> resolve_hosts(ComponentId id, NameTable& names, Diagnostics& diagnostics) {
  const DraftNames& written = names.written(id).runs_on;
  std::vector<ComponentId> hosts = names.resolve(written);
  if (std::find(hosts.begin(), hosts.end(), id) == hosts.end()) return hosts;
  diagnostics.error("host-circle", written.span,
                    fmt::format("`{}` cannot run on itself", names.name(id)));
  std::erase(hosts, id);
  return hosts;
}

void refuse_host_cycles(const IdVector<ComponentId, Component>& components, const NameTable& names,
                        Diagnostics& diagnostics) {
  // Iterative depth-first search; `state`: 0 new, 1 on the current path, 2 done.
  IdVector<ComponentId, std::uint8_t> state(components.size(), 0);
  std::vector<std::pair<ComponentId, std::size_t>> path;
  for (std::size_t i = 0; i < components.size(); ++i) {
    if (state[ComponentId(i)] != 0) continue;
    path.emplace_back(ComponentId(i), 0);
    state[ComponentId(i)] = 1;
    while (!path.empty()) {
      const ComponentId here = path.back().first;
      if (path.back().second == components[here].hosts.size()) {
        state[here] = 2;
        path.pop_back();
        continue;
      }
      const ComponentId host = components[here].hosts[path.back().second++];
      if (state[host] == 0) {
        state[host] = 1;
        path.emplace_back(host, 0);
      } else if (state[host] == 1) {
        Diagnostic& found =
            diagnostics.error("host-circle", names.written(here).runs_on.span,
                              fmt::format("`{}` runs on `{}`, which runs on it in turn",
                                          components[here].name, components[host].name));
        found.notes.push_back({"the circle passes here", components[host].span});
      }
    }
  }
}

void refuse_instance_names(const IdVector<ComponentId, Component>& components,
                           const NameTable& names, Diagnostics& diagnostics) {
  for (const Component& component : components) {
    const std::size_t hash = component.name.rfind('#');
    if (hash == std::string::npos || hash + 1 == component.name.size()) continue;
    const ComponentId pool = names.find(std::string_view(component.name).substr(0, hash));
    if (!pool.valid() || !components[pool].is_pool()) continue;
    const std::string_view digits = std::string_view(component.name).substr(hash + 1);
    if (digits.find_first_not_of("0123456789") != std::string_view::npos) continue;
    diagnostics
        .error("duplicate-name", component.span,
               fmt::format("`{}` is also the name of an instance of a pool", component.name))
        .notes.push_back({"the pool is defined here", components[pool].span});
  }
}

}  // namespace cutpoint
