#include "importer/terraform/cluster_objects.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <vector>

namespace cutpoint::terraform {

namespace {

using documents::Value;
using documents::ValueId;
using documents::ValueTree;
using documents::ValueType;

struct TypeRow {
  std::string_view type;  ///< without `_v1`
  ObjectKind object;
};
constexpr std::array type_rows = {
    TypeRow{"kubernetes_deployment", {"apps/v1", "Deployment"}},
    TypeRow{"kubernetes_stateful_set", {"apps/v1", "StatefulSet"}},
    TypeRow{"kubernetes_daemonset", {"apps/v1", "DaemonSet"}},
    TypeRow{"kubernetes_daemon_set", {"apps/v1", "DaemonSet"}},
    TypeRow{"kubernetes_replication_controller", {"v1", "ReplicationController"}},
    TypeRow{"kubernetes_pod", {"v1", "Pod"}},
    TypeRow{"kubernetes_job", {"batch/v1", "Job"}},
    TypeRow{"kubernetes_cron_job", {"batch/v1", "CronJob"}},
    TypeRow{"kubernetes_service", {"v1", "Service"}},
    TypeRow{"kubernetes_config_map", {"v1", "ConfigMap"}},
    TypeRow{"kubernetes_secret", {"v1", "Secret"}},
    TypeRow{"kubernetes_ingress", {"networking.k8s.io/v1", "Ingress"}},
};

/// Blocks that may be repeated are lists of the API, mostly under a plural; all others have one
/// item, which is the value itself.
struct BlockName {
  std::string_view block;
  std::string_view key;
};
constexpr std::array list_blocks = {
    BlockName{"container", "containers"},
    BlockName{"init_container", "initContainers"},
    BlockName{"env", "env"},
    BlockName{"env_from", "envFrom"},
    BlockName{"port", "ports"},
    BlockName{"volume", "volumes"},
    BlockName{"volume_mount", "volumeMounts"},
    BlockName{"rule", "rules"},
    BlockName{"path", "paths"},
    BlockName{"items", "items"},
    BlockName{"sources", "sources"},
    BlockName{"match_expressions", "matchExpressions"},
    BlockName{"volume_claim_template", "volumeClaimTemplates"},
};

/// "cluster_ip" as "clusterIP", "match_labels" as "matchLabels".
std::string api_key(std::string_view key) {
  if (key == "cluster_ip") return "clusterIP";
  std::string out;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key[i] == '_' && i + 1 < key.size() && key[i + 1] >= 'a' && key[i + 1] <= 'z') {
      out += static_cast<char>(key[++i] - 'a' + 'A');
    } else {
      out += key[i];
    }
  }
  return out;
}

/// States hold a value of any type beside its type.
Value manifest_of(const Resource& resource) {
  const Value manifest = resource.values.find("manifest");
  return manifest.find("type") && manifest.find("value").is_mapping() ? manifest.find("value")
                                                                      : manifest;
}

/// Providers write what is not set as nothing, "" or 0.
bool is_unset(std::string_view key, Value value) {
  if (value.is_list() && value.size() == 0) return true;
  if (!value.is_scalar()) return !value;
  return !value || value.text().empty() || (value.text() == "0" && key.ends_with("port"));
}

/// Builds the objects of one file.
class Converter {
 public:
  explicit Converter(const Source& source) : tree_(source.file) {}

  [[nodiscard]] ValueId convert(const Resource& resource, const ObjectKind& kind) {
    secret_.clear();
    visit_secrets(resource, [this](std::string_view, Value value) { secret_.insert(value.id()); });
    is_secret_object_ = kind.kind == "Secret";
    span_ = resource.span;
    Entries entries = {{"apiVersion", text(kind.api_version, span_)},
                       {"kind", text(kind.kind, span_)}};
    if (holds_manifest(resource)) {
      for (const documents::Entry entry : manifest_of(resource).entries()) {
        if (entry.key == "apiVersion" || entry.key == "kind") continue;
        if (const ValueId value = copy(entry.value); value.valid())
          entries.emplace_back(std::string(entry.key), value);
      }
    } else {
      for (const std::string_view key : {"metadata", "spec"}) {
        const Value value = resource.values.find(key).first();
        if (value) entries.emplace_back(std::string(key), block(value));
      }
      const Value data = resource.values.find("data");
      if (data) entries.emplace_back(is_secret_object_ ? "stringData" : "data", copy(data));
    }
    const ValueId root = mapping(entries, span_);
    tree_.add_document(root);
    return root;
  }

  [[nodiscard]] ValueTree take() {
    if (!handed_over_.empty()) {
      const Entries name = {{"name", text(sensitive_values, span_)}};
      const Entries secret = {{"apiVersion", text("v1", span_)},
                              {"kind", text("Secret", span_)},
                              {"metadata", mapping(name, span_)},
                              {"stringData", mapping(handed_over_, span_)}};
      tree_.add_document(mapping(secret, span_));
    }
    return std::move(tree_);
  }

 private:
  using Entries = std::vector<std::pair<std::string, ValueId>>;

  ValueId text(std::string_view value, const SourceSpan& span) {
    return tree_.add_scalar(ValueType::text, value, span);
  }

