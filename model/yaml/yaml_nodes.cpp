// Walking a parsed document: items, entries with merge keys resolved, look-up by key.
#include <unordered_set>

#include "model/yaml/yaml_tree.hpp"

namespace cutpoint {

std::string_view YamlDocument::text(YamlNodeId node) const {
  const Node& of = nodes_[node];
  if (of.is_collection()) return {};
  return std::string_view(texts_).substr(of.first, of.count);
}

std::string_view YamlDocument::tag(YamlNodeId node) const {
  return properties_[nodes_[node].property].tag;
}

std::string_view YamlDocument::anchor(YamlNodeId node) const {
  return properties_[nodes_[node].property].anchor;
}

std::vector<YamlNodeId> YamlDocument::items(YamlNodeId id) const {
  std::vector<YamlNodeId> result;
  const Node& node = nodes_[id];
  if (node.type != YamlType::sequence) return result;
  result.reserve(node.count);
  for (std::uint32_t i = 0; i < node.count; ++i) {
    result.push_back(children_[node.first + i].value);
  }
  return result;
}

std::vector<YamlDocument::Entry> YamlDocument::raw_entries(YamlNodeId id) const {
  std::vector<Entry> result;
  const Node& node = nodes_[id];
  if (node.type != YamlType::mapping) return result;
  result.reserve(node.count);
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const Child& child = children_[node.first + i];
    result.push_back({child.key, child.value, false, child.alias});
  }
  return result;
}

std::vector<YamlDocument::Entry> YamlDocument::raw_items(YamlNodeId id) const {
  std::vector<Entry> result;
  const Node& node = nodes_[id];
  if (node.type != YamlType::sequence) return result;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const Child& child = children_[node.first + i];
    result.push_back({YamlNodeId(), child.value, false, child.alias});
  }
  return result;
}

std::vector<YamlDocument::Entry> YamlDocument::entries(YamlNodeId id) const {
  std::vector<Entry> result;
  std::vector<YamlNodeId> merged;  // in falling order of rank; taken from the back
  const auto add_sources = [&](YamlNodeId value) {
    if (type(value) == YamlType::mapping) {
      merged.push_back(value);
    } else {
      const auto list = items(value);
      merged.insert(merged.end(), list.rbegin(), list.rend());
    }
  };
  for (const Entry& entry : raw_entries(id)) {
    if (text(entry.key) == "<<" && is_plain(entry.key)) {
      add_sources(entry.value);
    } else {
      result.push_back(entry);
    }
  }
  if (merged.empty()) return result;
  std::unordered_set<std::string_view> seen;
  for (const Entry& entry : result) seen.insert(text(entry.key));
  std::unordered_set<YamlNodeId> visited;
  while (!merged.empty()) {
    const YamlNodeId source = merged.back();
    merged.pop_back();
    // A mapping merged twice adds nothing the second time: work stays linear.
    if (!visited.insert(source).second) continue;
    for (const Entry& entry : raw_entries(source)) {
      if (text(entry.key) == "<<" && is_plain(entry.key)) {
        add_sources(entry.value);
      } else if (seen.insert(text(entry.key)).second) {
        result.push_back({entry.key, entry.value, true, entry.alias});
      }
    }
  }
  return result;
}

YamlNodeId YamlDocument::find(YamlNodeId mapping, std::string_view key) const {
  bool has_merge = false;
  const Node& node = nodes_[mapping];
  if (node.type != YamlType::mapping) return YamlNodeId();
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const Child& child = children_[node.first + i];
    if (text(child.key) == key) return child.value;
    has_merge = has_merge || text(child.key) == "<<";
  }
  if (!has_merge) return YamlNodeId();
  for (const Entry& entry : entries(mapping)) {
    if (text(entry.key) == key) return entry.value;
  }
  return YamlNodeId();
}

}  // namespace cutpoint
