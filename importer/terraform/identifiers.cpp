#include "importer/terraform/identifiers.hpp"

#include <algorithm>
#include <array>

#include "importer/evidence/addresses.hpp"
#include "model/base/number_text.hpp"

namespace cutpoint::terraform {

namespace {

constexpr std::string_view azure_path = "/subscriptions/";

constexpr std::array identifying = {std::string_view("id"),        std::string_view("arn"),
                                    std::string_view("self_link"), std::string_view("name"),
                                    std::string_view("bucket"),    std::string_view("identifier")};

constexpr std::array answering = {std::string_view("endpoint"),
                                  std::string_view("reader_endpoint"),
                                  std::string_view("address"),
                                  std::string_view("dns_name"),
                                  std::string_view("fqdn"),
                                  std::string_view("ingress.fqdn"),
                                  std::string_view("domain_name"),
                                  std::string_view("private_ip"),
                                  std::string_view("public_ip"),
                                  std::string_view("private_dns"),
                                  std::string_view("public_dns"),
                                  std::string_view("ip_address"),
                                  std::string_view("hostname"),
                                  std::string_view("host"),
                                  std::string_view("default_hostname"),
                                  std::string_view("default_site_hostname"),
                                  std::string_view("private_ip_address"),
                                  std::string_view("ip_configuration.private_ip_address"),
                                  std::string_view("public_ip_address"),
                                  std::string_view("primary_endpoint_address"),
                                  std::string_view("reader_endpoint_address"),
                                  std::string_view("configuration_endpoint_address"),
                                  std::string_view("configuration_endpoint"),
                                  std::string_view("cluster_address"),
                                  std::string_view("bootstrap_brokers"),
                                  std::string_view("bootstrap_brokers_tls"),
                                  std::string_view("fully_qualified_domain_name"),
                                  std::string_view("api_endpoint"),
                                  std::string_view("invoke_url"),
                                  std::string_view("service_url"),
                                  std::string_view("service_config.uri"),
                                  std::string_view("status.url"),
                                  std::string_view("https_trigger_url"),
                                  std::string_view("uri"),
                                  std::string_view("url"),
                                  std::string_view("website_endpoint"),
                                  std::string_view("cache_nodes.address"),
                                  std::string_view("bucket_domain_name"),
                                  std::string_view("bucket_regional_domain_name"),
                                  std::string_view("primary_blob_host"),
                                  std::string_view("primary_web_host"),
                                  std::string_view("primary_blob_endpoint"),
                                  std::string_view("primary_dfs_endpoint"),
                                  std::string_view("primary_file_endpoint"),
                                  std::string_view("primary_queue_endpoint"),
                                  std::string_view("primary_table_endpoint"),
                                  std::string_view("primary_web_endpoint"),
                                  std::string_view("cname"),
                                  std::string_view("function_url"),
                                  std::string_view("access_ip_v4"),
                                  std::string_view("ipv4_address"),
                                  std::string_view("vault_uri"),
                                  std::string_view("endpoint_url")};

/// ARNs, paths, "subnet-0a1b2c3d", GUIDs: nobody writes such a thing for anything else.
bool looks_unique(std::string_view value) {
  if (value.size() >= 20 || value.substr(0, 4) == "arn:")
    return value.find(' ') == std::string::npos;
  if (value.find('/') != std::string_view::npos) return value.size() > 8;
  const std::size_t dash = value.rfind('-');
  return dash != std::string_view::npos && value.size() - dash > 8 &&
         value.find_first_not_of("0123456789abcdef", dash + 1) == std::string_view::npos;
}

bool is_open_part(Part part) {
  return part != Part::settings && part != Part::permission;
}

/// The host of an endpoint, however it is written; empty for wildcards and what is none.
std::string host_of(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme != std::string_view::npos) text.remove_prefix(scheme + 3);
  text = text.substr(0, text.find_first_of("/:,"));
  if (text.size() < 4 || text.find('.') == std::string_view::npos) return {};
  if (text.find_first_of("* \"{}@") != std::string_view::npos || text == "0.0.0.0") return {};
  return normalised_host(text);
}

/// Azure: a part of a gateway or balancer has its path below the whole's,
/// "…/applicationGateways/front/backendAddressPools/web". Empty where nothing is above.
std::string_view whole_of(std::string_view path) {
  if (!path.starts_with(azure_path)) return {};
  for (int i = 0; i < 2; ++i) path = path.substr(0, path.rfind('/'));
  return path;
}

/// Of apps that call each other by their names alone, those of one environment have one key.
std::string neighbour_key(const Resource& app, std::string_view name) {
  std::string key(text_at(app, "container_app_environment_id"));
  key += '\n';
  key += name;
  return key;
}

/// `function_name` of an `aws_lambda_function`, `cluster_identifier` of an `aws_rds_cluster`.
bool is_named_after(std::string_view type, std::string_view path) {
  constexpr std::array endings = {std::string_view("_name"), std::string_view("_identifier"),
                                  std::string_view("_id")};
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
    if (!path.ends_with(ending)) return false;
    const std::string_view stem = path.substr(0, path.size() - ending.size());
    return type.size() > stem.size() && type.ends_with(stem) &&
           type[type.size() - stem.size() - 1] == '_';
  });
}

}  // namespace

bool is_own_attribute(std::string_view type, std::string_view path) {
  constexpr std::array naming = {std::string_view("aliases"),
                                 std::string_view("subject_alternative_names"),
                                 std::string_view("alternate_domain_names")};
  if (path.find('.') != std::string_view::npos) return false;
  // What is set of a bucket apart from it names it.
  if (path == "bucket" && !type.ends_with("_bucket")) return false;
  const auto is_in = [path](const auto& names) {
    return std::find(names.begin(), names.end(), path) != names.end();
  };
  return is_in(identifying) || is_in(answering) || is_in(naming) || is_named_after(type, path);
}

