/// The resources of plans and states in one form, whatever wrote them.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "importer/documents/value_tree.hpp"
#include "importer/terraform/inventory/address.hpp"
#include "importer/terraform/inventory/resource_types.hpp"
#include "importer/terraform/inventory/secrets.hpp"

namespace cutpoint::terraform {

/// What a plan does to a resource.
enum class Action { none, create, update, replace, destroy };

/// One instance of a resource block.
struct Resource {
  std::string address;  ///< with the keys of all modules and its own
  std::string module;   ///< address of the instance of its module; empty at the root
  std::string block;    ///< address without keys
  std::string type;
  Step name;  ///< of the block, with the key of the instance
  bool is_data = false;
  const ResourceType* row = nullptr;
  documents::Value values;  ///< what is known of its attributes; missing where nothing is
  std::vector<documents::Value> masks;         ///< `true` where a value is sensitive
  std::vector<std::string> hidden_paths;       ///< that a state calls sensitive: "spec[0].env"
  documents::Value unknown;                    ///< `true` where a value follows from the apply
  std::vector<std::string_view> dependencies;  ///< addresses, possibly relative to the module
  std::string_view provider_key;               ///< of the configuration: "aws.west"
  Action action = Action::none;
  std::size_t source = 0;  ///< which of the files
  SourceSpan span;
};

/// A file that was read.
struct Source {
  FileId file;
  std::unique_ptr<documents::ValueTree> tree;
  std::unique_ptr<documents::ValueTree> unfolded;   ///< attributes of old states, as a tree
  std::unique_ptr<documents::ValueTree> manifests;  ///< that attributes hold as texts
  documents::Value configuration;                   ///< of a plan; missing for states
  documents::Value variables;                       ///< of a plan
};

struct Inventory {
  std::vector<Source> sources;
  std::vector<Resource> resources;
  std::deque<ResourceType> own_rows;  ///< of resources that say more than their types
  Secrets secrets;
};

/// A scalar of a resource: its path without positions, and its value.
using ScalarVisitor = std::function<void(std::string_view path, documents::Value value)>;

/// Visits what is known and not sensitive, in the order of the file. Iterative.
void visit_scalars(const Resource& resource, const ScalarVisitor& visit);

/// All scalars at the end of a path of keys; lists on the way are walked through.
[[nodiscard]] std::vector<documents::Value> scalars_at(const Resource& resource,
                                                       std::string_view path);
/// The first of them as text; empty where there is none.
[[nodiscard]] std::string_view text_at(const Resource& resource, std::string_view path);

/// True where the plan says that the value at the path is only known after the apply.
[[nodiscard]] bool is_unknown(const Resource& resource, std::string_view path);

/// True for resources that hold an object of any kind, under `manifest` where it can be read.
[[nodiscard]] bool holds_manifest(const Resource& resource);

/// Visits what `visit_scalars` leaves out, for the list of secrets.
void visit_secrets(const Resource& resource, const ScalarVisitor& visit);

/// All scalars of a value that is a secret as a whole.
void add_secret_value(documents::Value value, Secrets& secrets);

}  // namespace cutpoint::terraform
