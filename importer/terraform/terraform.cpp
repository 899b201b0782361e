// Terraform and OpenTofu: plans and states.
#include <unordered_map>

#include <fmt/format.h>

#include "importer/importing.hpp"
#include "importer/terraform/cluster.hpp"
#include "importer/terraform/hidden_targets.hpp"
#include "importer/terraform/inventory/reading.hpp"
#include "importer/terraform/machines_of_services.hpp"
#include "importer/terraform/may_talk.hpp"
#include "importer/terraform/may_use.hpp"
#include "importer/terraform/origin_groups.hpp"
#include "importer/terraform/telling.hpp"

namespace cutpoint {

namespace {

using terraform::Inventory;
using terraform::Resource;

/// The same resource in a plan and in the state behind it: the file that is read later counts.
void drop_repeated_resources(Inventory& inventory) {
  if (inventory.sources.size() < 2) return;
  std::unordered_map<std::string, std::size_t> last;
  const auto key_of = [](const Resource& resource) {
    std::string key = resource.address;
    key += '|';
    key += terraform::text_at(resource, "id");
    return key;
  };
  for (std::size_t i = 0; i < inventory.resources.size(); ++i)
    last[key_of(inventory.resources[i])] = i;
  std::size_t at = 0;
  std::erase_if(inventory.resources,
                [&](const Resource& resource) { return last[key_of(resource)] != at++; });
}

/// A data source that looks up what these files set up themselves is that, and nothing beside it.
void join_looked_up_resources(Inventory& inventory, terraform::References& references) {
  static constexpr terraform::ResourceType looked_up{"", terraform::Part::glue};
  std::unordered_multimap<std::string_view, std::size_t> by_id;
  for (std::size_t i = 0; i < inventory.resources.size(); ++i) {
    const Resource& data = inventory.resources[i];
    const bool is_asked = data.is_data && terraform::is_modelled(data.row->part);
    if (is_asked) by_id.emplace(terraform::text_at(data, "id"), i);
  }
  for (std::size_t i = 0; i < inventory.resources.size() && !by_id.empty(); ++i) {
    const Resource& to = inventory.resources[i];
    const std::string_view id = terraform::text_at(to, "id");
    if (to.is_data || id.empty() || !terraform::is_modelled(to.row->part)) continue;
    const auto [first, last] = by_id.equal_range(id);
    for (auto same = first; same != last; ++same) {
      Resource& data = inventory.resources[same->second];
      if (data.type != to.type) continue;
      data.row = &looked_up;
      references.all.push_back({same->second, i, "id", terraform::Proof::value, data.span});
    }
  }
  for (const terraform::Reference& reference : references.all) {
    Resource& from = inventory.resources[reference.from];
    const Resource& to = inventory.resources[reference.to];
    const bool names_it =
        !reference.attribute.empty() && reference.attribute.find('.') == std::string::npos;
    if (from.is_data && !to.is_data && names_it && from.type == to.type) from.row = &looked_up;
  }
}

Imported import_terraform(const ImportInput& input, FileAccess& access, SourceFiles& sources,
                          Diagnostics& diagnostics) {
  const terraform::ResourceTypes types;
  Inventory inventory;
  for (const std::string& path : input.paths)
    terraform::read_source(path, types, access, sources, inventory, diagnostics);
  if (diagnostics.has_errors()) return {};
  drop_repeated_resources(inventory);
  const terraform::Cluster cluster(inventory, types);
  const auto pools = terraform::add_default_pools(inventory, types);
  terraform::References references = terraform::find_references(inventory, types);
  references.all.insert(references.all.end(), pools.begin(), pools.end());
  const auto hidden = terraform::find_hidden_targets(inventory, types, references);
  references.all.insert(references.all.end(), hidden.begin(), hidden.end());
  join_looked_up_resources(inventory, references);
  terraform::Wiring wiring = terraform::find_wiring(inventory, types, references);
  terraform::join_origin_groups(inventory, wiring);
  terraform::place_on_machines(inventory, wiring);
  cluster.add_needs(references, wiring);
  const auto places = terraform::find_whereabouts(inventory, wiring);
  const auto sizes = terraform::find_sizes(inventory, types, references, wiring, places);
  auto ways = terraform::find_ways_in(inventory, wiring, references);
  cluster.add_ways_in(wiring, ways);
  const terraform::Findings findings{inventory, references, wiring, places, sizes, ways};
  Imported imported = terraform::write_draft(findings, sources, input.explains);
  const std::vector<std::string> names = terraform::names_in_draft(findings);
  cluster.add_answers(names, imported);
  terraform::conclude_permitted_talk(findings, names, imported);
  terraform::conclude_permitted_use(findings, names, imported);
  terraform::tell_what_is_left(findings, names, imported, diagnostics);
  cluster.tell_what_is_left(diagnostics);
  if (imported.draft.components.empty() && !diagnostics.has_errors() && !inventory.sources.empty())
    nothing_to_import(input, SourceSpan{inventory.sources.front().file, 1, 1, 1},
                      "there is no resource to import that runs or keeps anything", diagnostics);
  return imported;
}

}  // namespace

const Importer& terraform_importer() {
  static const Importer importer{
      "terraform", "Terraform and OpenTofu: plans (`show -json`) and states", import_terraform};
  return importer;
}

}  // namespace cutpoint
