// State files of version 4 (Terraform from 0.12, OpenTofu) and of version 3, whose attributes are
// flat: "ingress.0.from_port".
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "importer/terraform/inventory/reading.hpp"

namespace cutpoint::terraform {

namespace {

using documents::Value;
using documents::ValueId;
using documents::ValueTree;
using documents::ValueType;

/// A tree of what flat keys say; lists are mappings by position until they are written.
struct Unfolded {
  Value scalar;
  std::map<std::string, std::size_t, std::less<>> children;
};

/// Turns the flat attributes of one resource into values like those of newer states.
class FlatAttributes {
 public:
  explicit FlatAttributes(ValueTree& tree) : tree_(tree) {}

  Value unfold(Value flat) {
    nodes_.assign(1, {});
    for (const documents::Entry entry : flat.entries()) add(entry.key, entry.value);
    return {tree_, write()};
  }

 private:
  void add(std::string_view key, Value value) {
    std::size_t at = 0;
    while (!key.empty()) {
      const std::string_view part = key.substr(0, key.find('.'));
      key = part.size() < key.size() ? key.substr(part.size() + 1) : std::string_view();
      if (part == "#" || part == "%") return;
      const auto known = nodes_[at].children.find(part);
      if (known != nodes_[at].children.end()) {
        at = known->second;
        continue;
      }
      nodes_[at].children.emplace(part, nodes_.size());
      at = nodes_.size();
      nodes_.emplace_back();
    }
    nodes_[at].scalar = value;
  }

  /// Children have higher numbers than their parents, so that writing backwards meets them first.
  ValueId write() {
    std::vector<ValueId> ids(nodes_.size());
    std::vector<ValueTree::Child> children;
    for (std::size_t i = nodes_.size(); i-- > 0;) {
      const Unfolded& node = nodes_[i];
      if (node.children.empty()) {
        ids[i] = i == 0 ? tree_.add_collection(ValueType::mapping, {})
                        : tree_.add_scalar(ValueType::text, node.scalar.text(), node.scalar.span());
        continue;
      }
      const bool is_list = std::all_of(node.children.begin(), node.children.end(), [](auto& child) {
        return child.first.find_first_not_of("0123456789") == std::string::npos;
      });
      children.clear();
      for (const auto& [key, child] : node.children) {
        const ValueId name =
            is_list ? ValueId() : tree_.add_scalar(ValueType::text, key, SourceSpan());
        children.push_back({name, ids[child]});
      }
      ids[i] = tree_.add_collection(is_list ? ValueType::list : ValueType::mapping, {});
      tree_.set_children(ids[i], children.data(), children.size());
    }
    return ids[0];
  }

