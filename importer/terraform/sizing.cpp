#include "importer/terraform/sizing.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include <fmt/format.h>

#include "model/base/number_text.hpp"

namespace cutpoint::terraform {

namespace {

using documents::Value;

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && lower_case(a) == lower_case(b);
}

std::optional<std::uint32_t> figure_at(const Resource& resource, std::string_view path) {
  constexpr std::int64_t most = 1'000'000;
  if (path.empty()) return std::nullopt;
  for (const Value value : scalars_at(resource, path)) {
    const auto number = value.whole_number();
    if (number && *number >= 0 && *number <= most) return static_cast<std::uint32_t>(*number);
  }
  return std::nullopt;
}

class Sizer {
 public:
  Sizer(const Inventory& inventory, const ResourceTypes& types, const References& references,
        const Wiring& wiring, const std::vector<Whereabouts>& places)
      : inventory_(inventory), types_(types), wiring_(wiring), places_(places) {
    for (const Reference& reference : references.all) {
      const Resource& scaler = inventory.resources[reference.from];
      if (scaler.row->part == Part::scaler) read_scaler(scaler, reference.to);
    }
  }

  std::vector<Size> run() {
    std::vector<Size> sizes(inventory_.resources.size());
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      if (!is_modelled(inventory_.resources[i].row->part)) continue;
      read_count(i, sizes[i]);
      sizes[i].at_least = needed(i, sizes[i].instances);
      sizes[i].spans_zones = spans(i, sizes[i]);
    }
    return sizes;
  }

 private:
  void read_scaler(const Resource& scaler, std::size_t target) {
    const auto minimum = figure_at(scaler, types_.scaler_minimum(scaler.type));
    if (minimum) scaled_[target] = {*minimum, &scaler};
  }

  void read_count(std::size_t i, Size& size) {
    const Resource& resource = inventory_.resources[i];
    const auto rules = types_.count_rules(resource.type);
    if (rules.empty()) return;
    if (const auto scaled = scaled_.find(i); scaled != scaled_.end()) {
      size.instances = scaled->second.first;
      size.reason = fmt::format("minimum of {}", scaled->second.second->block);
      return;
    }
    if (const Shards shards = shards_of(resource); shards.groups > 1) {
      size.instances = shards.groups * (shards.replicas + 1);
      size.reason = fmt::format("{} shards with {} replicas each", shards.groups, shards.replicas);
      return;
    }
    for (const CountRule* rule : rules) {
      // A minimum of 0 beside another figure is one that nobody set.
      const bool unset = rule->count.empty() && rule != rules.back() &&
                         figure_at(resource, rule->minimum) == std::uint32_t{0};
      if (!unset && read_rule(resource, *rule, i, size)) return;
    }
    const CountRule& last = *rules.back();
    if (!is_written_null(resource, last)) {
      size.doubt = "how many instances there are is not in the file; one is assumed";
      return;
    }
    size.instances = default_count(resource, last);
    if (size.instances != 1)
      size.reason = fmt::format("{} is not set: the provider takes {}", last.count, last.otherwise);
  }

  /// Of a cache whose data is spread: in each shard one must live.
  struct Shards {
    std::uint32_t groups = 1;
    std::uint32_t replicas = 0;
  };
  static Shards shards_of(const Resource& resource) {
    Shards shards;
    for (const std::string_view path : {"num_node_groups", "cluster_mode.num_node_groups"})
      shards.groups = std::max(shards.groups, figure_at(resource, path).value_or(1));
    for (const std::string_view path :
         {"replicas_per_node_group", "cluster_mode.replicas_per_node_group"})
      shards.replicas = std::max(shards.replicas, figure_at(resource, path).value_or(0));
    return shards;
  }

  /// Null is the provider's default. What is not there, or follows from the apply, is not known.
  static bool is_written_null(const Resource& resource, const CountRule& rule) {
    const std::string_view path = rule.count.empty() ? rule.minimum : rule.count;
    if (is_unknown(resource, path)) return false;
    const std::string_view first = path.substr(0, path.find('.'));
    return resource.values.find(first).type() != documents::ValueType::missing;
  }

  /// A service that runs once on every machine says no number.
  static std::uint32_t default_count(const Resource& resource, const CountRule& rule) {
    if (text_at(resource, "scheduling_strategy") == "DAEMON") return 1;
    return rule.otherwise;
  }