  ValueId mapping(const Entries& entries, const SourceSpan& span) {
    std::vector<ValueTree::Child> children;
    for (const auto& [key, value] : entries) {
      if (value.valid()) children.push_back({text(key, span), value});
    }
    return collection(ValueType::mapping, children, span);
  }

  ValueId collection(ValueType type, const std::vector<ValueTree::Child>& children,
                     const SourceSpan& span) {
    const ValueId id = tree_.add_collection(type, span);
    tree_.set_children(id, children.data(), children.size());
    return id;
  }

  [[nodiscard]] bool is_hidden(Value value) const {
    return !is_secret_object_ && secret_.contains(value.id());
  }

  /// Of a block: its keys become those of the API.
  ValueId block(Value from) {
    Entries entries;
    for (const documents::Entry entry : from.entries()) {
      if (is_unset(entry.key, entry.value)) continue;
      const auto* repeated =
          std::find_if(list_blocks.begin(), list_blocks.end(),
                       [&](const BlockName& name) { return name.block == entry.key; });
      const bool is_block = entry.value.is_list() && entry.value.first().is_mapping();
      if (is_block && repeated != list_blocks.end()) {
        entries.emplace_back(repeated->key, blocks(entry.value));
      } else {
        entries.emplace_back(api_key(entry.key),
                             is_block ? block(entry.value.first()) : copy(entry.value));
      }
    }
    hand_over(from, entries);
    return mapping(entries, from.span());
  }

  ValueId blocks(Value from) {
    std::vector<ValueTree::Child> items;
    for (const Value item : from.items()) items.push_back({{}, block(item)});
    return collection(ValueType::list, items, from.span());
  }

  /// As it is written, without what is hidden; invalid where it is hidden as a whole.
  ValueId copy(Value from) {
    if (from.is_scalar())
      return is_hidden(from) ? ValueId() : tree_.add_scalar(from.type(), from.text(), from.span());
    if (!from) return {};
    if (from.is_mapping()) {
      Entries entries;
      for (const documents::Entry entry : from.entries())
        entries.emplace_back(std::string(entry.key), copy(entry.value));
      hand_over(from, entries);
      return mapping(entries, from.span());
    }
    std::vector<ValueTree::Child> items;
    for (const Value item : from.items()) {
      if (const ValueId id = copy(item); id.valid()) items.push_back({{}, id});
    }
    return collection(ValueType::list, items, from.span());
  }

  /// A variable whose value is sensitive is told as one that comes from a Secret.
  void hand_over(Value from, Entries& entries) {
    const Value name = from.find("name");
    const Value value = from.find("value");
    if (!value.is_scalar() || value.text().empty() || name.text().empty() || is_hidden(name) ||
        !is_hidden(value))
      return;
    const std::string key = std::to_string(handed_over_.size());
    handed_over_.emplace_back(key, text(value.text(), span_));
    const Entries reference = {{"name", text(sensitive_values, span_)}, {"key", text(key, span_)}};
    const Entries source = {{"secretKeyRef", mapping(reference, span_)}};
    std::erase_if(entries, [](const auto& entry) { return entry.first == "valueFrom"; });
    entries.emplace_back("valueFrom", mapping(source, span_));
  }

  ValueTree tree_;
  std::set<ValueId> secret_;  ///< of the present resource
  bool is_secret_object_ = false;
  SourceSpan span_;
  Entries handed_over_;
};

}  // namespace

std::optional<ObjectKind> object_kind_of(const Resource& resource) {
  if (resource.is_data) return std::nullopt;
  if (holds_manifest(resource)) {
    const Value manifest = manifest_of(resource);
    const std::string_view kind = manifest.find("kind").text();
    if (kind.empty()) return std::nullopt;
    return ObjectKind{manifest.find("apiVersion").text(), kind};
  }
  std::string_view type = resource.type;
  if (type.ends_with("_v1")) type.remove_suffix(std::string_view("_v1").size());
  const auto* row = std::find_if(type_rows.begin(), type_rows.end(),
                                 [type](const TypeRow& known) { return known.type == type; });
  if (row == type_rows.end()) return std::nullopt;
  return row->object;
}

ClusterObjects::ClusterObjects(const Inventory& inventory) {
  std::vector<Converter> converters;
  converters.reserve(inventory.sources.size());
  for (const Source& source : inventory.sources) converters.emplace_back(source);
  for (std::size_t i = 0; i < inventory.resources.size(); ++i) {
    const Resource& resource = inventory.resources[i];
    if (resource.action == Action::destroy) continue;
    const auto kind = object_kind_of(resource);
    if (!kind) continue;
    const ValueId root = converters[resource.source].convert(resource, *kind);
    resource_of_.emplace(Place(inventory.sources[resource.source].file, root), i);
  }
  if (resource_of_.empty()) return;
  std::vector<ValueTree> trees;
  trees.reserve(converters.size());
  for (Converter& converter : converters) trees.push_back(converter.take());
  objects_.take(std::move(trees));
}

std::optional<std::size_t> ClusterObjects::resource_of(const kubernetes::Object& object) const {
  const auto found = resource_of_.find(Place(object.value.span().file, object.value.id()));
  if (found == resource_of_.end()) return std::nullopt;
  return found->second;
}

}  // namespace cutpoint::terraform
