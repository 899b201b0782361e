#include "analyzer/analysis/data_recovery/copy_rule.hpp"

#include <set>

#include "model/architecture/queries/placement.hpp"

namespace cutpoint {

CopyRule copy_rule(const Model& model, ComponentId id) {
  CopyRule rule;
  rule.copies = rule.media = 1;
  const auto& details = model.components[id].details;
  if (!details) return rule;
  std::set<std::string_view> media = {"disk"};
  const ComponentId region = place_of_kind(model, id, "region");
  const auto elsewhere = [&](const std::string& name) {
    const ComponentId keeper = model.find_component(name);
    if (!region.valid() || !keeper.valid()) return false;
    const ComponentId its = place_of_kind(model, keeper, "region");
    return its.valid() && its != region;
  };
  if (details->replication) {
    for (const auto& replica : details->replication->to) {
      ++rule.copies;
      rule.offsite = rule.offsite || elsewhere(replica.value);
    }
  }
  for (const Backup& backup : details->backups) {
    ++rule.copies;
    if (backup.medium) media.insert(backup.medium->value);
    rule.offsite = rule.offsite || (backup.offsite && backup.offsite->value) ||
                   (backup.to && elsewhere(backup.to->value));
  }
  rule.media = static_cast<std::uint32_t>(media.size());
  return rule;
}

}  // namespace cutpoint