  bool read_rule(const Resource& resource, const CountRule& rule, std::size_t i, Size& size) {
    const auto minimum = figure_at(resource, rule.minimum);
    const auto count = figure_at(resource, rule.count);
    if (!minimum && !count) return false;
    const bool takes_minimum = minimum && (*minimum > 0 || !count);
    size.instances = takes_minimum ? *minimum : *count;
    size.reason = fmt::format("{} {}", takes_minimum ? rule.minimum : rule.count, size.instances);
    if (takes_minimum && *minimum == 0 && rule.count.empty()) {
      size.instances = 1;
      size.doubt = "scales to nothing, and is started when somebody calls: taken as one";
    }
    if (minimum && !takes_minimum && *count > 0)
      size.doubt = fmt::format("{} is 0: all of its {} instances may go", rule.minimum, *count);
    const std::size_t zones = places_[i].zones.size();
    if (rule.times_zones && zones == 0 && size.doubt.empty())
      size.doubt =
          "so many in each zone of its region, and the file does not say how many these are";
    if (rule.times_zones && zones > 1) {
      size.instances *= static_cast<std::uint32_t>(zones);
      size.reason += fmt::format(" in each of {} zones", zones);
    }
    return true;
  }

  [[nodiscard]] std::uint32_t needed(std::size_t i, std::uint32_t instances) const {
    if (instances < 2) return instances;
    const Resource& resource = inventory_.resources[i];
    if (wiring_.served[i]) return 1;
    if (resource.row->life == ClusterLife::primary) {
      const bool switches =
          equals_ignoring_case(text_at(resource, "automatic_failover_enabled"), "true") ||
          resource.type == "digitalocean_database_cluster";
      if (!switches) return instances;
      // Of shards the guarantee is that of one: all its members may be those that fail.
      const Shards shards = shards_of(resource);
      return shards.groups > 1 ? instances - shards.replicas : 1;
    }
    return members_needed(resource.row->life, instances).value_or(instances);
  }

  [[nodiscard]] bool spans(std::size_t i, Size& size) const {
    const Resource& resource = inventory_.resources[i];
    const std::size_t zones = places_[i].zones.size();
    switch (resource.row->extent) {
      case Extent::zonal:
        return false;
      case Extent::spread:
        return zones > 1 && size.instances > 1;
      case Extent::covering:
        return zones > 1 || (zones == 0 && must_span(resource));
      case Extent::flagged:
        return is_flagged(resource, size) || members_in_zones(i) > 1;
      case Extent::regional:
      case Extent::global:
        return true;
    }
    return false;
  }

  /// The provider refuses application load balancers with subnets in one zone.
  static bool must_span(const Resource& resource) {
    const std::string_view kind = text_at(resource, "load_balancer_type");
    return (resource.type == "aws_lb" || resource.type == "aws_alb") &&
           (kind.empty() || kind == "application");
  }

  bool is_flagged(const Resource& resource, Size& size) const {
    for (const ZoneRule* rule : types_.zone_rules(resource.type)) {
      const std::string_view written = text_at(resource, rule->attribute);
      if (rule->value == "(region)") {
        if (!written.empty() && region_of_zone(written.substr(written.rfind('/') + 1)).empty())
          return true;
      } else if (equals_ignoring_case(written, rule->value)) {
        return true;
      }
      if (written.empty() && is_unknown(resource, rule->attribute))
        size.doubt =
            fmt::format("{} is only known after the apply; one zone is assumed", rule->attribute);
    }
    return false;
  }

  [[nodiscard]] std::size_t members_in_zones(std::size_t i) const {
    std::vector<std::string> zones;
    for (const std::size_t member : wiring_.members[i]) {
      if (places_[member].zones.size() == 1) zones.push_back(places_[member].zones.front());
    }
    std::sort(zones.begin(), zones.end());
    zones.erase(std::unique(zones.begin(), zones.end()), zones.end());
    return zones.size();
  }

  const Inventory& inventory_;
  const ResourceTypes& types_;
  const Wiring& wiring_;
  const std::vector<Whereabouts>& places_;
  std::unordered_map<std::size_t, std::pair<std::uint32_t, const Resource*>> scaled_;
};

}  // namespace

std::vector<Size> find_sizes(const Inventory& inventory, const ResourceTypes& types,
                             const References& references, const Wiring& wiring,
                             const std::vector<Whereabouts>& places) {
  return Sizer(inventory, types, references, wiring, places).run();
}

}  // namespace cutpoint::terraform
