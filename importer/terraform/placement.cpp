#include "importer/terraform/placement.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "importer/terraform/configuration.hpp"

namespace cutpoint::terraform {

namespace {

using documents::Value;

constexpr std::array zone_attributes = {std::string_view("availability_zone"),
                                        std::string_view("availability_zones"),
                                        std::string_view("zone"),
                                        std::string_view("zones"),
                                        std::string_view("node_locations"),
                                        std::string_view("distribution_policy_zones"),
                                        std::string_view("preferred_cache_cluster_azs"),
                                        std::string_view("location"),
                                        std::string_view("default_node_pool.zones")};

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_number(char c) {
  return c >= '0' && c <= '9';
}

/// "West Europe" and "westeurope" are one place.
std::string normalised_place(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ') out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  // Google writes zones as the last part of an address.
  return out.substr(out.rfind('/') + 1);
}

bool is_place_name(std::string_view text) {
  return !text.empty() && text.size() < 40 && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || is_number(c) || c == '-' || c == '_';
  });
}

std::string region_of_arn(std::string_view arn) {
  if (arn.substr(0, 4) != "arn:") return {};
  for (int i = 0; i < 3; ++i) {
    const std::size_t colon = arn.find(':');
    if (colon == std::string_view::npos) return {};
    arn.remove_prefix(colon + 1);
  }
  return std::string(arn.substr(0, arn.find(':')));
}

class PlaceFinder {
 public:
  PlaceFinder(const Inventory& inventory, const Wiring& wiring)
      : inventory_(inventory), wiring_(wiring), found_(inventory.resources.size()) {
    for (const Source& source : inventory.sources)
      configurations_.emplace_back(source.configuration);
  }

  std::vector<Whereabouts> run() {
    for (std::size_t i = 0; i < found_.size(); ++i) read_own(i);
    std::vector<Whereabouts> all = found_;
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (is_modelled(inventory_.resources[i].row->part)) read_around(i, all[i]);
    }
    return all;
  }

 private:
  void read_own(std::size_t i) {
    const Resource& resource = inventory_.resources[i];
    Whereabouts& own = found_[i];
    own.region = own_region(resource);
    for (const std::string_view attribute : zone_attributes) {
      for (const Value value : scalars_at(resource, attribute)) add_zone(value.text(), own);
    }
  }

  void add_zone(std::string_view written, Whereabouts& own) {
    std::string zone = normalised_place(written);
    if (!is_place_name(zone) || inventory_.secrets.reveals(zone)) return;
    const bool is_numbered = zone.size() == 1 && is_number(zone[0]);
    if (is_numbered && !own.region.empty()) zone = own.region + "-" + zone;
    const std::string region = region_of_zone(zone);
    if (!is_numbered && region.empty()) return;
    if (own.region.empty()) own.region = region;
    if (std::find(own.zones.begin(), own.zones.end(), zone) == own.zones.end())
      own.zones.push_back(std::move(zone));
  }

  std::string own_region(const Resource& resource) {
    for (const std::string_view attribute : {"region", "location"}) {
      const std::string place = normalised_place(text_at(resource, attribute));
      if (!is_place_name(place) || inventory_.secrets.reveals(place)) continue;
      const std::string around = region_of_zone(place);
      return around.empty() ? place : around;
    }
    const std::string named = region_of_arn(text_at(resource, "arn"));
    if (is_place_name(named) && !inventory_.secrets.reveals(named)) return named;
    const Source& source = inventory_.sources[resource.source];
    const Configuration& configuration = configurations_[resource.source];
    const std::string_view key = configuration.provider_key(resource.block);
    std::string region = normalised_place(configuration.region(key, source.variables));
    return is_place_name(region) && !inventory_.secrets.reveals(region) ? region : std::string();
  }

  /// Own zones count alone; else those of all subnets. A network around them says the region only.
  void read_around(std::size_t i, Whereabouts& own) {
    const bool has_own = !own.zones.empty();
    for (const std::size_t place : wiring_.places[i]) {
      const Whereabouts& around = found_[place];
      if (own.region.empty()) own.region = around.region;
      if (has_own) continue;
      for (const std::string& zone : around.zones) {
        if (std::find(own.zones.begin(), own.zones.end(), zone) == own.zones.end())
          own.zones.push_back(zone);
      }
      const bool is_subnet =
          inventory_.resources[place].type.find("_subnet") != std::string::npos &&
          inventory_.resources[place].type.find("_group") == std::string::npos;
      if (is_subnet && around.zones.empty()) own.zones_unknown = true;
    }
    if (own.region.empty() && !own.zones.empty()) own.region = region_of_zone(own.zones.front());
    if (own.region.empty()) take_region_of_whole(i, own);
  }

  /// A part that says no region lies where what it belongs to does; "1" is a zone of that.
  void take_region_of_whole(std::size_t i, Whereabouts& own) {
    for (const Requirement& need : wiring_.needs[i]) {
      const std::string& region = found_[need.targets.front()].region;
      const bool is_whole = need.bond != Bond::hard &&
                            inventory_.resources[need.targets.front()].row->role == Role::control;
      if (!is_whole || region.empty()) continue;
      own.region = region;
      for (std::string& zone : own.zones) {
        if (zone.size() == 1 && is_number(zone[0])) zone = fmt::format("{}-{}", region, zone);
      }
      return;
    }
  }

  const Inventory& inventory_;
  const Wiring& wiring_;
  std::vector<Whereabouts> found_;
  std::vector<Configuration> configurations_;
};

}  // namespace

std::string region_of_zone(std::string_view zone) {
  if (zone.size() < 4) return {};
  const char last = zone.back();
  const char before = zone[zone.size() - 2];
  if (is_letter(last) && is_number(before) && zone.find('-') != std::string_view::npos)
    return std::string(zone.substr(0, zone.size() - 1));
  const bool behind_number = before == '-' && is_number(zone[zone.size() - 3]);
  const bool numbered = before == '-' && is_number(last);
  if ((is_letter(last) && behind_number) || (numbered && zone.find('-') == zone.size() - 2))
    return std::string(zone.substr(0, zone.size() - 2));
  return {};
}

std::vector<Whereabouts> find_whereabouts(const Inventory& inventory, const Wiring& wiring) {
  return PlaceFinder(inventory, wiring).run();
}

}  // namespace cutpoint::terraform
