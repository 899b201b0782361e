#include "importer/terraform/ways_in.hpp"

#include <algorithm>
#include <map>
#include <unordered_set>

#include <fmt/format.h>

#include "importer/terraform/invokers.hpp"
#include "importer/terraform/open_machines.hpp"
#include "importer/terraform/open_ports.hpp"

namespace cutpoint::terraform {

namespace {

using documents::Value;

bool says(const Resource& resource, std::string_view path, std::string_view value) {
  const std::vector<Value> found = scalars_at(resource, path);
  return std::any_of(found.begin(), found.end(),
                     [value](const Value& one) { return one.text() == value; });
}

bool begins(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

/// Attributes that close a way in, as each provider spells it.
struct Closed {
  std::string_view attribute;
  std::string_view value;
};
constexpr Closed closed[] = {{"internal", "true"},
                             {"scheme", "internal"},
                             {"load_balancing_scheme", "INTERNAL"},
                             {"load_balancing_scheme", "INTERNAL_MANAGED"},
                             {"load_balancing_scheme", "INTERNAL_SELF_MANAGED"},
                             {"load_balancer_type", "gateway"},
                             {"endpoint_configuration.types", "PRIVATE"},
                             {"tier", "Worker"},
                             {"ingress", "INGRESS_TRAFFIC_INTERNAL_ONLY"},
                             {"public_network_access_enabled", "false"},
                             {"enabled", "false"},
                             {"trigger_http", "false"},
                             {"type", "MX"},
                             {"type", "TXT"},
                             {"type", "NS"},
                             {"type", "SOA"},
                             {"type", "CAA"},
                             {"type", "SRV"},
                             {"ingress.external_enabled", "false"}};

class WayFinder {
 public:
  WayFinder(const Inventory& inventory, const Wiring& wiring, const References& references)
      : inventory_(inventory), wiring_(wiring) {
    for (const Reference& reference : references.all) {
      const Resource& from = inventory.resources[reference.from];
      const Resource& to = inventory.resources[reference.to];
      if (to.type == "azurerm_public_ip") has_public_ip_.insert(reference.from);
      if (from.type == "aws_lambda_function_url" ||
          from.type == "aws_s3_bucket_website_configuration")
        opened_.insert(reference.to);
      if (begins(reference.attribute, "event_trigger")) triggered_.insert(reference.from);
    }
    open_ports_ = find_open_machines(inventory, wiring, references);
    open_public_buckets();
    closed_to_users_ = find_closed_to_users(inventory);
  }

  std::vector<WayIn> run() {
    for (std::size_t i = 0; i < inventory_.resources.size(); ++i) {
      if (is_open(i)) open_.push_back(i);
    }
    const std::unordered_set<std::size_t> behind = led_to();
    std::vector<std::size_t> tops;
    for (const std::size_t i : open_) {
      if (!behind.contains(i)) tops.push_back(i);
    }
    return named(tops);
  }

 private:
  /// Google: a grant names its bucket, "b/NAME" or "NAME", and everybody as `allUsers`.
  void open_public_buckets() {
    std::unordered_set<std::string_view> read_by_all;
    for (const Resource& grant : inventory_.resources) {
      if (!begins(grant.type, "google_storage_bucket_iam_")) continue;
      const bool reads = text_at(grant, "role").find("objectViewer") != std::string_view::npos;
      if (!reads || !(says(grant, "member", "allUsers") || says(grant, "members", "allUsers")))
        continue;
      const std::string_view bucket = text_at(grant, "bucket");
      read_by_all.insert(bucket.starts_with("b/") ? bucket.substr(2) : bucket);
    }
    for (std::size_t i = 0; i < inventory_.resources.size(); ++i) {
      const Resource& bucket = inventory_.resources[i];
      const std::string_view name = text_at(bucket, "name");
      if (bucket.type == "google_storage_bucket" && !name.empty() && read_by_all.contains(name))
        opened_.insert(i);
    }
  }

  [[nodiscard]] bool is_open(std::size_t i) const {
    const Resource& resource = inventory_.resources[i];
    const ResourceType& row = *resource.row;
    if (resource.is_data || !is_modelled(row.part)) return false;
    if (opened_.contains(i) || is_website(resource)) return true;
    if (open_ports_.contains(i) || is_open_container(resource)) return true;
    if (row.part == Part::host || (row.role != Role::balancer && row.role != Role::entry))
      return false;
    if (closed_to_users_.contains(i)) return false;
    for (const Closed& rule : closed) {
      if (says(resource, rule.attribute, rule.value)) return false;
    }
    if (row.kind == "dns" && !leads_users(i)) return false;
    if (resource.type == "azurerm_container_app" && !may_be_called(resource)) return false;
    if (begins(resource.type, "google_cloudfunctions") &&
        (triggered_.contains(i) || resource.values.find("event_trigger").size() > 0))
      return false;
    const bool asks_for_ip =
        resource.type == "azurerm_lb" || resource.type == "azurerm_application_gateway";
    return !asks_for_ip || has_public_ip_.contains(i) ||
           !text_at(resource, "frontend_ip_configuration.public_ip_address_id").empty();
  }

  [[nodiscard]] static bool is_website(const Resource& resource) {
    return resource.row->kind == "object_storage" &&
           (!scalars_at(resource, "website.index_document").empty() ||
            !scalars_at(resource, "website.main_page_suffix").empty() ||
            !scalars_at(resource, "static_website.index_document").empty());
  }

  /// Azure: containers with an address of their own, which is public where nothing else is said.
  [[nodiscard]] static bool is_open_container(const Resource& resource) {
    if (resource.type != "azurerm_container_group") return false;
    const std::string_view address = text_at(resource, "ip_address_type");
    if (!address.empty() && address != "Public" && address != "public") return false;
    const std::vector<Value> ports = scalars_at(resource, "container.ports.port");
    return std::any_of(ports.begin(), ports.end(),
                       [](const Value& port) { return is_for_users(port.text()); });
  }

  /// An app has a port only where `ingress` says so: workers have none.
  [[nodiscard]] static bool may_be_called(const Resource& app) {
    return app.values.find("ingress").size() > 0 || is_unknown(app, "ingress");
  }

  /// A name leads users to what answers them. One for a database, one within a private zone, and
  /// one without a target in these files do not.
  [[nodiscard]] bool leads_users(std::size_t i) const {
    for (const std::size_t zone : wiring_.hosts[i]) {
      if (!scalars_at(inventory_.resources[zone], "vpc.vpc_id").empty()) return false;
    }
    const std::vector<Requirement>& needs = wiring_.needs[i];
    return std::any_of(needs.begin(), needs.end(), [this](const Requirement& need) {
      const ResourceType& target = *inventory_.resources[need.targets.front()].row;
      return !keeps_data(target.role) || target.kind == "object_storage";
    });
  }

  /// What names, content networks and gateways lead to; what a program merely calls stays open.
  [[nodiscard]] std::unordered_set<std::size_t> led_to() const {
    std::unordered_set<std::size_t> behind;
    for (const std::size_t i : open_) {
      for (const Requirement& need : wiring_.needs[i]) {
        for (const std::size_t target : need.targets) {
          // Two that lead to each other stay open both.
          const auto& back = wiring_.needs[target];
          const bool is_mutual = std::any_of(back.begin(), back.end(), [i](const auto& other) {
            return std::find(other.targets.begin(), other.targets.end(), i) != other.targets.end();
          });
          if (!is_mutual && leads(inventory_.resources[i])) behind.insert(target);
        }
      }
    }
    return behind;
  }

  [[nodiscard]] static bool leads(const Resource& resource) {
    const std::string_view kind = resource.row->kind;
    return kind == "dns" || kind == "cdn" || kind == "gateway" || kind == "load_balancer";
  }

  [[nodiscard]] std::string name_of(std::size_t i) const {
    const Resource& resource = inventory_.resources[i];
    std::string name = resource.address;
    if (resource.row->kind == "dns") {
      const std::string_view fqdn = text_at(resource, "fqdn");
      const std::string_view own = fqdn.empty() ? text_at(resource, "name") : fqdn;
      if (own.find('.') != std::string_view::npos) name = own;
      if (name.size() > 1 && name.back() == '.') name.pop_back();
    }
    if (resource.row->kind == "cdn" && !text_at(resource, "aliases").empty())
      name = text_at(resource, "aliases");
    return inventory_.secrets.reveals(name) ? resource.block : name;
  }

  /// Records of one name are one way in: any of them where health checks choose among them.
  [[nodiscard]] std::vector<WayIn> named(const std::vector<std::size_t>& tops) const {
    std::vector<WayIn> ways;
    std::map<std::string, std::size_t> by_name;
    for (const std::size_t i : tops) {
      const std::string name = name_of(i);
      const auto [known, added] = by_name.emplace(name, ways.size());
      if (added) {
        ways.push_back({name, {i}, false, reason_of(i)});
        continue;
      }
      // A name for IPv6 beside one for IPv4 leads to the same.
      WayIn& way = ways[known->second];
      const Resource& first = inventory_.resources[way.components.front()];
      if (text_at(first, "type") != text_at(inventory_.resources[i], "type")) continue;
      way.components.push_back(i);
    }
    for (WayIn& way : ways) {
      way.any =
          way.components.size() > 1 && std::any_of(way.components.begin(), way.components.end(),
                                                   [this](std::size_t i) { return is_checked(i); });
    }
    return ways;
  }

  [[nodiscard]] bool is_checked(std::size_t i) const {
    const Resource& record = inventory_.resources[i];
    return record.values.find("health_check_id") || is_unknown(record, "health_check_id") ||
           says(record, "alias.evaluate_target_health", "true");
  }

  [[nodiscard]] std::string reason_of(std::size_t i) const {
    const Resource& resource = inventory_.resources[i];
    if (resource.row->kind == "dns") return "name that leads here";
    if (open_ports_.contains(i) || is_open_container(resource))
      return "public address, and a port that anybody may reach";
    if (resource.row->role == Role::balancer) return "load balancer that is not internal";
    return fmt::format("{} is called by users", resource.type);
  }

  const Inventory& inventory_;
  const Wiring& wiring_;
  std::vector<std::size_t> open_;
  std::unordered_set<std::size_t> has_public_ip_;
  std::unordered_set<std::size_t> opened_;
  std::unordered_set<std::size_t> triggered_;
  std::unordered_set<std::size_t> open_ports_;
  std::unordered_set<std::size_t> closed_to_users_;
};

}  // namespace

std::vector<WayIn> find_ways_in(const Inventory& inventory, const Wiring& wiring,
                                const References& references) {
  return WayFinder(inventory, wiring, references).run();
}

}  // namespace cutpoint::terraform
