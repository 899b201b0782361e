/// What is known of the resource types of the providers: one table a provider, as data.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "importer/evidence/known_images.hpp"

namespace cutpoint::terraform {

/// What a resource is in a picture of failures.
enum class Part : std::uint8_t {
  unknown,     ///< no row of a table
  component,   ///< fails by itself
  host,        ///< a component that others run on, or whose name they share
  glue,        ///< joins others: what needs it needs what it needs
  group,       ///< joins members of which users can do with fewer
  place,       ///< a network or subnet: says in which zones something lies
  guard,       ///< says who may talk to whom
  scaler,      ///< says how many instances another has at least
  permission,  ///< says who may do what
  settings     ///< read when something is set up; nothing waits for it at run time
};

/// Where the instances of a resource lie.
enum class Extent : std::uint8_t {
  zonal,     ///< in one zone
  spread,    ///< several instances, round robin over its zones
  flagged,   ///< in one zone, or over several where an attribute says so
  covering,  ///< in all zones of its subnets at once
  regional,  ///< over all zones of its region, by the provider
  global     ///< in no region
};

struct ResourceType {
  std::string_view type =
      {};  ///< with a `*` at the end: all that begin so and have no row of their own
  Part part = Part::unknown;
  std::string_view kind = {};  ///< of the catalogue; empty where it is no component
  Role role = Role::unknown;
  Extent extent = Extent::regional;
  std::string_view profile = {};            ///< published figures, where the catalogue has them
  std::string_view profile_of_zones = {};   ///< the same where it lies in several zones
  ClusterLife life = ClusterLife::unknown;  ///< of its own instances
};

/// What it means that a resource names another under an attribute.
enum class Relation : std::uint8_t {
  none,        ///< nothing at run time
  need,        ///< needs it
  needed_by,   ///< is needed by it: a listener by its load balancer
  member_of,   ///< is one of several that it can use
  has_member,  ///< can use it as one of several
  soft,        ///< works without it, but not fully
  telemetry,   ///< sends metrics, logs or traces to it
  copied_to,   ///< its data are copied to it, some time later
  runs_on,     ///< lies in it
  carries,     ///< has it as its own: its places are ours, and who means it means us
  secured_by   ///< may talk as it says
};

/// Overrules what follows from the type that is named.
struct ReferenceRule {
  std::string_view type = {};       ///< empty: any
  std::string_view attribute = {};  ///< path without positions or a part of one; empty: any
  Relation relation = Relation::none;
  /// The type that is named: asked where no attribute is known, and where any attribute counts.
  std::string_view target = {};
};

/// How many instances a resource has.
struct CountRule {
  std::string_view type = {};
  std::string_view minimum = {};  ///< path of what an autoscaler keeps at least; empty: none
  std::string_view count = {};    ///< path of what is asked for; empty: none
  std::uint32_t otherwise = 1;    ///< the provider's default where both are null
  bool times_zones = false;       ///< the figure is for each zone
};

/// An attribute whose value says that the provider keeps a standby in another zone.
struct ZoneRule {
  std::string_view type = {};
  std::string_view attribute = {};
  std::string_view value = {};  ///< compared without case; "true" for flags, "(region)" for no zone
};

/// A resource of its own that says how many instances another has.
struct ScalerRule {
  std::string_view type = {};
  std::string_view minimum = {};  ///< path of the figure
};

struct ProviderTable {
  std::span<const ResourceType> types = {};
  std::span<const ReferenceRule> references = {};
  std::span<const CountRule> counts = {};
  std::span<const ZoneRule> zones = {};
  std::span<const ScalerRule> scalers = {};
};

[[nodiscard]] const ProviderTable& aws_table();
[[nodiscard]] const ProviderTable& azure_table();
[[nodiscard]] const ProviderTable& google_table();
[[nodiscard]] const ProviderTable& other_table();

/// All tables, looked up by type.
class ResourceTypes {
 public:
  ResourceTypes();

  /// Never null: a row of part `unknown` where no table has the type.
  [[nodiscard]] const ResourceType& find(std::string_view type) const;
  /// What `type` means by naming `target` under `attribute` ("load_balancer.target_group_arn").
  [[nodiscard]] Relation relation(std::string_view type, std::string_view attribute,
                                  const ResourceType& target) const;
  /// In the order in which they are asked; the first with a figure counts.
  [[nodiscard]] std::span<const CountRule* const> count_rules(std::string_view type) const;
  [[nodiscard]] std::span<const ZoneRule* const> zone_rules(std::string_view type) const;
  /// Path of the least number of instances that a scaler keeps; empty where it is none.
  [[nodiscard]] std::string_view scaler_minimum(std::string_view type) const;
  /// True where a rule is about this attribute of the type itself.
  [[nodiscard]] bool has_rule(std::string_view type, std::string_view attribute) const;

 private:
  [[nodiscard]] const ReferenceRule* rule_of(std::string_view type, std::string_view attribute,
                                             std::string_view target) const;

  std::unordered_map<std::string_view, const ResourceType*> types_;
  std::unordered_map<std::string_view, std::vector<const ReferenceRule*>> references_;
  std::unordered_map<std::string_view, std::vector<const CountRule*>> counts_;
  std::unordered_map<std::string_view, std::vector<const ZoneRule*>> zones_;
  std::unordered_map<std::string_view, std::string_view> scalers_;
};

}  // namespace cutpoint::terraform
