#include "importer/terraform/inventory/resource_types.hpp"

#include <algorithm>
#include <array>

namespace cutpoint::terraform {

namespace {

constexpr ResourceType unknown_type{};

/// True for "a.b" and "b" where the attribute is "x.a.b", and for what lies below the rule's.
bool is_about(std::string_view rule, std::string_view attribute) {
  const std::size_t at = attribute.find(rule);
  if (at == std::string_view::npos) return false;
  const bool starts = at == 0 || attribute[at - 1] == '.';
  const std::size_t end = at + rule.size();
  return starts && (end == attribute.size() || attribute[end] == '.');
}

}  // namespace

ResourceTypes::ResourceTypes() {
  const std::array tables = {&aws_table(), &azure_table(), &google_table(), &other_table()};
  for (const ProviderTable* table : tables) {
    for (const ResourceType& row : table->types) types_.emplace(row.type, &row);
    for (const ReferenceRule& row : table->references) references_[row.type].push_back(&row);
    for (const CountRule& row : table->counts) counts_[row.type].push_back(&row);
    for (const ZoneRule& row : table->zones) zones_[row.type].push_back(&row);
    for (const ScalerRule& row : table->scalers) scalers_.emplace(row.type, row.minimum);
  }
}

const ResourceType& ResourceTypes::find(std::string_view type) const {
  const auto exact = types_.find(type);
  if (exact != types_.end()) return *exact->second;
  std::string prefix(type);
  while (!prefix.empty()) {
    prefix += '*';
    const auto row = types_.find(prefix);
    if (row != types_.end()) return *row->second;
    prefix.resize(prefix.size() - 2);
  }
  return unknown_type;
}

const ReferenceRule* ResourceTypes::rule_of(std::string_view type, std::string_view attribute,
                                            std::string_view target) const {
  const auto fits = [&](const ReferenceRule* rule) {
    if (!attribute.empty() && !rule->attribute.empty()) return is_about(rule->attribute, attribute);
    return !rule->target.empty() && rule->target == target;
  };
  for (const std::string_view owner : {type, std::string_view()}) {
    const auto rows = references_.find(owner);
    if (rows == references_.end()) continue;
    const auto row = std::find_if(rows->second.begin(), rows->second.end(), fits);
    if (row != rows->second.end()) return *row;
  }
  return nullptr;
}

bool ResourceTypes::has_rule(std::string_view type, std::string_view attribute) const {
  return rule_of(type, attribute, {}) != nullptr;
}

Relation ResourceTypes::relation(std::string_view type, std::string_view attribute,
                                 const ResourceType& target) const {
  // What may be done, and what is read once, is no need whatever the attribute is called.
  if (target.part == Part::permission || target.part == Part::settings) return Relation::none;
  if (target.part == Part::unknown) return Relation::none;
  if (target.part == Part::guard) return Relation::secured_by;
  const ReferenceRule* rule = rule_of(type, attribute, target.type);
  // "location" of a resource group is one: rules for any type are about what fails.
  const bool is_about_places = rule != nullptr && rule->type.empty() && target.part == Part::place;
  if (rule != nullptr && !is_about_places) return rule->relation;
  if (target.part == Part::place) return Relation::runs_on;
  if (target.role == Role::telemetry) return Relation::telemetry;
  // What keeps data needs no program: it names one that it was made for, or whose zone it shares.
  const ResourceType& source = find(type);
  // Records that prove whose it is are asked when it is issued.
  if (source.kind == "certificate" && target.kind != "secret") return Relation::none;
  const bool is_program = target.role == Role::inner || target.role == Role::entry ||
                          target.role == Role::balancer || target.role == Role::tool;
  if (source.part == Part::component && keeps_data(source.role) && is_program)
    return Relation::none;
  return Relation::need;
}

std::span<const CountRule* const> ResourceTypes::count_rules(std::string_view type) const {
  const auto rows = counts_.find(type);
  if (rows == counts_.end()) return {};
  return rows->second;
}

std::string_view ResourceTypes::scaler_minimum(std::string_view type) const {
  const auto row = scalers_.find(type);
  return row == scalers_.end() ? std::string_view() : row->second;
}

std::span<const ZoneRule* const> ResourceTypes::zone_rules(std::string_view type) const {
  const auto rows = zones_.find(type);
  if (rows == zones_.end()) return {};
  return rows->second;
}

}  // namespace cutpoint::terraform
