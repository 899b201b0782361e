#include "importer/terraform/inventory/inventory.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "model/base/passwords.hpp"

namespace cutpoint::terraform {

namespace {

using documents::Value;
using documents::ValueType;

bool is_true(const Value& mask) {
  return mask.type() == ValueType::boolean && mask.text() == "true";
}

/// A value with the masks that stand beside it.
struct Masked {
  std::string path;
  std::string exact;  ///< with positions, where the resource has such paths
  Value value;
  std::vector<Value> masks;
  bool is_secret = false;
};

std::vector<Value> masks_of_key(const std::vector<Value>& masks, std::string_view key) {
  std::vector<Value> out;
  for (const Value& mask : masks) {
    if (const Value below = mask.find(key)) out.push_back(below);
  }
  return out;
}

/// Lists and their masks are walked in step; what a mask does not reach is not masked.
std::vector<std::vector<Value>> masks_of_items(const std::vector<Value>& masks, std::size_t size) {
  std::vector<std::vector<Value>> out(size);
  for (const Value& mask : masks) {
    std::size_t at = 0;
    for (const Value item : mask.items()) {
      if (at < size) out[at].push_back(item);
      ++at;
    }
  }
  return out;
}

/// Secrets of Kubernetes hold nothing else, whether or not the provider marked them.
bool is_data_of_secret(const Resource& resource, std::string_view path, std::string_view key) {
  const bool is_data = key == "data" || key == "stringData" || key == "string_data" ||
                       key == "binary_data" || key == "binaryData";
  if (!is_data) return false;
  if (resource.type.starts_with("kubernetes_secret")) return path.empty();
  if (!holds_manifest(resource)) return false;
  const Value top = resource.values.find(path.substr(0, path.find('.')));
  const Value object = path.ends_with(".value") ? top.find("value") : top;
  return object.find("kind").text() == "Secret";
}

bool is_hidden(const Resource& resource, std::string_view path) {
  const std::vector<std::string>& hidden = resource.hidden_paths;
  return std::find(hidden.begin(), hidden.end(), path) != hidden.end();
}

/// Walks all scalars, and says of each whether it is a secret.
template <class Visitor>
void walk(const Resource& resource, Visitor visit) {
  std::vector<Masked> open{{"", "", resource.values, resource.masks, false}};
  while (!open.empty()) {
    Masked top = std::move(open.back());
    open.pop_back();
    top.is_secret = top.is_secret || std::any_of(top.masks.begin(), top.masks.end(), is_true);
    if (top.value.is_scalar()) {
      visit(top.path, top.value, top.is_secret);
      continue;
    }
    const std::size_t first = open.size();
    auto item_masks = masks_of_items(top.masks, top.value.is_list() ? top.value.size() : 0);
    std::size_t at = 0;
    for (const Value item : top.value.items()) {
      std::string exact =
          resource.hidden_paths.empty() ? std::string() : fmt::format("{}[{}]", top.exact, at);
      const bool hidden = is_hidden(resource, exact);
      open.push_back(
          {top.path, std::move(exact), item, std::move(item_masks[at++]), top.is_secret || hidden});
    }
    if (top.value.find("weight").text() == "0") continue;  // a target that gets nothing
    for (const documents::Entry entry : top.value.entries()) {
      std::string path = top.path.empty() ? "" : top.path + ".";
      path += entry.key;
      std::string exact;
      if (!resource.hidden_paths.empty()) {
        exact = top.exact.empty() ? "" : top.exact + ".";
        exact += entry.key;
      }
      const bool hidden = is_hidden(resource, exact);
      open.push_back({std::move(path), std::move(exact), entry.value,
                      masks_of_key(top.masks, entry.key),
                      top.is_secret || hidden || names_secret(entry.key) ||
                          is_data_of_secret(resource, top.path, entry.key)});
    }
    std::reverse(open.begin() + static_cast<std::ptrdiff_t>(first), open.end());
  }
}

}  // namespace

bool holds_manifest(const Resource& resource) {
  return resource.type == "kubernetes_manifest" || resource.type == "kubectl_manifest";
}

void visit_scalars(const Resource& resource, const ScalarVisitor& visit) {
  walk(resource, [&visit](std::string_view path, Value value, bool is_secret) {
    if (!is_secret && value) visit(path, value);
  });
}

void visit_secrets(const Resource& resource, const ScalarVisitor& visit) {
  walk(resource, [&visit](std::string_view path, Value value, bool is_secret) {
    if (is_secret && value) visit(path, value);
  });
}

void add_secret_value(Value value, Secrets& secrets) {
  Resource whole;
  whole.values = value;
  walk(whole, [&secrets](std::string_view, Value scalar, bool) { secrets.add(scalar.text()); });
}

std::vector<Value> scalars_at(const Resource& resource, std::string_view path) {
  std::vector<Value> found;
  const std::string_view key = path.substr(0, path.find('.'));
  if (!resource.values.find(key)) return found;
  // The walk knows what is sensitive; only the one attribute is walked.
  Resource narrow;
  narrow.values = resource.values.find(key);
  narrow.masks = masks_of_key(resource.masks, key);
  if (names_secret(key) || is_hidden(resource, key) || is_data_of_secret(resource, "", key))
    return found;
  for (const std::string_view hidden : resource.hidden_paths) {
    if (!hidden.starts_with(key)) continue;
    const std::string_view below = hidden.substr(key.size());
    if (below.starts_with('.')) narrow.hidden_paths.emplace_back(below.substr(1));
    if (below.starts_with('[')) narrow.hidden_paths.emplace_back(below);
  }
  const std::string_view rest = key.size() < path.size() ? path.substr(key.size() + 1) : "";
  visit_scalars(narrow, [&](std::string_view at, Value value) {
    if (at == rest) found.push_back(value);
  });
  return found;
}

std::string_view text_at(const Resource& resource, std::string_view path) {
  const std::vector<Value> found = scalars_at(resource, path);
  return found.empty() ? std::string_view() : found.front().text();
}

bool is_unknown(const Resource& resource, std::string_view path) {
  std::vector<Value> level{resource.unknown};
  while (true) {
    std::vector<Value> flat;
    for (std::size_t i = 0; i < level.size(); ++i) {
      if (is_true(level[i])) return true;
      if (!level[i].is_list()) flat.push_back(level[i]);
      for (const Value item : level[i].items()) level.push_back(item);
    }
    if (path.empty()) return false;
    const std::string_view key = path.substr(0, path.find('.'));
    path = key.size() < path.size() ? path.substr(key.size() + 1) : std::string_view();
    level = masks_of_key(flat, key);
    if (level.empty()) return false;
  }
}

}  // namespace cutpoint::terraform
