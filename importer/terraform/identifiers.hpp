/// Which resource an identifier in a value means.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "importer/terraform/inventory/inventory.hpp"

namespace cutpoint::terraform {

/// Addresses by which a resource is called from elsewhere: of attributes that hold some.
[[nodiscard]] std::vector<std::string> own_addresses(const Resource& resource);

/// True for attributes that say what a resource of the type is itself called, and name no other.
[[nodiscard]] bool is_own_attribute(std::string_view type, std::string_view path);

class Identifiers {
 public:
  explicit Identifiers(const Inventory& inventory);

  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  /// The resource that `value` under `attribute` of resource `from` means, or `none`. What looks
  /// like no identifier counts only where the attribute speaks of such a type.
  [[nodiscard]] std::size_t find(std::string_view value, std::string_view attribute,
                                 std::size_t from, bool attribute_has_rule) const;
  /// The resource that answers to a host name or address, or `none`.
  [[nodiscard]] std::size_t find_host(std::string_view host) const;
  /// The app that an app of the same environment calls by its name alone, or `none`.
  [[nodiscard]] std::size_t find_neighbour(std::string_view name, std::size_t from) const;

 private:
  /// All that have the identifier, or null.
  [[nodiscard]] const std::vector<std::size_t>* named(std::string_view value) const;
  [[nodiscard]] int fitness(std::size_t candidate, std::string_view attribute,
                            std::size_t from) const;

  const Inventory& inventory_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_id_;
  /// In small letters: Azure's own answers spell "resourceGroups" in several ways.
  std::unordered_map<std::string, std::vector<std::size_t>> by_azure_id_;
  std::unordered_map<std::string, std::size_t> by_host_;
  std::unordered_map<std::string, std::size_t> neighbours_;
};

}  // namespace cutpoint::terraform
