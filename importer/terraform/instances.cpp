#include "importer/terraform/instances.hpp"

#include <algorithm>
#include <charconv>

namespace cutpoint::terraform {

namespace {

std::string block_name(const Address& address) {
  return address.mode + address.type + "." + address.resource.name;
}

std::string block_name(const Resource& resource) {
  return (resource.is_data ? "data." : "") + resource.type + "." + resource.name.name;
}

std::string group_key(std::size_t source, const std::string& module, const std::string& name) {
  std::string key = std::to_string(source);
  key += '|';
  key += module;
  key += '|';
  key += name;
  return key;
}

bool same_key(const Step& a, const Step& b) {
  return a.has_key == b.has_key && a.key == b.key;
}

/// False where the ways part at two instances of one module: these are apart.
bool shares_way(const std::vector<Step>& own, const std::vector<Step>& other) {
  std::size_t shared = 0;
  while (shared < std::min(own.size(), other.size()) && own[shared].name == other[shared].name &&
         same_key(own[shared], other[shared]))
    ++shared;
  return shared == std::min(own.size(), other.size()) || own[shared].name != other[shared].name;
}

/// The modules of a block with the keys that those on the way to `own` have, and the last with the
/// key that is named or, where none is, that of `own`.
Address with_keys_of(const std::vector<Step>& own, const BlockReference& reference,
                     const Address& block) {
  Address address;
  address.modules = block.modules;
  for (std::size_t i = 0; i < std::min(own.size(), address.modules.size()); ++i) {
    if (own[i].name != address.modules[i].name) break;
    address.modules[i] = own[i];
  }
  Step& last = address.modules.back();
  if (reference.has_module_key) {
    last.has_key = true;
    last.key = reference.module_key;
  } else if (!own.empty() && own.back().has_key) {
    last.has_key = true;
    last.key = own.back().key;
  }
  return address;
}

}  // namespace

Instances::Instances(const Inventory& inventory) : inventory_(inventory) {
  for (std::size_t i = 0; i < inventory.resources.size(); ++i) {
    const Resource& resource = inventory.resources[i];
    const std::string key = group_key(resource.source, resource.module, block_name(resource));
    groups_[key].push_back(i);
    by_key_.emplace(key + key_text(resource.name), i);
    if (resource.module.empty()) continue;
    if (!instances_of_modules_.insert(group_key(resource.source, resource.module, "")).second)
      continue;
    std::string path = module_path(parse_address(resource.address));
    modules_[group_key(resource.source, path, "")].push_back(resource.module);
  }
}

/// Modules on the way that both share are the same instance; of those behind, one with the same
/// key where there is one, else each.
std::vector<std::string> Instances::modules_meant(const Resource& from,
                                                  const BlockReference& reference,
                                                  const Address& block) const {
  if (block.modules.empty()) return {""};
  Address around = parse_address(from.module);
  const std::vector<Step>& own = around.modules;
  if (const std::size_t count = block.modules.size();
      !from.module.empty() && count <= own.size() &&
      std::equal(block.modules.begin(), block.modules.end(), own.begin(),
                 [](const Step& a, const Step& b) { return a.name == b.name; })) {
    around.modules.resize(count);
    return {module_instance(around)};
  }
  // Mostly the module with the same key is there, and no other need be looked at.
  const std::string paired_module = module_instance(with_keys_of(own, reference, block));
  if (instances_of_modules_.contains(group_key(from.source, paired_module, "")))
    return {paired_module};
  const auto known = modules_.find(group_key(from.source, module_path(block), ""));
  if (known == modules_.end()) return {};
  std::vector<std::string> fitting;
  std::vector<std::string> paired;
  for (const std::string& module : known->second) {
    if (++compared_ > most_compared) break;
    const std::vector<Step> steps = parse_address(module).modules;
    if (!shares_way(own, steps)) continue;
    const Step& last = steps.back();
    if (reference.has_module_key && last.key != reference.module_key) continue;
    fitting.push_back(module);
    if (!own.empty() && own.back().has_key && same_key(own.back(), last)) paired.push_back(module);
  }
  return paired.empty() ? fitting : paired;
}

void Instances::choose(const Resource& from, const std::string& module, const std::string& name,
                       const BlockReference& reference, bool by_position, bool takes_one,
                       std::vector<std::size_t>& out) const {
  const std::string key = group_key(from.source, module, name);
  const auto found = groups_.find(key);
  if (found == groups_.end()) return;
  const Group& group = found->second;
  const auto add_with_key = [&](const Step& wanted) {
    const auto instance = by_key_.find(key + key_text(wanted));
    if (instance != by_key_.end()) out.push_back(instance->second);
    return instance != by_key_.end();
  };
  if (reference.instance.has_key) {
    (void)add_with_key(reference.instance);
    return;
  }
  if (group.size() == 1) {
    out.push_back(group.front());
    return;
  }
  if (reference.paired_with_module > 0) {
    const std::vector<Step> way = parse_address(from.module).modules;
    if (reference.paired_with_module <= way.size()) {
      const Step& call = way[reference.paired_with_module - 1];
      if (call.has_key && add_with_key(call)) return;
    }
  }
  if ((by_position || takes_one) && from.name.has_key) {
    if (add_with_key(from.name)) return;
    std::size_t place = 0;
    const std::string& own = from.name.key;
    const bool is_number =
        std::from_chars(own.data(), own.data() + own.size(), place).ec == std::errc();
    if (by_position && is_number) {
      // `element()` begins again where the list ends.
      out.push_back(group[place % group.size()]);
      return;
    }
  }
  if (takes_one) {
    out.push_back(group.front());
    return;
  }
  out.insert(out.end(), group.begin(), group.end());
}

std::vector<std::size_t> Instances::meant(std::size_t from, const BlockReference& reference,
                                          bool by_position, bool takes_one) const {
  const Resource& resource = inventory_.resources[from];
  const Address block = parse_address(reference.block);
  std::vector<std::size_t> out;
  for (const std::string& module : modules_meant(resource, reference, block))
    choose(resource, module, block_name(block), reference, by_position, takes_one, out);
  return out;
}

std::vector<std::size_t> Instances::listed(std::size_t from, std::string_view text) const {
  const Resource& resource = inventory_.resources[from];
  const Address block = parse_address(text);
  if (block.type.empty()) return {};
  BlockReference reference;
  reference.instance = block.resource;
  std::vector<std::size_t> out;
  const std::string name = block_name(block);
  if (block.modules.empty()) choose(resource, resource.module, name, reference, true, false, out);
  if (!out.empty()) return out;
  for (const std::string& module : modules_meant(resource, reference, block))
    choose(resource, module, name, reference, true, false, out);
  return out;
}

}  // namespace cutpoint::terraform