  ValueTree& tree_;
  std::vector<Unfolded> nodes_;
};

ValueTree& unfolded_of(Source& source) {
  if (!source.unfolded) source.unfolded = std::make_unique<ValueTree>(source.file);
  return *source.unfolded;
}

/// States hold a value of any type as a mapping that says its type too.
bool is_of_any_type(Value value) {
  return value.size() == 2 && value.find("type") && value.find("value");
}

Value item_at(Value list, Value position) {
  std::int64_t left = position.whole_number().value_or(0);
  for (const Value item : list.items()) {
    if (left-- == 0) return item;
  }
  return {};
}

/// Keys of a path that a state lists as sensitive, as far as the values are laid out like it: what
/// cannot be followed is hidden from there on.
std::string sensitive_path(Value steps, Value values) {
  std::string path;
  for (const Value step : steps.items()) {
    const Value named = step.find("value");
    const Value index = named.find("value");
    if (values.is_list()) {
      if (!index.whole_number()) break;
      values = item_at(values, index);
      if (!values) break;
      path += fmt::format("[{}]", index.text());
      continue;
    }
    const Value below = values.find(named.is_scalar() ? named.text() : index.text());
    if (!path.empty() && (!below || is_of_any_type(values))) break;
    path += path.empty() ? "" : ".";
    path += named.is_scalar() ? named.text() : index.text();
    values = below;
  }
  return path;
}

std::vector<std::string> sensitive_paths(Value listed, Value values) {
  std::vector<std::string> paths;
  for (const Value steps : listed.items()) paths.push_back(sensitive_path(steps, values));
  return paths;
}

std::string key_of(Value key) {
  if (!key) return {};
  Step step;
  step.has_key = true;
  step.key = key.text();
  if (key.type() == ValueType::number) return "[" + step.key + "]";
  return "[\"" + step.key + "\"]";
}

void tell_count(std::string_view rule, std::size_t count, SourceSpan span, std::string_view what,
                Diagnostics& diagnostics) {
  if (count == 0) return;
  diagnostics.info(rule, span,
                   fmt::format("{} instance{} {} {}", count, count == 1 ? "" : "s",
                               count == 1 ? "is" : "are", what));
}

/// `aws_instance.web.0` of a module path `root.vpc` is `module.vpc.aws_instance.web[0]`.
std::string old_address(const std::string& module, std::string_view key) {
  Address parts = parse_address(key);
  std::string out = module.empty() ? std::string() : module + ".";
  out += parts.mode;
  out += parts.type;
  out += '.';
  out += parts.resource.name;
  out += key_text(parts.resource);
  return out;
}

void read_secret_state_outputs(Value outputs, Inventory& inventory) {
  for (const documents::Entry output : outputs.entries()) {
    if (output.value.find("sensitive").boolean().value_or(false))
      add_secret_value(output.value.find("value"), inventory.secrets);
  }
}

}  // namespace

void read_state(Value root, const ResourceTypes& types, Inventory& inventory,
                Diagnostics& diagnostics) {
  std::size_t deposed = 0;
  std::size_t tainted = 0;
  read_secret_state_outputs(root.find("outputs"), inventory);
  for (const Value written : root.find("resources").items()) {
    std::string block(written.find("module").text());
    if (!block.empty()) block += '.';
    if (written.find("mode").text() == "data") block += "data.";
    block += written.find("type").text();
    block += '.';
    block += written.find("name").text();
    for (const Value instance : written.find("instances").items()) {
      if (instance.find("deposed")) {
        ++deposed;
        continue;
      }
      if (instance.find("status").text() == "tainted") ++tainted;
      Resource& resource =
          add_resource(block + key_of(instance.find("index_key")), instance, types, inventory);
      // An instance is a mere brace; what it is stands above it.
      resource.span = written.find("name").span();
      resource.values = instance.find("attributes");
      if (const Value flat = instance.find("attributes_flat"); !resource.values && flat)
        resource.values = FlatAttributes(unfolded_of(inventory.sources.back())).unfold(flat);
      resource.hidden_paths =
          sensitive_paths(instance.find("sensitive_attributes"), resource.values);
      for (const char* key : {"dependencies", "depends_on"}) {
        for (const Value dependency : instance.find(key).items())
          resource.dependencies.push_back(dependency.text());
      }
    }
  }
  tell_count("deposed", deposed, root.span(), "deposed, only waiting to be destroyed: left out",
             diagnostics);
  tell_count("tainted", tainted, root.span(), "tainted: the next apply replaces them", diagnostics);
}

void read_old_state(Value root, const ResourceTypes& types, Inventory& inventory,
                    Diagnostics& diagnostics) {
  std::size_t tainted = 0;
  for (const Value module : root.find("modules").items()) {
    std::string path;
    for (const Value step : module.find("path").items()) {
      if (step.text() == "root") continue;
      if (!path.empty()) path += '.';
      path += "module.";
      path += step.text();
    }
    read_secret_state_outputs(module.find("outputs"), inventory);
    for (const documents::Entry entry : module.find("resources").entries()) {
      const Value primary = entry.value.find("primary");
      if (!primary) continue;
      if (primary.find("tainted").boolean().value_or(false)) ++tainted;
      Resource& resource =
          add_resource(old_address(path, entry.key), entry.value, types, inventory);
      resource.span = entry.key_span;
      resource.values =
          FlatAttributes(unfolded_of(inventory.sources.back())).unfold(primary.find("attributes"));
      for (const Value dependency : entry.value.find("depends_on").items())
        resource.dependencies.push_back(dependency.text());
    }
  }
  tell_count("tainted", tainted, root.span(), "tainted: the next apply replaces them", diagnostics);
}

}  // namespace cutpoint::terraform
