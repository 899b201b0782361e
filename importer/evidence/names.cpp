#include "importer/evidence/names.hpp"

#include <algorithm>

#include "importer/evidence/addresses.hpp"

namespace cutpoint {

void ComponentNames::add_name(std::string_view name, std::size_t component) {
  names_.emplace(normalised_host(name), component);
}

void ComponentNames::add_alias(std::string_view alias, std::size_t component) {
  std::vector<std::size_t>& owners = aliases_[normalised_host(alias)];
  if (std::find(owners.begin(), owners.end(), component) == owners.end()) {
    owners.push_back(component);
  }
}

std::optional<std::size_t> ComponentNames::find(std::string_view host) const {
  const std::string wanted = normalised_host(host);
  if (const auto name = names_.find(wanted); name != names_.end()) return name->second;
  const auto alias = aliases_.find(wanted);
  if (alias == aliases_.end() || alias->second.size() != 1) return std::nullopt;
  return alias->second.front();
}

std::optional<std::size_t> ComponentNames::find_name(std::string_view host) const {
  const auto name = names_.find(normalised_host(host));
  return name == names_.end() ? std::nullopt : std::optional(name->second);
}

std::vector<std::size_t> ComponentNames::sharers(std::string_view host) const {
  const std::string wanted = normalised_host(host);
  if (names_.contains(wanted)) return {};
  const auto alias = aliases_.find(wanted);
  if (alias == aliases_.end() || alias->second.size() < 2) return {};
  return alias->second;
}

}  // namespace cutpoint