std::vector<std::string> own_addresses(const Resource& resource) {
  std::vector<std::string> hosts;
  // The name that a certificate is for belongs to another.
  if (resource.row->kind == "certificate") return hosts;
  for (const std::string_view attribute : answering) {
    for (const documents::Value one : scalars_at(resource, attribute)) {
      std::string_view text = one.text();
      while (!text.empty()) {
        std::string host = host_of(text);
        const bool known = std::find(hosts.begin(), hosts.end(), host) != hosts.end();
        if (!host.empty() && !known) hosts.push_back(std::move(host));
        const std::size_t comma = text.find(',');
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
      }
    }
  }
  return hosts;
}

Identifiers::Identifiers(const Inventory& inventory) : inventory_(inventory) {
  for (std::size_t i = 0; i < inventory.resources.size(); ++i) {
    const Resource& resource = inventory.resources[i];
    if (!is_open_part(resource.row->part)) continue;
    for (const std::string_view attribute : identifying) {
      const std::string_view id = text_at(resource, attribute);
      if (id.size() < 2) continue;
      if (id.starts_with(azure_path)) by_azure_id_[lower_case(id)].push_back(i);
      std::vector<std::size_t>& all = by_id_[id];
      if (all.empty() || all.back() != i) all.push_back(i);
      // Scalers write the part behind the account: "service/cluster/name".
      if (id.substr(0, 4) == "arn:" && id.find('/') != std::string_view::npos)
        by_id_[id.substr(id.rfind(':') + 1)].push_back(i);
    }
    // Programs are told of data sets by this alone, which is no part of what others call an id.
    if (resource.type == "google_bigquery_dataset")
      by_id_[text_at(resource, "dataset_id")].push_back(i);
    if (resource.type == "azurerm_container_app")
      neighbours_.emplace(neighbour_key(resource, text_at(resource, "name")), i);
    for (const std::string& host : own_addresses(resource)) {
      const auto [known, added] = by_host_.emplace(host, i);
      // An address belongs rather to what runs than to what merely holds it.
      const Part part = inventory.resources[known->second].row->part;
      if (!added && part != Part::component && resource.row->part == Part::component)
        known->second = i;
    }
  }
}

/// Likeness of the attribute's words and the type's; what is listed as a dependency fits best.
int Identifiers::fitness(std::size_t candidate, std::string_view attribute,
                         std::size_t from) const {
  const Resource& target = inventory_.resources[candidate];
  const Resource& source = inventory_.resources[from];
  int fit = target.row->part == Part::component || target.row->part == Part::host ? 1 : 0;
  // Variables of programs are written in capitals: "REPORTS_DATASET".
  const std::string name = lower_case(attribute.substr(attribute.rfind('.') + 1));
  std::string_view words = name;
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find('_'));
    words = word.size() < words.size() ? words.substr(word.size() + 1) : std::string_view();
    if (word.size() > 2 && word != "arn" && word != "name" && word != "ids" &&
        target.type.find(word.substr(0, word.size() - (word.back() == 's' ? 1 : 0))) !=
            std::string::npos)
      fit += 4;
  }
  const bool is_listed = std::any_of(
      source.dependencies.begin(), source.dependencies.end(), [&](std::string_view text) {
        return text.size() >= target.type.size() &&
               text.find(target.type + "." + target.name.name) != std::string_view::npos;
      });
  if (is_listed) fit += 8;
  if (target.source == source.source) fit += 2;
  return fit;
}

const std::vector<std::size_t>* Identifiers::named(std::string_view value) const {
  if (const auto known = by_id_.find(value); known != by_id_.end()) return &known->second;
  if (!value.starts_with(azure_path)) return nullptr;
  const auto known = by_azure_id_.find(lower_case(value));
  return known == by_azure_id_.end() ? nullptr : &known->second;
}

std::size_t Identifiers::find(std::string_view value, std::string_view attribute, std::size_t from,
                              bool attribute_has_rule) const {
  const std::vector<std::size_t>* known = named(value);
  if (known == nullptr && attribute_has_rule) known = named(whole_of(value));
  if (known == nullptr) return none;
  std::size_t best = none;
  int best_fit = -1;
  constexpr std::size_t most_candidates = 64;
  std::size_t tried = 0;
  for (const std::size_t candidate : *known) {
    if (candidate == from) continue;
    if (++tried > most_candidates) break;
    const int fit = fitness(candidate, attribute, from);
    if (fit > best_fit) {
      best = candidate;
      best_fit = fit;
    }
  }
  if (best == none) return none;
  const bool is_meant = looks_unique(value) || best_fit >= 4 || attribute_has_rule;
  return is_meant ? best : none;
}

std::size_t Identifiers::find_host(std::string_view host) const {
  std::string name = normalised_host(host);
  // Aliases of load balancers name both of their networks.
  if (constexpr std::string_view both = "dualstack."; name.rfind(both, 0) == 0)
    name.erase(0, both.size());
  const auto known = by_host_.find(name);
  return known == by_host_.end() ? none : known->second;
}

std::size_t Identifiers::find_neighbour(std::string_view name, std::size_t from) const {
  const auto known = neighbours_.find(neighbour_key(inventory_.resources[from], name));
  return known == neighbours_.end() || known->second == from ? none : known->second;
}

}  // namespace cutpoint::terraform
