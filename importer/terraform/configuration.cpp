#include "importer/terraform/configuration.hpp"

#include <algorithm>
#include <array>

namespace cutpoint::terraform {

namespace {

using documents::Entry;
using documents::Value;

const std::vector<AttributeReferences> no_references;

std::string joined(const std::string& path, std::string_view rest) {
  std::string out = path;
  if (!out.empty()) out += '.';
  out += rest;
  return out;
}

bool is_expression(const Value& value) {
  return value.find("references").is_list() || value.find("constant_value");
}

/// What is read of another only to lie where it lies, or to be called alike.
bool says_where(std::string_view attribute) {
  constexpr std::array names = {std::string_view("location"), std::string_view("region"),
                                std::string_view("zone"),     std::string_view("availability_zone"),
                                std::string_view("tags"),     std::string_view("labels"),
                                std::string_view("project"),  std::string_view("tags_all")};
  return std::find(names.begin(), names.end(), attribute) != names.end();
}

/// Newer plans list "a.b[0].id", "a.b[0]" and "a.b" for one reference: of the same block those
/// without a key or an attribute say nothing more.
void drop_prefixes(std::vector<BlockReference>& blocks) {
  std::unordered_set<std::string> keyed;
  std::unordered_set<std::string> read;
  for (const BlockReference& reference : blocks) {
    if (reference.instance.has_key) keyed.insert(reference.block);
    if (!reference.attribute.empty()) read.insert(reference.block);
  }
  std::unordered_set<std::string> seen;
  std::erase_if(blocks, [&](const BlockReference& reference) {
    if (!reference.instance.has_key && keyed.contains(reference.block)) return true;
    if (reference.attribute.empty() && read.contains(reference.block)) return true;
    return !seen.insert(reference.block + key_text(reference.instance) + reference.module_key +
                        (says_where(reference.attribute) ? "@" : ""))
                .second;
  });
}

}  // namespace

Configuration::Configuration(Value configuration) : configuration_(configuration) {
  if (configuration) read_modules(configuration.find("root_module"));
}

void Configuration::read_modules(Value root) {
  modules_.push_back({"", 0, root, {}});
  by_path_.emplace("", 0);
  for (std::size_t at = 0; at < modules_.size(); ++at) {
    const std::string path = modules_[at].path;
    const Value value = modules_[at].value;
    for (const Value resource : value.find("resources").items())
      blocks_.emplace(joined(path, resource.find("address").text()), Block{at, resource});
    for (const Entry call : value.find("module_calls").entries()) {
      std::string below = joined(path, "module.");
      below += call.key;
      by_path_.emplace(below, modules_.size());
      modules_.push_back({std::move(below), at, call.value.find("module"), call.value});
    }
  }
}

const std::vector<AttributeReferences>& Configuration::references(const std::string& block) {
  const auto known = known_.find(block);
  if (known != known_.end()) return known->second;
  const auto written = blocks_.find(block);
  if (written == blocks_.end()) return no_references;
  std::vector<AttributeReferences> all;
  std::vector<std::pair<std::string, Value>> open{{"", written->second.value.find("expressions")}};
  while (!open.empty()) {
    auto [path, value] = std::move(open.back());
    open.pop_back();
    if (is_expression(value)) {
      if (value.find("references").size() == 0) continue;
      AttributeReferences found;
      found.attribute = path;
      follow(written->second.module, value.find("references"),
             written->second.value.find("for_each_expression"), found);
      all.push_back(std::move(found));
      continue;
    }
    const std::size_t first = open.size();
    // A target that gets nothing is not in use.
    if (value.at({"weight", "constant_value"}).text() == "0") continue;
    for (const Value item : value.items()) open.emplace_back(path, item);
    for (const Entry entry : value.entries())
      open.emplace_back(joined(path, entry.key), entry.value);
    std::reverse(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
  }
  return known_.emplace(block, std::move(all)).first->second;
}

void Configuration::follow(std::size_t module, Value references, Value repeated,
                           AttributeReferences& found) const {
  std::vector<Pending> open;
  for (const Value text : references.items())
    open.push_back({module, std::string(text.text()), "", false, repeated, 0});
  std::unordered_set<std::string> seen;
  for (std::size_t at = 0; at < open.size(); ++at) {
    const Pending pending = open[at];
    if (seen.insert(std::to_string(pending.module) + ":" + pending.text).second)
      follow_one(pending, open, found);
  }
  drop_prefixes(found.blocks);
  for (BlockReference& reference : found.blocks)
    reference.says_where = says_where(reference.attribute);
}

void Configuration::follow_one(const Pending& pending, std::vector<Pending>& open,
                               AttributeReferences& found) const {
  const Address parts = parse_reference(pending.text);
  if (!parts.modules.empty()) return follow_output(pending, parts, open);
  if (parts.type == "var") return follow_variable(pending, parts, open);
  if (parts.type == "local") found.has_locals = true;
  if (pending.paired_with_module == 0 && (parts.type == "count" || parts.type == "each"))
    found.by_position = true;
  if (parts.type == "each") return follow_each(pending, parts, open);
  BlockReference reference;
  reference.block = joined(modules_[pending.module].path, block_address(parts));
  if (!blocks_.contains(reference.block)) return;
  reference.instance = parts.resource;
  if (!parts.rest.empty()) reference.attribute = parts.rest.front().name;
  reference.module_key = pending.module_key;
  reference.has_module_key = pending.has_module_key;
  reference.paired_with_module = pending.paired_with_module;
  found.blocks.push_back(std::move(reference));
}

/// `for_each = aws_subnet.private` makes `each.value.id` the id of the subnet with the same key.
void Configuration::follow_each(const Pending& pending, const Address& parts,
                                std::vector<Pending>& open) {
  for (const Value text : pending.repeated.find("references").items()) {
    std::string reference(text.text());
    const Address named = parse_reference(reference);
    const bool is_whole =
        named.modules.empty() && named.rest.empty() && named.type != "local" && named.type != "var";
    if (is_whole && !parts.rest.empty()) {
      reference += '.';
      reference += parts.rest.front().name;
    }
    open.push_back({pending.module,
                    std::move(reference),
                    pending.module_key,
                    pending.has_module_key,
                    {},
                    pending.paired_with_module});
  }
}

void Configuration::follow_variable(const Pending& pending, const Address& parts,
                                    std::vector<Pending>& open) const {
  const Module& module = modules_[pending.module];
  const Value given = module.call.find("expressions").find(parts.resource.name).find("references");
  // `main[count.index]` given to a repeated module means for each of its instances one.
  const bool is_paired = [&] {
    for (const Value text : given.items()) {
      if (text.text() == "count.index" || text.text().starts_with("each.")) return true;
    }
    return false;
  }();
  const std::size_t depth = is_paired ? parse_address(module.path).modules.size() : 0;
  for (const Value text : given.items())
    open.push_back({module.parent, std::string(text.text()), "", false,
                    module.call.find("for_each_expression"), depth});
}

void Configuration::follow_output(const Pending& pending, const Address& parts,
                                  std::vector<Pending>& open) const {
  const Step& step = parts.modules.front();
  const auto below = by_path_.find(joined(modules_[pending.module].path, "module." + step.name));
  if (below == by_path_.end() || parts.rest.empty()) return;
  const Module& module = modules_[below->second];
  const Value output = module.value.find("outputs").find(parts.rest.front().name);
  const Step& item = parts.rest.front();
  for (const Value text : output.at({"expression", "references"}).items()) {
    std::string reference(text.text());
    // `module.vpc.private_subnets[0]` is the first of what the output lists.
    if (item.has_key && parse_reference(reference).rest.empty() &&
        !parse_reference(reference).resource.has_key)
      reference += key_text(item);
    open.push_back({below->second,
                    std::move(reference),
                    step.key,
                    step.has_key,
                    {},
                    pending.paired_with_module});
  }
}

Value Configuration::expressions(const std::string& block) const {
  const auto written = blocks_.find(block);
  return written == blocks_.end() ? Value() : written->second.value.find("expressions");
}

std::string_view Configuration::provider_key(const std::string& block) const {
  const auto written = blocks_.find(block);
  if (written == blocks_.end()) return {};
  return written->second.value.find("provider_config_key").text();
}

std::string_view Configuration::region(std::string_view provider_key, Value variables) const {
  const Value region =
      configuration_.find("provider_config").find(provider_key).at({"expressions", "region"});
  if (const Value constant = region.find("constant_value")) return constant.text();
  for (const Value text : region.find("references").items()) {
    const Address parts = parse_reference(text.text());
    if (parts.type == "var") return variables.find(parts.resource.name).find("value").text();
  }
  return {};
}

}  // namespace cutpoint::terraform
